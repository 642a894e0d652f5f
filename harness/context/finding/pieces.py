"""Takes a text apart into pieces that are not cut without need: headings, paragraphs, the rows of tables.

Only what stands in the text decides, as `reading_files` writes it. Every line that is not blank is in one piece.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from tasks_bank.reading.delimited import is_ruler

_TABLES = {".csv", ".tsv", ".ics", ".ofx", ".qfx"}
"""Kinds of files of which the text is one table."""
_BOOK = ".xlsx"
_WITH_HEADINGS = {".md", ".docx", ".html", ".htm"}
_HEADING = re.compile(r"(#{1,6}) +(\S.*)")
_SHEET = re.compile(r"\[(sheet .+), \d+ rows?\]")
_PAGE = re.compile(r"\[page (\d+)\]")
_FENCE = "```"
_MOST_LINES_A_ROW = 50
"""A quotation mark that is never closed would make one row of the rest of a file."""
Line = tuple[int, str]
"""A line with its number in the text, from 1."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, a paragraph, or a row of a table."""

    text: str
    first_line: int
    last_line: int
    headings: tuple[str, ...] = ()
    """The path of headings that it stands under, the outermost first; a heading is not in its own path."""
    level: int | None = None
    """Of a heading, 1 for the outermost; None for anything else."""
    leads: bool = False
    """True for what belongs with what follows: a heading, a page's mark, the header of a table."""
    header: str = ""
    """Of a row: the header of its table."""
    row: int | None = None
    """Of a row: its number in the table, from 1."""
    page: int | None = None


def pieces_of(name: str, text: str) -> list[Piece]:
    """Take the text of a file apart; its name tells of which kind it is."""
    suffix = _suffix(name)
    lines = list(enumerate(text.split("\n"), start=1))
    if suffix in _TABLES:
        return list(_table(_filled(lines), header_lines=1))
    if suffix == _BOOK:
        return list(_sheets(lines))
    if suffix == ".pdf":
        return list(_pages(lines))
    if suffix in _WITH_HEADINGS:
        return list(_sections(lines))
    return list(_paragraphs(lines))


def is_table(name: str) -> bool:
    """Say whether all that a file holds is tables, one a sheet, so that a row's number tells where it stands."""
    return _suffix(name) in _TABLES | {_BOOK}


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _filled(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line[1].strip()]


def _piece(lines: Sequence[Line], *, leads: bool = False, header: str = "", row: int | None = None) -> Piece:
    text = "\n".join(text for _, text in lines)
    return Piece(text, lines[0][0], lines[-1][0], leads=leads, header=header, row=row)


def _table(lines: Sequence[Line], *, header_lines: int) -> Iterator[Piece]:
    """Yield a table's header, which leads its rows, and each row."""
    records = list(_records(lines))
    head = [line for record in records[:header_lines] for line in record]
    if not head:
        return
    yield _piece(head, leads=True)
    header = "\n".join(text for _, text in head)
    for number, record in enumerate(records[header_lines:], start=1):
        yield _piece(record, header=header, row=number)


def _records(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Put together the lines of a row with a cell that runs over several."""
    open_record: list[Line] = []
    quotes = 0
    for line in lines:
        open_record.append(line)
        quotes += line[1].count('"')
        if quotes % 2 == 0:
            yield open_record
        elif len(open_record) >= _MOST_LINES_A_ROW:
            yield from ([one] for one in open_record)
        else:
            continue
        open_record, quotes = [], 0
    yield from ([one] for one in open_record)


def _sheets(lines: Sequence[Line]) -> Iterator[Piece]:
    """Yield each sheet's mark as a heading, then its table under it."""
    marks = [place for place, (_, text) in enumerate(lines) if _SHEET.fullmatch(text)]
    yield from _table(_filled(lines[: marks[0] if marks else len(lines)]), header_lines=1)
    for place, mark in enumerate(marks):
        end = marks[place + 1] if place + 1 < len(marks) else len(lines)
        found = _SHEET.fullmatch(lines[mark][1])
        yield replace(_piece([lines[mark]], leads=True), level=1)
        path = (found[1],) if found else ()
        yield from (replace(piece, headings=path) for piece in _table(_filled(lines[mark + 1 : end]), header_lines=1))


def _pages(lines: Sequence[Line]) -> Iterator[Piece]:
    """Yield the lines of each page; a file of one page has no marks."""
    page: int | None = None
    held: list[Line] = []
    for line in lines:
        found = _PAGE.fullmatch(line[1])
        if not found:
            held.append(line)
            continue
        yield from (replace(piece, page=page) for piece in _paragraphs(held))
        page, held = int(found[1]), []
        yield replace(_piece([line], leads=True), page=page)
    yield from (replace(piece, page=page) for piece in _paragraphs(held))


def _sections(lines: Sequence[Line]) -> Iterator[Piece]:
    """Yield headings, and under each its paragraphs and tables; a number sign inside a fenced block is no heading."""
    path: list[tuple[int, str]] = []
    held: list[Line] = []
    fenced = False
    for line in lines:
        fenced ^= line[1].lstrip().startswith(_FENCE)
        found = None if fenced else _HEADING.fullmatch(line[1])
        if not found:
            held.append(line)
            continue
        yield from _under(path, held)
        level, held = len(found[1]), []
        path = [above for above in path if above[0] < level]
        yield replace(_piece([line], leads=True), level=level, headings=tuple(title for _, title in path))
        path.append((level, found[2].strip()))
    yield from _under(path, held)


def _under(path: Sequence[tuple[int, str]], lines: Sequence[Line]) -> Iterator[Piece]:
    headings = tuple(title for _, title in path)
    yield from (replace(piece, headings=headings) for piece in _prose_and_tables(lines))


def _prose_and_tables(lines: Sequence[Line]) -> Iterator[Piece]:
    """Yield paragraphs, and as tables what stands as lines with bars, one under the other."""
    for is_table, run in _runs(lines):
        if is_table:
            ruled = len(run) > 1 and is_ruler(run[1][1])
            yield from _table(run, header_lines=2 if ruled else 1)
        else:
            yield from _paragraphs(run)


def _runs(lines: Sequence[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """Yield runs of lines, with whether they are a table: two lines or more, each with a bar and none with a quote.

    A quote is left to the paragraphs, since bars do not say where a quoted cell ends.
    """
    run: list[Line] = []
    barred = False
    for line in lines:
        has_bar = "|" in line[1] and '"' not in line[1]
        if run and has_bar != barred:
            yield barred and len(run) > 1, run
            run = []
        barred = has_bar
        run.append(line)
    if run:
        yield barred and len(run) > 1, run


def _paragraphs(lines: Iterable[Line]) -> Iterator[Piece]:
    """Yield what stands between blank lines."""
    held: list[Line] = []
    for line in lines:
        if line[1].strip():
            held.append(line)
        elif held:
            yield _piece(held)
            held = []
    if held:
        yield _piece(held)
