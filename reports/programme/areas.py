"""Measured areas at several times, as a table, or as a picture with that table where there is something to draw."""

from collections.abc import Iterator, Sequence

from reports import words
from reports.data import Block, Cell, Chart, Column, Paragraph, Row, Table
from reports.growth_rows import SPREADS, AreaPoint, Band, When
from reports.programme.rows import FEWEST, Area, Sat
from reports.programme.said import day_cell

Z95 = 1.96
NOT_MEASURED = "not measured"
Times = Sequence[tuple[When, Sat]]


def told_of(times: Times) -> Block:
    """Return the areas of several sittings as a table; where none is measured, that is said."""
    if any(area.is_measured for _, sat in times for area in sat.areas):
        return _table(times)
    _, sat = times[-1]
    answered = words.listed([f"{area.name} {area.answers}" for area in sat.areas])
    return Paragraph(
        f"Not measured: an area needs {FEWEST} questions, and has to be told apart from the "
        f"whole. Questions answered in the sitting of {words.day(sat.on)}: {answered}."
    )


def blocks_of(times: Times) -> tuple[Block, ...]:
    """Return the areas of several sittings, drawn where any is measured."""
    told = told_of(times)
    if not isinstance(told, Table):
        return (told,)
    points = [AreaPoint(area.name, when, _band(area)) for when, sat in times for area in sat.areas]
    measured = {point.area for point in points if point.band}
    return (
        Chart(
            "area_profile",
            "Ability in each area",
            f"{_said(times)} A bar is the 95 % interval; where bars overlap much, a difference can be chance.",
            [point for point in points if point.area in measured],
            told,
            table_open=True,
        ),
    )


def _said(times: Times) -> str:
    when, sat = times[-1]
    measured = [area for area in sat.areas if area.is_measured]
    figures = "; ".join(f"{area.name} {area.theta:.2f}, standard error {area.se:.2f}" for area in measured)
    return f"{when.capitalize()} ({words.day(sat.on)}): {figures or 'no area by itself'}."


def _band(area: Area) -> Band | None:
    if not area.is_measured:
        return None
    assert area.theta is not None, "it is measured"
    assert area.se is not None, "it is measured"
    return Band(area.theta, area.theta - Z95 * area.se, area.theta + Z95 * area.se)


def _table(times: Times) -> Table:
    names = list(dict.fromkeys(area.name for _, sat in times for area in sat.areas))
    rows = [row for name in names for row in _rows(name, times)]
    return Table(
        "areas",
        "Measured areas, with the doubt about each",
        (
            Column("Area"),
            Column("When"),
            Column("Sitting"),
            Column("Ability", SPREADS),
            Column("Standard error", SPREADS),
            Column("Answered", "questions"),
        ),
        tuple(rows),
        note=f"Not measured: fewer than {FEWEST} questions in the area, or not told apart from the whole. An area that "
        "was never measured stands here once, as it is at the newest of these times.",
        stacks=True,
    )


def _rows(name: str, times: Times) -> Iterator[Row]:
    """Return an area at each time; one that was never measured stands once, as it is at the newest."""
    found = [(when, sat, area) for when, sat in times for area in sat.areas if area.name == name]
    if not any(area.is_measured for _, _, area in found):
        found = found[-1:]
    for number, (when, sat, area) in enumerate(found):
        yield _row(area, when, sat, is_first=number == 0)


def _row(area: Area, when: When, sat: Sat, *, is_first: bool) -> Row:
    ability, doubt = Cell(NOT_MEASURED), Cell(NOT_MEASURED)
    if area.is_measured:
        ability, doubt = Cell(f"{area.theta:.2f}", area.theta), Cell(f"{area.se:.2f}", area.se)
    answers = Cell(str(area.answers), area.answers)
    return Row((Cell(area.name), Cell(when), day_cell(sat.on), ability, doubt, answers), minor=not is_first)
