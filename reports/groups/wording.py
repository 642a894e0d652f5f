"""Words and cells that all parts of a report on a group share: shares, points, dates, how many count."""

from reports import words
from reports.data import Cell
from reports.groups.rows import AreaFigure, Share, When

IN_HUNDRED = "in 100 people"
"""The unit of a share."""
POINTS = "points of 100"
"""The unit of a difference of shares."""
AREA_POINTS = "points in 100 questions"
"""The unit of an area's figure."""
NEARLY = 0.8
"""Of the most people of a group that any campaign asked, the share that counts as nearly all of it."""
SURE = 1.96
NOT_SHOWN = "not shown"


def in_words(share: Share) -> str:
    """Say a share with its interval: ``41 in 100 (25 to 59)``."""
    return f"{100 * share.part:.0f} in 100 ({100 * share.low:.0f} to {100 * share.high:.0f})"


def points(by: Share) -> str:
    """Say a difference with its interval: ``+12 points (-3 to +26)``."""
    return f"{_signed(by.part)} points ({_signed(by.low)} to {_signed(by.high)})"


def share_cell(share: Share | None) -> Cell:
    """Return a share as a cell, in people of a hundred."""
    if share is None:
        return Cell(NOT_SHOWN)
    part, low, high = (round(100 * each, 1) for each in (share.part, share.low, share.high))
    return Cell(f"{part:.0f} ({low:.0f} to {high:.0f})", part, low, high)


def points_cell(by: Share) -> Cell:
    """Return a difference of shares as a cell, in points of a hundred."""
    said = f"{_signed(by.part)} ({_signed(by.low)} to {_signed(by.high)})"
    part, low, high = (round(100 * each, 1) + 0.0 for each in (by.part, by.low, by.high))
    return Cell(said, part, low, high)


def count_cell(many: int | None, otherwise: str = "not told") -> Cell:
    """Return a count as a cell."""
    return Cell(otherwise) if many is None else Cell(f"{many:,}", many)


def based_on(when: When) -> str:
    """Say what figures rest on: ``Half-year look, closed 3 July 2026, 14 of 18 people``."""
    asked = words.count(when.asked, "person", "people")
    return f"{when.campaign}, closed {words.day(when.closed_on)}, {when.people:,} of {asked}"


def is_certain(by: Share) -> bool:
    """Say whether something has moved by more than chance explains."""
    return by.low > 0 or by.high < 0


def is_far(figure: AreaFigure) -> bool:
    """Say whether a group's figure in an area is more than chance explains."""
    return figure.points is not None and abs(figure.points) > SURE * figure.se


def _signed(part: float) -> str:
    return f"{round(100 * part) + 0:+d}"
