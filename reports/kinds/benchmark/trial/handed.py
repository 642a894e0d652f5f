"""What was handed to a person and whether it had to be, and what had to be and was not."""

from collections import Counter

from harness.api.happened.handing import Handed, Right
from harness.api.trial_rows import TrialDetail
from reports import words
from reports.data import Block, Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.benchmark.trial.passages import short
from reports.kinds.benchmark.trial.told import plain

MOST_REASONS, MOST_ROWS = 3, 60
HANDED_OVER = (Column("Item"), Column("Reason"), Column("Why"), Column("Was it right?"))
MISSED = (Column("Item"), Column("Why it had to go to a person"))
RIGHT: dict[Right, str] = {
    "yes": "yes",
    "other reason": "the item yes, the reason no",
    "no": "no: it need not have been",
    "not known": "not known: the case cannot be dealt again",
}


def section(detail: TrialDetail) -> Section:
    """Build the section."""
    blocks: list[Block] = [
        Paragraph(f"{_counted(detail)} What had to go to a person is the marker's truth, which no model saw.")
    ]
    if detail.handed:
        rows = tuple(map(_row, detail.handed[:MOST_ROWS]))
        blocks.append(_table("escalated", "What was handed over", HANDED_OVER, rows, len(detail.handed)))
    if missed := _missed(detail):
        rows = tuple(Row((Cell(short(item)), Cell(short(plain.reason(reason))))) for item, reason in missed[:MOST_ROWS])
        blocks.append(
            _table("not-escalated", "What should have been handed over, and was not", MISSED, rows, len(missed))
        )
    return Section("escalations", "What was handed over to a person", tuple(blocks))


def summary(detail: TrialDetail) -> str:
    """Say in a sentence or three what went to a person, why, and whether it had to."""
    reasons = Counter(handed.reason for handed in detail.handed).most_common(MOST_REASONS)
    more = " and others" if len({handed.reason for handed in detail.handed}) > MOST_REASONS else ""
    said = words.listed([f"{short(plain.reason(reason))} ({many:,})" for reason, many in reasons])
    first = next((handed for handed in detail.handed if handed.why), None)
    because = f" The first is {short(first.item)}: {short(plain.why(first.why))}." if first else ""
    return f"{_counted(detail)}{f' Reasons given: {said}{more}.' if detail.handed else ''}{because}"


def _counted(detail: TrialDetail) -> str:
    handed, due = len({handed.item for handed in detail.handed}), detail.due
    what = (
        f"{words.count(handed, 'item was', 'items were')} handed to a person"
        if handed
        else "Nothing was handed to a person"
    )
    if due is None:
        return f"{what}; what should have been is not known."
    if not due:
        return f"{what}, and nothing had to be."
    should = words.count(len(due), "item", "items")
    if not handed:
        return f"{what}, though {should} should have been."
    rightly = len({one.item for one in detail.handed if one.right in {"yes", "other reason"}})
    right = {0: "without need", handed: "rightly"}.get(rightly, f"{rightly:,} of them rightly")
    return f"{what}, {right}; {should} should have been."


def _missed(detail: TrialDetail) -> list[tuple[str, str]]:
    there = {handed.item for handed in detail.handed}
    return [(item, reason) for item, reason in detail.due or () if item not in there]


def _row(handed: Handed) -> Row:
    cells = (short(handed.item), short(plain.reason(handed.reason)), short(plain.why(handed.why)), RIGHT[handed.right])
    return Row(tuple(map(Cell, cells)))


def _table(name: str, caption: str, columns: tuple[Column, ...], rows: tuple[Row, ...], many: int) -> Table:
    cut = f"{many - len(rows):,} more not shown." if many > len(rows) else ""
    return Table(name, f"{caption}: {words.count(many, 'item')}", columns, rows, cut, quoted=True, stacks=True)
