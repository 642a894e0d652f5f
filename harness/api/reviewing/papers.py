"""What a reviewer is shown beside a thing that was handed over: the rows and the papers that name it, in short."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tasks_bank.case import Case
from tasks_bank.deliverable import Row

MOST_LINES = 12
_MOST_FILES = 6
_AROUND = 1
_LONGEST = 160
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Paper:
    """A few lines of one paper, or of one of the company's systems."""

    name: str
    lines: tuple[str, ...]


def papers_about(case: Case, texts: Mapping[str, str], words: Sequence[str]) -> tuple[Paper, ...]:
    """Return the lines that name any of the words, each with the line before and after; systems first."""
    named = [word for word in dict.fromkeys(word.strip() for word in words) if len(word) >= _SHORTEST_NAME]
    if not named:
        return ()
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, named))})(?![\w-])", re.IGNORECASE)
    found = [*_systems(case, pattern), *_files(texts, pattern)]
    return tuple(found[:_MOST_FILES])


def row_words(row: Row) -> str:
    """Say a row in one line: ``line B-07, category travel``."""
    return _cut(", ".join(f"{name} {cell}" for name, cell in row.items() if cell))


def _systems(case: Case, pattern: re.Pattern[str]) -> Iterator[Paper]:
    for name, system in case.systems.items():
        rows = [row_words(row) for row in system.rows if any(pattern.search(cell) for cell in row.values())]
        if rows:
            yield Paper(name, tuple(rows[:MOST_LINES]))


def _files(texts: Mapping[str, str], pattern: re.Pattern[str]) -> Iterator[Paper]:
    """Yield the places in files, the first line of a table with them."""
    for name, text in texts.items():
        lines = text.splitlines()
        hits = [place for place, line in enumerate(lines) if pattern.search(line)]
        if not hits:
            continue
        near = {n for hit in hits for n in range(hit - _AROUND, hit + _AROUND + 1) if 0 <= n < len(lines)}
        shown = sorted(near | ({0} if name.endswith(".csv") else set()))
        yield Paper(name, tuple(_cut(lines[n]) for n in shown if lines[n].strip())[:MOST_LINES])


def _cut(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
