"""Where people are now, by the figures that were published of their group."""

from reports import words
from reports.data import Cell, Chart, Column, Paragraph, Row, Section, Table
from reports.groups.wording import IN_HUNDRED, based_on, share_cell
from reports.kinds.plan.rows import Plan, Standing

TITLE = "Where people are now"


def build(plan: Plan) -> Section:
    """Tell the shares of each level."""
    if plan.standing is None:
        return Section("standing", TITLE, (Paragraph(plan.why_no_standing),))
    return Section("standing", TITLE, (_chart(plan, plan.standing),))


def _chart(plan: Plan, standing: Standing) -> Chart:
    said = words.listed([f"{row.level} {100 * row.share.part:.0f}" for row in standing.levels[::-1]])
    based = based_on(standing.when)
    return Chart(
        "group_levels",
        "People at each level",
        f"Of 100 people: {said} ({based}). Orchestration is {words.listed(standing.arrived)}.",
        standing.levels,
        Table(
            "levels",
            f"{plan.about} by level ({based})",
            (
                Column("Literacy level"),
                Column("At this level, with its 95 % interval", IN_HUNDRED),
                Column("Use of AI"),
            ),
            tuple(
                Row((Cell(row.level), share_cell(row.share), Cell(_use(row.level, standing))))
                for row in standing.levels[::-1]
            ),
            note="As it was published when the campaign was closed, by answers alone: the two highest levels are "
            "issued once practical work was seen as well. The interval holds the doubt about each person and about "
            "who did not sit.",
        ),
    )


def _use(level: str, standing: Standing) -> str:
    return "orchestration" if level in standing.arrived else "not yet orchestration"
