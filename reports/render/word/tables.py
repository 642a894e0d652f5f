"""Tables of a document: real ones, with a head that is repeated on every page and rows that are never torn."""

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.data import Cell, Column, Table
from reports.render.grid import Band
from reports.render.word.dress import TEXT_MM
from reports.render.word.markup import made, run, said

_TWIPS_PER_MM = 1440 / 25.4
_RULE, _INK = "C9C3B5", "1F2730"
_BY_HAND_TWIPS = 560
"""How high a row is that somebody writes in: about a centimetre."""
_SHORT = 12
"""Rows up to which a table stands on one page."""
_LONG = 40
"""Rows above which a table is set closer."""
_GAP = 2
"""Letters between columns."""


def table_of(table: Table, band: Band) -> BaseOxmlElement:
    """Return some columns of a table as markup."""
    letters = [wide + _GAP for wide in band.widths]
    widths = [round(TEXT_MM * _TWIPS_PER_MM * wide / sum(letters)) for wide in letters]
    columns = [table.columns[place] for place in band.places]
    return made(
        "tbl",
        _shape(table),
        made("tblGrid", *(made("gridCol", w=wide) for wide in widths)),
        made("tr", made("trPr", made("cantSplit"), made("tblHeader")), *map(_head, columns, widths)),
        *(_row(number, table, band, widths) for number in range(len(table.rows))),
        *(() if table.rows else (_empty(widths),)),
    )


def _shape(table: Table) -> BaseOxmlElement:
    edge = {"val": "single", "sz": 4, "space": 0, "color": _RULE}
    sides = [made("insideV", **edge), made("left", **edge), made("right", **edge)] if table.by_hand else []
    borders = {side.tag: side for side in [*sides, made("bottom", **edge), made("insideH", **edge)]}
    ordered = [borders[tag] for tag in _BORDERS if tag in borders]
    return made(
        "tblPr",
        made("tblW", w=5000, type="pct"),
        made("tblBorders", *ordered),
        made("tblLayout", type="fixed"),
        made("tblCellMar", *(made(side, w=wide, type="dxa") for side, wide in _inset(table))),
        made("tblLook", val="00A0", firstRow=1, firstColumn=1, lastRow=0, lastColumn=0, noHBand=1, noVBand=1),
        made("tblCaption", val=said(table.caption)),
        made("tblDescription", val=said(table.note or table.caption)),
    )


_BORDERS = [made(side).tag for side in ("top", "left", "bottom", "right", "insideH", "insideV")]
"""In the order in which the format has them."""


def _inset(table: Table) -> list[tuple[str, int]]:
    """Return the room within cells in twips; a long table is set closer."""
    high = 8 if len(table.rows) > _LONG else 30
    return [("top", high), ("left", 70), ("bottom", high), ("right", 70)]


def _head(column: Column, width: int) -> BaseOxmlElement:
    unit = [made("r", made("br")), run(column.unit, "Smallprint")] if column.unit else []
    edge = made("tcBorders", made("bottom", val="single", sz=8, space=0, color=_INK))
    return _cell([run(column.title, is_bold=True), *unit], width, edge, is_number=bool(column.unit), is_kept=True)


def _row(number: int, table: Table, band: Band, widths: list[int]) -> BaseOxmlElement:
    row, is_kept = table.rows[number], number + 1 < len(table.rows) <= _SHORT
    height = [made("trHeight", val=_BY_HAND_TWIPS, hRule="atLeast")] if table.by_hand else []
    cells = [
        _cell(
            list(_words(row.cells[place], is_name=place == 0 and not row.minor)),
            width,
            is_number=bool(table.columns[place].unit) and place > 0,
            is_kept=is_kept,
            indent=200 if place == 0 and row.minor else 0,
        )
        for place, width in zip(band.places, widths, strict=True)
    ]
    return made("tr", made("trPr", made("cantSplit"), *height), *cells)


def _words(cell: Cell, *, is_name: bool) -> Iterator[BaseOxmlElement]:
    yield run(cell.text, is_bold=is_name)
    if cell.aside:
        yield made("r", made("br"))
        yield run(cell.aside, "Smallprint")


def _empty(widths: list[int]) -> BaseOxmlElement:
    spans = made("gridSpan", val=len(widths))
    return made("tr", _cell([run("Nothing yet.")], sum(widths), spans, is_number=False))


def _cell(
    within: list[BaseOxmlElement],
    width: int,
    *look: BaseOxmlElement,
    is_number: bool,
    is_kept: bool = False,
    indent: int = 0,
) -> BaseOxmlElement:
    shape = made("pPr", made("pStyle", val="Cell"))
    shape.extend([made("keepNext")] if is_kept else [])
    shape.extend([made("ind", left=indent)] if indent else [])
    shape.extend([made("jc", val="right")] if is_number else [])
    return made("tc", made("tcPr", made("tcW", w=width, type="dxa"), *look), made("p", shape, *within))
