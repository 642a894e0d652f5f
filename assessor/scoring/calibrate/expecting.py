"""The E-step: how many persons of each ability are expected to have given which answers.

Bock and Aitkin 1981, Psychometrika 46, 443-459. In slope-intercept form a person's likelihood at ability theta is
``exp(theta S - sum of log totals)``, times what does not depend on theta, with ``S = sum of a x``. So a complete row
enters only by S, and a row with gaps by S and one product of its pattern of gaps with the log totals. Persons are
taken in blocks, so that memory stays bounded and a block in the processor's cache.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from assessor.scoring.calibrate.answers import Answers
from assessor.scoring.calibrate.values import Values
from assessor.scoring.pool import Floats

BLOCK = 1024
"""Persons at a time."""
_LEAST = -700.0
"""Below it the exponential leaves the normal range of numbers, where processors are ten times slower."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the M-step needs."""

    loglik: float
    persons: Floats
    """Expected persons at each node, (nodes, items); (nodes, 1) when every item was administered to all."""
    moments: Floats
    """Sum over persons of category times expected ability, (items,)."""
    population: Floats
    """Expected persons at each node, (nodes,)."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some persons and their posterior over the nodes."""

    rows: slice
    posterior: Floats
    """(nodes, persons), each column adding up to 1. Overwritten when the next block is asked for."""
    loglik: float
    """Of these persons, without the intercepts of their answers."""


def blocks(answers: Answers, values: Values) -> Iterator[Block]:
    """Yield the posteriors of all persons, block by block."""
    totals = values.log_totals()
    prior = values.log_population()[:, None]
    if answers.given is None:
        prior = prior - totals.sum(axis=1, keepdims=True)
    sums = answers.category @ values.slopes
    room = np.empty((len(values.nodes), min(BLOCK, answers.persons)))
    for first in range(0, answers.persons, BLOCK):
        rows = slice(first, min(first + BLOCK, answers.persons))
        logs = room[:, : rows.stop - first]
        np.multiply(values.nodes[:, None], sums[rows], out=logs)
        logs += prior
        if answers.given is not None:
            logs -= totals @ answers.given[rows].T
        peak = logs.max(axis=0)
        logs -= peak
        np.exp(np.maximum(logs, _LEAST, out=logs), out=logs)
        whole = logs.sum(axis=0)
        logs /= whole
        yield Block(rows, logs, float(peak.sum() + np.log(whole).sum()))


def expect(answers: Answers, values: Values) -> Expected:
    """Take the expectation over all persons' abilities."""
    population = np.zeros(len(values.nodes))
    moments = np.zeros(len(answers.names))
    persons = np.zeros((len(values.nodes), 1 if answers.given is None else len(answers.names)))
    own = np.isfinite(values.intercepts)
    loglik = float((answers.counts[own] * values.intercepts[own]).sum())
    for block in blocks(answers, values):
        loglik += block.loglik
        population += block.posterior.sum(axis=1)
        moments += (values.nodes @ block.posterior) @ answers.category[block.rows]
        if answers.given is not None:
            persons += block.posterior @ answers.given[block.rows]
    if answers.given is None:
        persons[:, 0] = population
    return Expected(loglik, persons, moments, population)
