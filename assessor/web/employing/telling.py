"""Figures of groups as a page tells them: a sentence, a table and a drawing of the same, with how sure each is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessor.campaigns.groups.figures import AreaFigure, Share, moved
from assessor.campaigns.groups.publishing import HIDDEN, Told
from assessor.campaigns.groups.reading import Ended
from assessor.framework import read_framework

_FAR = 8.0
"""Points in a hundred questions from which a shade is the strongest or the weakest."""
_SURE = 1.96


@dataclass(frozen=True, slots=True)
class Bar:
    """A share as words and as a drawing."""

    name: str
    share: Share
    said: str
    """41 in 100 (25 to 59)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the map of areas."""

    words: str
    step: int | None
    """The shade: 3 where chance may explain it, to 1 below and 5 above; none where nothing is told."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One group on a page."""

    name: str
    lead: str
    bars: tuple[Bar, ...]
    target: str
    """How many are at their target or above, and of how many; empty where it is not told."""
    coverage: str


@dataclass(frozen=True, slots=True)
class Movement:
    """By how much shares of levels have moved between two campaigns."""

    before: str
    after: str
    lead: str
    rows: tuple[tuple[str, str, str, str], ...]
    """Level, then, now, and the difference with its interval."""


def shown(one: Told) -> Shown:
    """Return a group as its page tells it; a hidden one says why."""
    if not one.is_shown:
        return Shown(one.name, f"{one.name}: {HIDDEN}.", (), "", "")
    names = [level.shown_name for level in read_framework().level]
    bars = tuple(Bar(name, share, in_words(share)) for name, share in zip(names, one.levels or (), strict=True))
    most = max(bars, key=lambda bar: bar.share.part)
    lead = f"The largest share is at {most.name}: {most.said}."
    target = ""
    if one.target is not None:
        target = f"{in_words(one.target)}, of {one.with_target}"
    return Shown(one.name, lead, bars, target, f"{one.people} of {one.asked} who were asked count.")


def shown_in(found: Sequence[Ended], key: str) -> list[Ended]:
    """Return the campaigns whose figures show a group."""
    return [one for one in found if (told := one.group(key)) is not None and told.is_shown]


def in_words(share: Share) -> str:
    """Return a share with its interval."""
    return f"{100 * share.part:.0f} in 100 ({100 * share.low:.0f} to {100 * share.high:.0f})"


def areas() -> tuple[tuple[str, str], ...]:
    """Return the areas by key and name."""
    return tuple((area.key, area.name) for area in read_framework().area)


def heat_rows(groups: Sequence[Told]) -> list[tuple[str, tuple[Cell, ...]]]:
    """Return the map: a row for each group, a cell for each area."""
    return [(one.name, tuple(_cell(one.areas or {}, key) for key, _ in areas())) for one in groups]


def movement(before: tuple[str, Told] | None, after: tuple[str, Told] | None) -> Movement | None:
    """Return how a group has moved between two campaigns; None unless both tell of it."""
    if before is None or after is None or not (before[1].levels and after[1].levels):
        return None
    names = [level.shown_name for level in read_framework().level]
    differences = [moved(old, new) for old, new in zip(before[1].levels, after[1].levels, strict=True)]
    rows = tuple(
        (name, in_words(old), in_words(new), _points(by))
        for name, old, new, by in zip(names, before[1].levels, after[1].levels, differences, strict=True)
    )
    sure = [name for name, by in zip(names, differences, strict=True) if by.low > 0 or by.high < 0]
    lead = "No share has moved by more than chance explains."
    if sure:
        lead = f"Moved by more than chance explains: {', '.join(sure)}."
    return Movement(before[0], after[0], lead, rows)


def _points(by: Share) -> str:
    return f"{100 * by.part:+.0f} points ({100 * by.low:+.0f} to {100 * by.high:+.0f})"


def _cell(figures: Mapping[str, AreaFigure], area: str) -> Cell:
    figure = figures.get(area)
    if figure is None:
        return Cell("not shown", None)
    away = 0 if abs(figure.points) <= _SURE * figure.se else 2 if abs(figure.points) >= _FAR else 1
    step = 3 + (away if figure.points > 0 else -away)
    return Cell(f"{figure.points:+.0f} (error {figure.se:.0f}, {figure.people} people)", step)
