"""Finds tables in lines that are already split into cells: sheets of a workbook, JSON lists of lists."""

from collections.abc import Iterable, Sequence

from tasks_bank.reading.harvest import Harvest
from tasks_bank.reading.labels import clean
from tasks_bank.reading.recognise import Match


def read_grid(lines: Iterable[Sequence[str]], hints: tuple[str, ...], harvest: Harvest) -> None:
    """Take in the tables of a grid; a line with one cell that names a deliverable is the heading of what follows."""
    match: Match | None = None
    body: list[list[str]] = []
    heading: tuple[str, ...] = ()
    for line in lines:
        cells = _trimmed(line)
        found = _start(cells, heading + hints, harvest, is_open=match is not None)
        title = [cell for cell in cells if cell.strip()]
        if found is not None:
            _close(match, body, harvest)
            match, body = found
        elif len(title) == 1 and harvest.recogniser.named(title) is not None:
            _close(match, body, harvest)
            match, body, heading = None, [], (title[0],)
        elif match is not None:
            body.append(cells)
    _close(match, body, harvest)


def _trimmed(line: Sequence[str]) -> list[str]:
    cells = list(line)
    while cells and not (cells[-1] and clean(cells[-1])):
        cells.pop()
    return cells


def _start(
    cells: list[str], hints: tuple[str, ...], harvest: Harvest, *, is_open: bool
) -> tuple[Match, list[list[str]]] | None:
    """Return the table that the line begins, with the rows that the line itself holds."""
    if header := harvest.recogniser.header(cells, hints):
        return header, []
    if not is_open and (headless := harvest.recogniser.headless(cells, hints)):
        return headless, [cells]
    return None


def _close(match: Match | None, body: list[list[str]], harvest: Harvest) -> None:
    if match is not None:
        harvest.add(match, body)
