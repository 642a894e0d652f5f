"""Words and cells that reports on programmes share: days, hours, what a sitting found."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from reports import words
from reports.data import Cell, Fact
from reports.programme.rows import Enrolled, Sat

MIN_PER_H = 60
HOURS = "hours"
ABILITY = (
    "Ability: 0 is the middle of the population that the scale is set by, 1 its standard deviation. The true value "
    "lies within 1.96 standard errors in 95 of 100 such cases."
)
"""How to read the figures of a sitting."""


def day_cell(on: dt.date | None, none: str = "not known") -> Cell:
    """Return a date as a cell."""
    return Cell(none) if on is None else Cell(words.day(on), day=on)


def hours(minutes: int) -> str:
    """Say a time: ``120 h 30 min``, ``12 h``, ``45 min``."""
    whole, rest = divmod(minutes, MIN_PER_H)
    return " ".join([*([f"{whole:,} h"] if whole else []), *([f"{rest} min"] if rest or not whole else [])])


def hours_cell(minutes: int | None, *, sign: bool = False) -> Cell:
    """Return a time in hours as a cell; its unit stands in its column."""
    if minutes is None:
        return Cell("not known")
    found = minutes / MIN_PER_H
    return Cell(f"{found:+,.2f}" if sign else f"{found:,.2f}", found)


def found(sat: Sat) -> str:
    """Say what a sitting found, with what it rests on."""
    said = f"{sat.said[0].upper()}{sat.said[1:]}"
    return f"{said} ({words.day(sat.on)}, {words.count(sat.answers, 'question')})"


def codes_said(codes: Sequence[str]) -> str:
    """Say codes: ``K1, K3 to K5 and S2``."""
    runs = []
    for _, run in groupby(enumerate(codes), key=lambda pair: (pair[1][0], int(pair[1][1:]) - pair[0])):
        held = [code for _, code in run]
        runs += held if len(held) < 3 else [f"{held[0]} to {held[-1]}"]  # noqa: PLR2004 - "K1 to K2" is no gain
    return words.listed(runs)


def facts_of(enrolled: Enrolled) -> tuple[Fact, ...]:
    """Return the programme, its version and its days."""
    moved = enrolled.end_holds_on != enrolled.planned_end_on
    first = f" (at first {words.day(enrolled.planned_end_on)})" if moved else ""
    ended = f"; {enrolled.ended_as} on {words.day(enrolled.ended_on)}" if enrolled.ended_on else ""
    after = f"; then {enrolled.gateway} and {enrolled.assessment}" if enrolled.assessment else ""
    return (
        Fact("Programme", f"{enrolled.title}, {enrolled.code}, {enrolled.scale}"),
        Fact("Version", f"{enrolled.version}, {enrolled.valid}"),
        Fact("Time", f"{words.day(enrolled.starts_on)} to {words.day(enrolled.end_holds_on)}{first}{ended}{after}"),
        Fact("Employer", enrolled.employer or "not known"),
        Fact("Trainer", words.listed(enrolled.trainers) if enrolled.trainers else "not known"),
    )
