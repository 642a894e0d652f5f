"""The CSV files of a task without systems, as systems that can be looked into. Nothing is guessed about the cells."""

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import PurePosixPath

from tasks_bank.case import System
from tasks_bank.deliverable import Column
from tasks_bank.file import File
from tasks_bank.reading.delimited import DELIMITERS, split_line, split_lines
from tasks_bank.serving.cells import argument_names
from tasks_bank.serving.drive import text_of

_TABLES = {".csv", ".tsv"}
_MOST_ROWS = 20_000
_TAKEN = "drive"
"""Its tools would be called like those of the drive."""


def own_systems(files: Sequence[File]) -> tuple[System, ...]:
    """Return a system for each file that is a table with headings, named after the file."""
    tables = {file.name: lines for file in files if file.suffix in _TABLES and len(lines := _lines(file)) > 1}
    stems = [PurePosixPath(name).stem for name in tables]
    names = argument_names(f"{stem}_table" if stem == _TAKEN else stem for stem in stems)
    return tuple(_system(name, file, tables[file]) for name, file in zip(names, tables, strict=True))


def _lines(file: File) -> list[list[str]]:
    """Return the lines of a table in cells; none where there are no two headings."""
    lines = [line for line in (text_of(file) or "").splitlines() if line.strip()][: _MOST_ROWS + 1]
    if not lines:
        return []
    delimiter = max(DELIMITERS, key=lambda each: len(split_line(lines[0], each)))
    cells = split_lines(lines, delimiter)
    return cells if len(cells[0]) > 1 else []


def _system(name: str, file: str, lines: Sequence[Sequence[str]]) -> System:
    headings = [heading.strip() or f"column {place}" for place, heading in enumerate(lines[0], start=1)]
    columns = [
        heading if heading not in headings[:place] else f"{heading} {place + 1}"
        for place, heading in enumerate(headings)
    ]
    rows = tuple(
        {column: cell.strip() for column, cell in zip_longest(columns, line[: len(columns)], fillvalue="")}
        for line in lines[1:]
    )
    return System(name, tuple(Column(column) for column in columns), rows, about=f"the table in {file}")
