"""Made-up scores whose truth is known, and how often the statistics of a comparison get it right on them.

The judging is done by the code that a real comparison uses: `paired`, `holm`, `student_interval`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

import numpy as np

from harness.stats.holm import holm
from harness.stats.intervals import student_interval
from harness.stats.paired import Paired, paired
from harness.stats.sign_flip import MOST_EXACT

Shape = Literal["plain", "bounded", "pass or fail", "long tail"]
"""How scores are spread: normal; cut off at 0 and 1, a fifth of them at the top; 0 or 1; or as plain, but with the
first design far better in a few cases and a little worse in most, so that differences lean to one side."""

TASK_SPREAD, RUN_NOISE, EPOCHS, EFFECT = 0.20, 0.15, 5, 0.1
"""How far true differences vary between cases, how far a repeat strays, repeats a case, the true mean difference."""
SPREAD = math.sqrt(TASK_SPREAD**2 + 2 * RUN_NOISE**2 / EPOCHS)
"""The standard deviation of paired differences that follows, epochs averaged."""
ALPHA = 0.05
_LEVEL, _HARDNESS = 0.75, 0.2
_SEED = 20_261_122
_CASES_FOR_TRUTH = 500_000
_NORMAL = 1.96
_PATTERNS = 4_000
_FAR = 8
"""So many standard errors away a comparison is not going to be called."""


@dataclass(frozen=True, slots=True)
class Share:
    """How often something happened."""

    times: int
    of: int

    @property
    def value(self) -> float:
        """The share."""
        return self.times / self.of

    @property
    def error(self) -> float:
        """Its standard error, from there being only so many draws."""
        return math.sqrt(self.value * (1 - self.value) / self.of)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is made up: how many designs do how many cases, and by how much the first is better than all others."""

    designs: int
    cases: int
    effect: float = 0.0
    shape: Shape = "plain"


def coverage(setting: Setting, runs: int) -> Share:
    """Return how often the interval of the difference of two designs holds the true difference."""
    truth, held = _truth(setting), 0
    for differences in _differences(_scores(setting, runs)).tolist():
        found = student_interval(differences)
        held += found.low is not None and found.high is not None and found.low <= truth <= found.high
    return Share(held, runs)


def coverage_over_runs(setting: Setting, runs: int) -> Share:
    """Return how often the truth is held by the interval that takes every repeat for a case of its own.

    Nothing of ours makes such intervals; they show what goes wrong: the mean ± 1.96 standard errors over all repeats.
    """
    scores = _scores(setting, runs)
    repeats = (scores[:, 0] - scores[:, 1]).reshape(runs, -1)
    off = np.abs(repeats.mean(axis=1) - _truth(setting))
    errors = repeats.std(axis=1, ddof=1) / math.sqrt(repeats.shape[1])
    return Share(int((off <= _NORMAL * errors).sum()), runs)


def wrong_families(setting: Setting, families: int) -> Share:
    """Return in how many families of comparisons, each design with each other, anything is called that is not there.

    With an effect, the comparisons of the first design are true and not counted.
    """
    wrong = 0
    for family in _scores(setting, families):
        pairs = list(combinations(range(setting.designs), 2))
        adjusted = holm(_ps(family, pairs), m=len(pairs))
        wrong += any(
            p is not None and p <= ALPHA and (first > 0 or not setting.effect)
            for (first, _), p in zip(pairs, adjusted, strict=True)
        )
    return Share(wrong, families)


def found_alone(setting: Setting, comparisons: int, runs: int) -> Share:
    """Return how often the first of two designs is called better at Holm's first step of so many comparisons."""
    found = 0
    for both in _scores(setting, runs):
        result = paired(*_arms(both))
        found += _is_better(result, holm([result.p], m=comparisons)[0])
    return Share(found, runs)


def found_in_family(setting: Setting, families: int) -> Share:
    """Return how often the first design is called better than the second when all are compared with all others."""
    found = 0
    for family in _scores(setting, families):
        results = [paired(first, second) for first, second in combinations(_arms(family), 2)]
        found += _is_better(results[0], holm([result.p for result in results])[0])
    return Share(found, families)


def _scores(setting: Setting, families: int) -> np.ndarray:
    """Make up scores: family x design x case x epoch."""
    chance = np.random.default_rng(_SEED)
    size = (families, setting.designs, setting.cases, 1)
    own = chance.standard_normal(size) * TASK_SPREAD / math.sqrt(2)
    if setting.shape == "long tail":
        own[:] = 0.0
        own[:, 0] = TASK_SPREAD * (chance.standard_exponential(own[:, 0].shape) - 1)
    hardness = chance.normal(_LEVEL, _HARDNESS, (families, 1, setting.cases, 1))
    scores = hardness + own + RUN_NOISE * chance.standard_normal((*size[:3], EPOCHS))
    scores[:, 0] += setting.effect
    if setting.shape == "bounded":
        return np.clip(scores, 0.0, 1.0)
    if setting.shape == "pass or fail":
        return np.asarray((scores > _LEVEL).astype(float))
    return np.asarray(scores)


def _truth(setting: Setting) -> float:
    """Return the true difference, which for scores that are cut off is not the effect."""
    return float(_differences(_scores(Setting(2, _CASES_FOR_TRUTH, setting.effect, setting.shape), 1)).mean())


def _differences(scores: np.ndarray) -> np.ndarray:
    """Return the first design's score minus the second's by case, epochs averaged."""
    means = scores.mean(axis=3)
    return np.asarray(means[:, 0] - means[:, 1])


def _arms(family: np.ndarray) -> list[dict[int, list[float]]]:
    """Return the scores of each design by case, as `paired` takes them."""
    return [dict(enumerate(design.tolist())) for design in family]


def _is_better(result: Paired, p: float | None) -> bool:
    return p is not None and p <= ALPHA and result.difference is not None and result.difference > 0


def _ps(family: np.ndarray, pairs: Sequence[tuple[int, int]]) -> list[float | None]:
    """Return the p of each comparison; 1 for one of many cases that is far from being called.

    Above 20 cases a p takes 100,000 sign patterns. A family errs if its smallest p is at most .05 / m, so 4,000
    patterns of our own first set aside what is 8 standard errors above that; `paired` judges all others.
    """
    arms = _arms(family)
    if family.shape[1] <= MOST_EXACT:
        return [paired(arms[first], arms[second]).p for first, second in pairs]
    means = family.mean(axis=2)
    differences = np.array([means[first] - means[second] for first, second in pairs])
    extreme = (np.abs(differences @ _signs(family.shape[1])) >= np.abs(differences.sum(axis=1))[:, np.newaxis]).sum(
        axis=1
    )
    wanted = _PATTERNS * ALPHA / len(pairs)
    near = extreme <= wanted + _FAR * (math.sqrt(wanted) + 1)
    return [
        paired(arms[first], arms[second]).p if close else 1.0
        for (first, second), close in zip(pairs, near, strict=True)
    ]


@lru_cache(maxsize=1)
def _signs(cases: int) -> np.ndarray:
    return np.random.default_rng(_SEED).choice([-1.0, 1.0], size=(cases, _PATTERNS))
