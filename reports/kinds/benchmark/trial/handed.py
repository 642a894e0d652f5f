"""What was handed to a person and whether it had to be, and what had to be and was not."""

from collections import Counter
from collections.abc import Sized

from harness.api.happened.handing import Handed, Right
from harness.api.trial_rows import TrialDetail
from reports import words
from reports.data import Block, Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.benchmark.trial.passages import short
from reports.kinds.benchmark.trial.told import plain

MOST_REASONS, MOST_ROWS = 3, 60
HANDED_OVER = (Column("Item"), Column("Reason"), Column("Why"), Column("Was it right?"))
MISSED = (Column("Item"), Column("Why it had to go to a person"))
HELD: dict[Right, str] = {
    "yes": "rightly",
    "other reason": "rightly, but for a wrong reason",
    "no": "without need",
    "not known": "not known to be right",
}
RIGHT: dict[Right, str] = {
    "yes": "yes",
    "other reason": "the item rightly, but for a wrong reason",
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
    told = sorted((one for one in detail.handed if one.why), key=lambda one: one.right != "yes")
    wrong = {"no": ", which was wrong", "other reason": ", which was a wrong reason"}
    because = (
        f" For example {short(told[0].item)}{wrong.get(told[0].right, '')}: {short(plain.why(told[0].why))}."
        if told
        else ""
    )
    ruled = sum(plain.is_rule(one.why) for one in detail.handed)
    if ruled and ruled == len(detail.handed):
        because += " Handed over by a fixed rule of the design, not by an agent."
    elif ruled:
        because += f" {ruled:,} of them were handed over by a fixed rule of the design, not by an agent."
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
    missed = _missed(detail)
    right = Counter(one.right for one in {one.item: one for one in detail.handed}.values())
    if right["yes"] == handed:
        whole = "the only one" if len(due) == 1 else "all"
        said = f"{what}, rightly" + ("" if missed else f": {whole} that should have been")
    else:
        held = [f"{right[key]:,} {HELD[key]}" for key in HELD if right[key]]
        said = f"{what}: {words.listed(held)}"
    if not missed:
        return f"{said}."
    names = [f"{short(item)} ({short(plain.reason(reason))})" for item, reason in missed[:MOST_REASONS]]
    names += [f"{len(missed) - MOST_REASONS:,} more"] if len(missed) > MOST_REASONS else []
    return f"{said}. Of {should} that should have been, {len(missed):,} {_was(missed)} not: {words.listed(names)}."


def _was(many: Sized) -> str:
    return "was" if len(many) == 1 else "were"


def _missed(detail: TrialDetail) -> list[tuple[str, str]]:
    there = {handed.item for handed in detail.handed}
    return [(item, reason) for item, reason in detail.due or () if item not in there]


def _row(handed: Handed) -> Row:
    cells = (short(handed.item), short(plain.reason(handed.reason)), short(plain.why(handed.why)), RIGHT[handed.right])
    return Row(tuple(map(Cell, cells)))


def _table(name: str, caption: str, columns: tuple[Column, ...], rows: tuple[Row, ...], many: int) -> Table:
    cut = f"{many - len(rows):,} more not shown." if many > len(rows) else ""
    return Table(name, f"{caption}: {words.count(many, 'item')}", columns, rows, cut, quoted=True, stacks=True)
