"""Coverage and distributions as files for a spreadsheet; what the pages do not tell, the files do not either."""

from collections.abc import Sequence

from flask import Response, make_response

from assessor.campaigns.coverage import Coverage
from assessor.campaigns.groups.publishing import HIDDEN, Told
from assessor.framework import read_framework
from assessor.models.campaigns.group_figures import GroupFigures
from assessor.sheets import sheet_bytes

_NOT_YET = "not told"


def coverage_file(rows: Sequence[Coverage], *, is_make_believe: bool) -> Response:
    """Return coverage by team as a CSV."""
    columns = ("group", "kind", "asked", "began", "ended", "why_not", "make_believe")
    made_up = _yes(is_make_believe)
    table = [
        (one.name, one.kind, *(_number(count) for count in (one.asked, one.began, one.ended)), "", made_up)
        if one.is_shown
        else (one.name, one.kind, "", "", "", HIDDEN, made_up)
        for one in rows
    ]
    return _file("coverage.csv", columns, table)


def figures_file(groups: Sequence[Told], made: GroupFigures, *, is_make_believe: bool) -> Response:
    """Return distributions over levels by group as a CSV, a row for each level."""
    columns = (
        "group", "kind", "asked", "count", "literacy_level", "level_name", "share", "low_95", "high_95", "stage",
        "smallest_group", "why_not", "make_believe",
    )  # fmt: skip
    ends = (made.stage, str(made.minimum))
    made_up = _yes(is_make_believe)
    table: list[tuple[str, ...]] = []
    for one in groups:
        if one.levels is None:
            table.append((one.name, one.kind, "", "", "", "", "", "", "", *ends, HIDDEN, made_up))
            continue
        for level, share in zip(read_framework().level, one.levels, strict=True):
            numbers = (str(round(each, 2)) for each in (share.part, share.low, share.high))
            counts = (_number(one.asked), _number(one.people), str(level.number), level.shown_name)
            table.append((one.name, one.kind, *counts, *numbers, *ends, "", made_up))
    return _file("levels.csv", columns, table)


def _file(name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Response:
    response = make_response(sheet_bytes(columns, rows))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _number(count: int | None) -> str:
    return _NOT_YET if count is None else str(count)


def _yes(said: bool) -> str:  # noqa: FBT001 - one word for a claim
    return "yes" if said else "no"
