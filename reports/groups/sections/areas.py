"""Areas in which the group does better or worse than it does overall, beside earlier figures and everybody's."""

from collections.abc import Iterator

from reports import words
from reports.data import Cell, Chart, Column, Row, Section, Table
from reports.groups.rows import AreaField, AreaFigure, Group
from reports.groups.wording import AREA_POINTS, NOT_SHOWN, based_on, count_cell, is_far

TITLE = "Areas"


def build(group: Group) -> Section:
    """Tell the areas of the newest campaign."""
    fields = list(_fields(group))
    return Section("areas", TITLE, (_chart(group, fields, [field for field in fields if field.group == group.name]),))


def _fields(group: Group) -> Iterator[AreaField]:
    for name, figures in ((group.name, group.told), ("Everybody", group.everybody)):
        for figure in figures.areas if figures else ():
            yield AreaField(figure.area, name, figure)


def _chart(group: Group, fields: list[AreaField], own: list[AreaField]) -> Chart:
    assert group.told is not None, "areas are told where levels are"
    return Chart(
        "group_areas",
        "Better and worse areas",
        f"{_said(own)} ({based_on(group.told.when)}). A field is shaded where the figure is more than 1.96 times its "
        "standard error: green above, brown below, darker from 8 points on.",
        fields,
        Table(
            "area-figures",
            f"Areas, against what the group does in all ({based_on(group.told.when)})",
            (
                Column("Area"),
                Column("Group"),
                Column("Above or below what is expected", AREA_POINTS),
                Column("Standard error", AREA_POINTS),
                Column("People", "people"),
                Column("More than chance?"),
            ),
            tuple(_row(field) for field in fields),
            note="Expected is what the people's own abilities let one expect on the same questions. An adaptive test "
            "has everybody half right, so plain counts would say nothing."
            + ("" if group.may_compare else " At this stage no group may be said to be ahead of another."),
        ),
    )


def _said(own: list[AreaField]) -> str:
    shown = [field for field in own if field.figure.points is not None]
    if not shown:
        return "No area is shown: too few people answered in each"
    parts = []
    for way, is_meant in (("better than overall", _is_better), ("worse than overall", _is_worse)):
        found = [field.area for field in shown if is_meant(field.figure)]
        if found:
            parts.append(f"{words.listed(found)}, {way}")
    if not parts:
        return "In no area does the group do better or worse than it does overall by more than chance explains"
    return f"By more than chance explains: {'; '.join(parts)}"


def _is_better(figure: AreaFigure) -> bool:
    return is_far(figure) and (figure.points or 0.0) > 0


def _is_worse(figure: AreaFigure) -> bool:
    return is_far(figure) and (figure.points or 0.0) < 0


def _row(field: AreaField) -> Row:
    figure = field.figure
    if figure.points is None:
        return Row((Cell(field.area), Cell(field.group), *(Cell(NOT_SHOWN) for _ in range(4))))
    return Row(
        (
            Cell(field.area),
            Cell(field.group),
            Cell(f"{figure.points:+.1f}", figure.points),
            Cell(f"{figure.se:.1f}", figure.se),
            count_cell(figure.people),
            Cell("yes" if is_far(figure) else "may be chance"),
        )
    )
