"""Names that break pages, put into any report, so that no kind has to bring them itself."""

from dataclasses import replace
from itertools import count

from reports.data import Block, Chart, Fact, Facts, Fold, Page, Row, Table

NAMES = {
    "80 letters": "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley-Marjoribanks-",
    "80 letters without a break": "LlanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochWolfeschlegelsteinhaus",
    "right to left": "مريم بنت يوسف الأندلسية وأصدقاؤها، שרה לוי",
    "emoji and signs": "Zoë 👩🏽‍💻 O'Neill 😀 <b>x</b> & {y} #z $1 ☕\u202eabc",
}
"""Each by what is hard about it."""


def stressed(page: Page, name: str) -> Page:
    """Return a page on which everybody and everything has this name: title, facts, first cells."""
    report = page.report
    sections = tuple(
        replace(section, blocks=tuple(_block(block, name) for block in section.blocks)) for section in report.sections
    )
    return Page(page.path, replace(report, title=name, lead=f"{name}. {report.lead}", sections=sections))


def _block(block: Block, name: str) -> Block:
    match block:
        case Table():
            return _table(block, name)
        case Chart(table=table):
            return replace(block, table=_table(table, name))
        case Facts(items):
            return Facts(tuple(Fact(fact.name, f"{fact.text} {name}") for fact in items))
        case Fold(title, blocks):
            return Fold(title, tuple(_block(inner, name) for inner in blocks))
        case _:
            return block


def _table(table: Table, name: str) -> Table:
    return replace(
        table, rows=tuple(_row(row, name, number) for number, row in zip(count(1), table.rows, strict=False))
    )


def _row(row: Row, name: str, number: int) -> Row:
    first, *rest = row.cells
    return replace(row, cells=(replace(first, text=f"{name} {number}"), *rest))
