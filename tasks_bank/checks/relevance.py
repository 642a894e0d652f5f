"""Which references a perfect answer to a case rests on. It comes from the truth, so only what marks may ask.

It is coarse: it knows what the right rows name, not what somebody had to read to know that. A rule, a table of prices,
or a row that proves that nothing is wrong is not among it, unless a right row names it.
"""

import re
from collections.abc import Iterable, Iterator

from tasks_bank.case import Case
from tasks_bank.deliverable import Row

_CODE = re.compile(r"(?=[^\s@]*\d)[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)+")
"""What looks like a reference by itself: letters and digits with hyphens, such as ``INV-72220`` or ``57075-044``."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T.*)?")
_SEVERAL = "+"


def relevant(case: Case, query: str = "") -> frozenset[str]:
    """Return the references that the right rows for a question name; for a question that names none, all rows'.

    A reference is the key of a row of the case's systems, the name of a shown file without its ending, or a code.
    """
    known = {*_keys(case), *_stems(case)}
    rows = [frozenset(_references(row.values(), known)) for row in _right_rows(case)]
    asked = [row for row in rows if any(_names(query, reference) for reference in row)]
    return frozenset().union(*(asked or rows))


def _right_rows(case: Case) -> Iterator[Row]:
    for rows in case.truth.tables.values():
        yield from rows
    yield from ({"item": escalation.item} for escalation in case.truth.escalations)


def _keys(case: Case) -> Iterator[str]:
    """Yield what names a row of a system: its first cell, unless that is a day, which names none."""
    for system in case.systems.values():
        for row in system.rows:
            key = row.get(system.columns[0].name, "")
            if key and not _DAY.fullmatch(key):
                yield key


def _stems(case: Case) -> Iterator[str]:
    return (file.name.rpartition("/")[2].removesuffix(file.suffix) for file in case.brief.files)


def _references(cells: Iterable[str], known: set[str]) -> Iterator[str]:
    for cell in cells:
        for part in map(str.strip, cell.split(_SEVERAL)):
            if part in known or (_CODE.fullmatch(part) and not _DAY.fullmatch(part)):
                yield part


def _names(query: str, reference: str) -> bool:
    """Say whether a question names a reference, as a word of its own."""
    return bool(re.search(rf"(?<![\w-]){re.escape(reference)}(?![\w-])", query))
