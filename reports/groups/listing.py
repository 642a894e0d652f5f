"""The page that leads to reports on several groups, in the order of their names."""

from collections.abc import Callable, Sequence

from reports import words
from reports.data import Cell, Column, Note, Report, Row, Section, Table
from reports.groups.rows import Group
from reports.groups.wording import NOT_SHOWN, count_cell


def build(groups: Sequence[Group], page_of: Callable[[Group], str]) -> Report:
    """Return the list."""
    first = groups[0] if groups else None
    kind = first.kind if first else "group"
    table = Table(
        f"{kind}s",
        f"Each {kind} with a report, by name",
        (
            Column(kind.capitalize()),
            Column("Newest campaign with figures"),
            Column("Closed"),
            Column("Counted", "people"),
            Column("Of those asked", "people"),
        ),
        tuple(_row(group, page_of) for group in sorted(groups, key=lambda group: group.name.casefold())),
        note="There is no order by results.",
    )
    return Report(
        kicker=f"Reports on {kind}s",
        title=first.organisation if first else "Nobody yet",
        lead=f"{words.count(len(groups), kind)}, {words.day(first.made_on)}."
        if first
        else "There is no group to tell of.",
        evidence=first.evidence if first else Note("What this is evidence of", "Nothing yet."),
        evidence_label=first.evidence_label if first else "No results.",
        sections=(Section("list", "Which", (table,)),),
    )


def _row(group: Group, page_of: Callable[[Group], str]) -> Row:
    name = Cell(group.name, page=page_of(group))
    if group.told is None:
        return Row((name, *(Cell(NOT_SHOWN) for _ in range(4))))
    when = group.told.when
    closed = Cell(words.day(when.closed_on), day=when.closed_on)
    return Row((name, Cell(when.campaign), closed, count_cell(when.people), count_cell(when.asked)))
