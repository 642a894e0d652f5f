"""A report as pages and paper set it: of a very long table the first rows, and where the others are.

Files for spreadsheets and programs take the report as it is, with every row.
"""

from dataclasses import replace

from reports.data import Block, Chart, Fold, Report, Table


def shortened(report: Report) -> Report:
    """Return a report whose tables have no more rows than each wants on a page."""
    sections = tuple(replace(section, blocks=tuple(map(_block, section.blocks))) for section in report.sections)
    return replace(report, sections=sections)


def _block(block: Block) -> Block:
    match block:
        case Table():
            return _table(block)
        case Chart(table=table):
            return replace(block, table=_table(table))
        case Fold(blocks=blocks):
            return replace(block, blocks=tuple(map(_block, blocks)))
        case _:
            return block


def _table(table: Table) -> Table:
    if table.page_rows is None or len(table.rows) <= table.page_rows:
        return table
    said = f"The first {table.page_rows:,} of {len(table.rows):,} rows; the CSV, XLSX and JSON files hold all."
    return replace(table, rows=table.rows[: table.page_rows], note=f"{said} {table.note}".strip())
