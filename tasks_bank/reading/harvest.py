"""Collects what the reading rooms find: rows by table, texts by name, and what could not be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tasks_bank.deliverable import Deliverable, Row
from tasks_bank.reading.labels import clean
from tasks_bank.reading.recognise import Cells, Match, Recogniser
from tasks_bank.reading.values import code

MOST_ROWS = 20_000
"""Rows that are kept of one table."""
_SUMS = frozenset({"total", "totals", "grand_total", "overall_total", "subtotal", "sum", "overall"})
_MOST_PROBLEMS = 40
_LONGEST_PROBLEM = 300
_LONGEST_TEXT = 100_000


@dataclass(slots=True)
class Harvest:
    """What was read so far of one answer."""

    recogniser: Recogniser
    tables: dict[str, list[Row]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)
    """Prose that stands under no heading of ours."""
    problems: list[str] = field(default_factory=list)
    characters_left: int = 2_000_000
    """How much more text is read, over all texts of the answer."""
    lines_left: int = MOST_ROWS
    """How many more lines of workbooks are read."""
    bytes_left: int = 50_000_000
    """How many more bytes workbooks may unpack to."""

    def add(self, match: Match, lines: Iterable[Cells], joiner: str = ", ") -> None:
        """Add the lines of a recognised table, but for rows that are blank, have no key, or only add up the others.

        Cells too many are joined to the last: an amount that was cut at its own comma.
        """
        if len(match.names) > 1:
            columns = ", ".join(column for column in match.columns if column)
            names = " and ".join(match.names)
            self.problem(f"a table with the columns {columns} fits {names} equally; put its name above it")
            return
        name = match.names[0]
        rows = self.tables.setdefault(name, [])
        deliverable = self.recogniser.tables[name]
        key = deliverable.key
        without_key = 0
        for cells in lines:
            row = _row(match.columns, cells, joiner)
            if not any(row.values()) or _is_sum(deliverable, row):
                continue
            if key and not any(row.get(column) for column in key):
                without_key += 1
            elif len(rows) >= MOST_ROWS:
                self.problem(f"{name} has more than {MOST_ROWS} rows; the rest was not read")
                return
            else:
                rows.append(row)
        if without_key:
            self.problem(f"{name}: {without_key} row(s) without {' or '.join(key)} were left out")

    def say(self, name: str, text: str) -> None:
        """Add to a text deliverable."""
        before = self.texts.get(name, "")
        self.texts[name] = f"{before}\n{text}".strip("\n")[:_LONGEST_TEXT] if before else text[:_LONGEST_TEXT]

    def problem(self, sentence: str) -> None:
        """Note what could not be read; a flood of notes is cut."""
        sentence = sentence[:_LONGEST_PROBLEM]
        if len(self.problems) < _MOST_PROBLEMS:
            if sentence not in self.problems:
                self.problems.append(sentence)
        elif len(self.problems) == _MOST_PROBLEMS:
            self.problems.append("there were more problems than are listed")


def _is_sum(deliverable: Deliverable, row: Row) -> bool:
    """Tell whether the row only adds up those above it, as people put below a table, and was not asked for."""
    first = next((column for column in deliverable.columns if column.name in deliverable.key), None)
    if first is None:
        return False
    said = code(row.get(first.name, ""))
    return said in _SUMS and said not in {code(choice) for choice in first.choices}


def _row(columns: Sequence[str | None], cells: Cells, joiner: str) -> Row:
    kept = list(cells)
    while len(kept) > len(columns) and not (kept[-1] or "").strip():
        kept.pop()
    if len(kept) > len(columns) > 0:
        last = len(columns) - 1
        kept[last:] = [joiner.join(cell or "" for cell in kept[last : last + 50])]
    pairs = zip(columns, kept, strict=False)
    return {column: clean(cell) for column, cell in pairs if column is not None and cell is not None}
