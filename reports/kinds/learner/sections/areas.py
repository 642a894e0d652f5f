"""Strengths and weaknesses: each area now, the time before and at the start, where it can be told apart."""

import math
from collections.abc import Iterator

from reports import words
from reports.data import Cell, Chart, Column, Paragraph, Row, Section, Table
from reports.growth_rows import SPREADS, AreaGap, AreaPoint, When
from reports.kinds.learner.rows import AreaFound, Learner, Sat
from reports.kinds.learner.wording import band_cells, based_on

TITLE = "Area by area"
_POINTS = "points in 100 questions"
_WIDEST_SE = 0.5
"""Of one answer: none spreads more than right and wrong by halves."""
_CERTAIN = 1.96


def build(learner: Learner) -> Section:
    """Tell of the areas of the newest sitting, with earlier ones beside where they are measured."""
    if not learner.sittings:
        return Section("areas", TITLE, (Paragraph("Areas are told after the first sitting."),))
    times = _times(learner)
    points = [point for when, sat in times for point in _points(when, sat)]
    gaps = _gaps(learner.sittings[-1])
    if not any(point.band for point in points):
        text = (
            "No area can be measured by itself yet: a sitting has too few questions in each. What can be said is how "
            "answers in an area compare with what the whole sitting lets one expect."
        )
        return Section("areas", TITLE, (Paragraph(text), gaps))
    return Section("areas", TITLE, (_profile(times, points), gaps))


def _times(learner: Learner) -> list[tuple[When, Sat]]:
    sat = learner.sittings
    earlier: list[tuple[When, Sat]] = [("at the start", sat[0])] if len(sat) > 1 else []
    if len(sat) > 2:  # noqa: PLR2004 - else the time before is the start
        earlier.append(("the time before", sat[-2]))
    return [*earlier, ("now", sat[-1])]


def _points(when: When, sat: Sat) -> Iterator[AreaPoint]:
    return (AreaPoint(found.area, when, found.band) for found in sat.areas)


def _profile(times: list[tuple[When, Sat]], points: list[AreaPoint]) -> Chart:
    told = {point.area for point in points if point.band}
    shown = [point for point in points if point.area in told]
    now = [point for point in shown if point.when == "now" and point.band]
    said = [f"{point.area} {point.band.theta:.2f}" for point in now if point.band]
    many = words.count(len({point.area for point in points}), "area")
    dates = words.listed([f"{when} ({based_on(sat)})" for when, sat in times])
    return Chart(
        "area_profile",
        "Ability in each area",
        f"Shown {dates}. Now, of {many}: {words.listed(said) if said else 'none can be told apart from the whole'}. "
        "A bar is the 95 % interval; where bars overlap much, a difference can be chance.",
        shown,
        Table(
            "area-abilities",
            "Ability in each area, each time",
            (Column("Area"), Column("When"), Column("Ability", SPREADS), Column("95 % interval", SPREADS)),
            tuple(Row((Cell(point.area), Cell(point.when), *band_cells(point.band))) for point in shown),
        ),
    )


def _gaps(sat: Sat) -> Chart:
    gaps = [gap for found in sat.areas if (gap := _gap(found)) is not None]
    far = [f"{gap.area} {gap.points:+.0f}" for gap in gaps if gap.low > 0 or gap.high < 0]
    said = f"Beyond chance: {words.listed(far)}" if far else "No area lies further off than chance explains"
    return Chart(
        "area_gaps",
        "Each area against what was expected",
        f"{said} ({based_on(sat)}). Expected is what somebody with the ability found in the whole sitting reaches on "
        "the same questions; shares of right answers are not compared, since questions get harder as answers get "
        "better. A bar is the 95 % interval or a little wider.",
        gaps,
        Table(
            "area-counts",
            f"What was asked in each area ({based_on(sat)})",
            (
                Column("Area"),
                Column("Answered", "questions"),
                Column("Fully right", "questions"),
                Column("Above or below what was expected", _POINTS),
                Column("Measured by itself?"),
            ),
            tuple(_count(found) for found in sat.areas),
            note="With a handful of answers in an area, its figure moves much by chance.",
        ),
    )


def _gap(found: AreaFound) -> AreaGap | None:
    """Return an area against what was expected; an answer spreads no more than right and wrong by halves."""
    if found.above is None or not found.answered:
        return None
    points, margin = 100 * found.above, 100 * _CERTAIN * _WIDEST_SE / math.sqrt(found.answered)
    return AreaGap(found.area, points, max(points - margin, -100.0), min(points + margin, 100.0), found.answered)


def _count(found: AreaFound) -> Row:
    gap, above = _gap(found), Cell("no answers")
    if gap:
        text = f"{round(gap.points) + 0:+d} ({gap.low:+.0f} to {gap.high:+.0f})"
        above = Cell(text, gap.points, gap.low, gap.high)
    return Row(
        (
            Cell(found.area),
            Cell(str(found.answered), found.answered),
            Cell(str(found.right), found.right),
            above,
            Cell("yes" if found.band else f"no: {found.why_not}"),
        )
    )
