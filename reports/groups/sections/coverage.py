"""How far campaigns are with the group: who was asked, began, finished, and counts in figures."""

from reports import words
from reports.data import Cell, Column, Paragraph, Row, Section, Table
from reports.groups.rows import Coverage, Group
from reports.groups.wording import count_cell

TITLE = "Who took part"


def build(group: Group) -> Section:
    """List the campaigns, the newest first."""
    if not group.coverage:
        return Section("coverage", TITLE, (Paragraph("No campaign has asked this group yet."),))
    people = "people"
    table = Table(
        "campaigns",
        "Campaigns that asked this group, the newest first",
        (
            Column("Campaign"),
            Column("State"),
            Column("Day"),
            Column("Asked", people),
            Column("Began", people),
            Column("Finished", people),
            Column("Counted in figures", people),
        ),
        tuple(map(_row, group.coverage)),
        note=f"Not told: of groups under {group.minimum} people, of what would give one away, and of who is on the "
        "way in a cohort, which its trainers see person by person. A result counts once its own person has seen it.",
    )
    return Section("coverage", TITLE, (table,))


def _row(one: Coverage) -> Row:
    when = Cell("no day") if one.on is None else Cell(f"{'due ' if one.is_open else ''}{words.day(one.on)}", day=one.on)
    counts = (count_cell(many) for many in (one.asked, one.began, one.finished))
    counted = count_cell(one.counted, "when it is closed" if one.is_open else "not told")
    return Row((Cell(one.campaign), Cell("open" if one.is_open else "closed"), when, *counts, counted))
