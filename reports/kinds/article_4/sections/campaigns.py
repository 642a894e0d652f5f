"""What the service itself can show: who was asked what for and when, how many sat, and figures of groups where told."""

from collections.abc import Iterator

from reports import words
from reports.data import Block, Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.article_4.rows import Campaigned, Record

TITLE = "What this service can show"
PURPOSES = (Column("Campaign"), Column("Purpose"), Column("Lawful basis"))
COLUMNS = (
    Column("Campaign"),
    Column("From"),
    Column("Until"),
    Column("Asked", "people"),
    Column("Sat", "people"),
)
LEVELS = (Column("Level of literacy"), Column("Share of those asked", "0 to 1", drawn=True))
MEANS = (
    "Asking people where they stand helps to choose measures; it trains nobody. Coverage and figures are of all whom a"
    " campaign asked together, as the service tells them; small groups are hidden."
)


def build(record: Record) -> Section:
    """List campaigns, and the newest figures."""
    if not record.campaigns:
        return Section("campaigns", TITLE, (Paragraph("No campaign has asked people yet."),))
    table = Table(
        "campaigns-held", "Campaigns, the newest first", COLUMNS, tuple(map(_row, record.campaigns)), MEANS, stacks=True
    )
    left_out = [one for one in record.campaigns if not one.levels]
    purposes = tuple(Row((Cell(one.name), Cell(one.purpose), Cell(one.basis))) for one in record.campaigns)
    blocks: list[Block] = [table, Table("campaigns-purposes", "What each was for", PURPOSES, purposes, stacks=True)]
    if left_out:
        many = words.count(len(record.campaigns), "campaign")
        whys = "; ".join(dict.fromkeys(f"{one.name}: {one.why_no_figures.rstrip('.')}" for one in left_out))
        blocks.append(Paragraph(f"{len(left_out)} of {many} left out below, since no figures are told. {whys}."))
    return Section("campaigns", TITLE, (*blocks, *_figures(record)))


def _row(one: Campaigned) -> Row:
    closed = Cell(words.day(one.closed), day=one.closed) if one.closed else Cell("goes on")
    sat = Cell("told after its end") if one.sat is None else Cell(words.number(one.sat), one.sat)
    return Row(
        (
            Cell(one.name),
            Cell(words.day(one.began), day=one.began),
            closed,
            Cell(words.number(one.asked), one.asked),
            sat,
        )
    )


def _figures(record: Record) -> Iterator[Block]:
    newest = next((one for one in record.campaigns if one.levels), None)
    if newest is None or newest.closed is None:
        return
    rows = tuple(
        Row((Cell(each.name), Cell(words.interval(each.part, each.low, each.high), each.part, each.low, each.high)))
        for each in newest.levels
    )
    caption = f"Levels of all who were asked by '{newest.name}', ended on {words.day(newest.closed)}"
    note = f"{words.count(newest.people or 0, 'person counts', 'people count')}. Each share has its 95 % interval."
    yield Table("campaign-levels", caption, LEVELS, rows, note)
