"""How the group has moved between two campaigns: published shares against published shares, nobody followed."""

from reports import words
from reports.data import Cell, Chart, Column, Note, Paragraph, Row, Section, Table
from reports.groups.rows import Group, Moved, Movement, ShareMoved
from reports.groups.wording import IN_HUNDRED, NEARLY, POINTS, based_on, is_certain, points, points_cell, share_cell

TITLE = "Movement"
_CAPTIONS = {True: "Shares at each level or above, then and now", False: "Shares of levels, then and now"}
NOBODY_FOLLOWED = (
    "Not all of the same people sat, and nobody is followed from one to the other. What a second sitting gains by "
    "practice alone is not taken off."
)


def build(group: Group) -> Section:
    """Tell the movement since the campaign before."""
    found = group.movement
    if found is None:
        return Section("movement", TITLE, (Paragraph("No earlier campaign has figures of this group."),))
    return Section("movement", TITLE, (*_others(found), _chart(found), _by_level(found)))


def _others(found: Movement) -> tuple[Note, ...]:
    """Warn where one of the two asked far fewer: then it may be others who are told of, and not that they moved."""
    then, now = found.before.asked, found.after.asked
    if min(then, now) >= NEARLY * max(then, now):
        return ()
    text = (
        f"{found.before.campaign} asked {then:,} people of this group, {found.after.campaign} {now:,}. A part of the "
        "difference may lie in who was asked, and not in anybody's moving."
    )
    return (Note("Not the same people were asked", text, "caution"),)


def _chart(found: Movement) -> Chart:
    rows = found.above or found.levels
    ending = " or above" if found.above else ""
    sure = [row for row in rows if is_certain(row.by)]
    said = "No share has moved by more than chance explains."
    if sure:
        parts = [f"{row.level}{ending} {points(row.by)}" for row in sure]
        said = f"Moved by more than chance explains: {words.listed(parts)}."
    return Chart(
        "share_movement",
        f"Movement in {words.count(found.days, 'day')}",
        f"{said} Then: {based_on(found.before)}. Now: {based_on(found.after)}. Intervals are of 95 in 100; of "
        f"{len(rows)}, one may lie off by chance now and then. {NOBODY_FOLLOWED}",
        [ShareMoved(f"{row.level}{ending}", row.by) for row in rows],
        _table("movement-above" if found.above else "movement-levels", _CAPTIONS[bool(found.above)], ending, rows),
    )


def _by_level(found: Movement) -> Table | Paragraph:
    if not found.above:
        return Paragraph("How many are at each level or above was not kept for one of the two campaigns.")
    return _table("movement-levels", _CAPTIONS[False], "", found.levels)


def _table(key: str, caption: str, ending: str, rows: tuple[Moved, ...]) -> Table:
    return Table(
        key,
        caption,
        (
            Column("Literacy level"),
            Column("Then", IN_HUNDRED),
            Column("Now", IN_HUNDRED),
            Column("Difference", POINTS),
            Column("More than chance?"),
        ),
        tuple(
            Row(
                (
                    Cell(f"{row.level}{ending}"),
                    share_cell(row.then),
                    share_cell(row.now),
                    points_cell(row.by),
                    Cell("yes" if is_certain(row.by) else "may be chance"),
                )
            )
            for row in reversed(rows)
        ),
    )
