"""Where the group stands: how many are at each level, how sure that is, and who is left out of it."""

from reports import words
from reports.data import Cell, Chart, Column, Fact, Facts, Headline, Note, Paragraph, Row, Section, Table
from reports.groups.rows import Figures, Group, LevelShare
from reports.groups.wording import IN_HUNDRED, NEARLY, based_on, in_words, share_cell

TITLE = "Where the group stands"


def build(group: Group) -> Section:
    """Tell the distribution over the levels, or why it is not told."""
    told = group.told
    if told is None:
        return Section("standing", TITLE, (Note("No figures of this group", words.sentence(group.why_not)),))
    most = max(range(len(told.levels)), key=lambda place: told.levels[place].part)
    lead = f"The largest share is at {group.levels[most]}: {in_words(told.levels[most])}."
    return Section(
        "standing",
        TITLE,
        (
            Headline((lead,)),
            *_newer(group),
            *_in_part(group, told),
            *_left_out(told),
            _facts(group, told),
            _chart(group, told),
        ),
    )


def _newer(group: Group) -> tuple[Paragraph, ...]:
    if not group.newer:
        return ()
    text = (
        f"{words.listed(group.newer)} ended later and asked people of this group too; of that, figures of it are not "
        "shown: too few people, or fewer could be worked out from them by subtraction."
    )
    return (Paragraph(text),)


def _in_part(group: Group, told: Figures) -> tuple[Note, ...]:
    """Warn where the campaign asked a part of the group alone."""
    lately = group.lately
    if lately is None or told.when.asked >= NEARLY * lately.when.asked:
        return ()
    text = (
        f"{told.when.campaign} asked {told.when.asked:,} people of this group, {lately.when.campaign} "
        f"{lately.when.asked:,}. The figures here tell of those whom it asked, and not of the others."
    )
    return (Note("A part of the group", text, "caution"),)


def _left_out(told: Figures) -> tuple[Paragraph, ...]:
    missing = told.when.asked - told.when.people
    if missing <= 0:
        return ()
    text = (
        f"{missing} of {told.when.asked} people left out: they did not sit, or had not "
        "looked at their own result when the campaign was closed. They are taken to be like those who did, which "
        "nothing proves; the intervals hold that doubt."
    )
    return (Paragraph(text),)


def _facts(group: Group, told: Figures) -> Facts:
    when = told.when
    facts = [Fact("Figures of", based_on(when))]
    if told.target is not None:
        said = f"{in_words(told.target)}, of {words.count(told.with_target or 0, 'person', 'people')} with such a role"
        facts.append(Fact("At the level hoped for their role, or above", said))
    facts.append(Fact("What it rests on", group.stage))
    return Facts(tuple(facts))


def _chart(group: Group, told: Figures) -> Chart:
    rows = [LevelShare(level, share) for level, share in zip(group.levels, told.levels, strict=True)]
    said = [f"{row.level} {100 * row.share.part:.0f}" for row in rows[::-1]]
    return Chart(
        "group_levels",
        "People at each level",
        f"Of 100 people: {words.listed(said)} ({based_on(told.when)}). A bar ends at the share, the line is its "
        "95 % interval.",
        rows,
        Table(
            "level-shares",
            f"Shares of {group.name} at each level ({based_on(told.when)})",
            (
                Column("Literacy level"),
                Column("At this level, with its 95 % interval", IN_HUNDRED),
                Column("At this level or above", IN_HUNDRED),
            ),
            tuple(
                Row((Cell(row.level), share_cell(row.share), _above(told, place)))
                for place, row in reversed(list(enumerate(rows)))
            ),
            note="Each person's chances of the levels are added up; nobody is counted as if her level were known "
            "exactly.",
        ),
    )


def _above(told: Figures, place: int) -> Cell:
    if place == 0:
        return Cell("everybody")
    return share_cell(told.above[place - 1]) if told.above else Cell("not kept")
