"""Words that several parts of the report on a learner share: dates, abilities, levels."""

import datetime as dt

from reports import words
from reports.data import Cell
from reports.growth_rows import Band
from reports.kinds.learner.rows import Learner, Sat

CHANCE = "out of 100"
"""The unit of a chance."""
FEWEST = 3
"""Answers in an area before a step is drawn from them."""


def day_cell(on: dt.date) -> Cell:
    """Return a date as a cell."""
    return Cell(words.day(on), day=on)


def band_cells(band: Band | None) -> tuple[Cell, Cell]:
    """Return an ability and its interval as two cells."""
    if band is None:
        return Cell("not told apart"), Cell("not told apart")
    interval = Cell(f"{band.low:.2f} to {band.high:.2f}", None, band.low, band.high)
    return Cell(f"{band.theta:.2f}", band.theta), interval


def ability_cell(band: Band) -> Cell:
    """Return an ability with its interval as one cell."""
    return Cell(f"{band.theta:.2f} ({band.low:.2f} to {band.high:.2f})", band.theta, band.low, band.high)


def in_hundred(share: float) -> Cell:
    """Return a chance as a cell."""
    return Cell(f"{100 * share:.0f}", 100 * share)


def level_of(learner: Learner, place: int | None) -> str:
    """Name a level, or say that there is none."""
    return "no level yet" if place is None else learner.levels[place].name


def based_on(sat: Sat) -> str:
    """Say what a figure rests on: ``3 October 2026, 28 questions``."""
    return f"{words.day(sat.on)}, {words.count(sat.questions, 'question')}"
