"""Where the team stands: its published figures, and the ways of using AI that belong to them."""

from reports import words
from reports.data import Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.business_case import wording
from reports.kinds.business_case.rows import Case, Group, LevelShare

NO_USE = "little or none; not counted"
COLUMNS = (
    Column("Level of literacy"),
    Column("Way of using AI"),
    Column("Share of the team", wording.PARTS, drawn=True),
)


def build(case: Case) -> Section:
    """Show the shares of the levels, or say why they are not told."""
    group = case.group
    if group is None:
        return Section("team", "Where the team stands", (Paragraph(words.sentence(case.why_no_group)),))
    said = (
        f"By the campaign '{group.campaign}', ended on {words.day(group.on)}: {group.people:,} of"
        f" {words.count(group.asked, 'person', 'people')} who were asked count. The figures are those that were"
        " published then; small groups are hidden there, and here."
    )
    note = (
        "Each share has its 95 % interval. Who stands at the lowest level uses little or no AI: what their work would"
        " gain is not measured by any run, so it is in no sum."
    )
    table = Table("shares", "How the team is spread over the levels", COLUMNS, tuple(map(_row, group.levels)), note)
    return Section("team", "Where the team stands", (Paragraph(said), *_left_out(group), table))


def _left_out(group: Group) -> tuple[Paragraph, ...]:
    """Count those who were asked and do not count: who did not sit, or has not seen the result."""
    if group.people >= group.asked:
        return ()
    people = words.count(group.asked, "person", "people")
    return (Paragraph(f"{group.asked - group.people:,} of {people} left out: no result of theirs counts."),)


def _row(one: LevelShare) -> Row:
    use = NO_USE if one.use is None else words.LEVELS[one.use]
    return Row((Cell(one.name), Cell(use), wording.share(one.share)))
