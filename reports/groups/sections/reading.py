"""How to read a report on a group: what figures rest on, who is hidden, and who reads it."""

from reports import words
from reports.data import Bullets, Fact, Facts, Section
from reports.groups.rows import Group

TITLE = "How to read this"


def build(group: Group) -> Section:
    """Say what holds for every figure."""
    facts = Facts(
        (
            Fact("Made on", words.day(group.made_on)),
            Fact("For", group.reader),
            Fact("Smallest group that is shown", f"{group.minimum} people who count"),
        )
    )
    once = (
        "Figures of groups are made once, when a campaign is closed, of people who have seen their own result. They "
        "do not change afterwards, whoever joins, leaves or is erased."
    )
    share = (
        "A share is that of all who were asked. Its 95 % interval holds the doubt about each person's level and "
        "about those who did not sit."
    )
    hidden = (
        f"Groups under {group.minimum} people are not shown, nor what would give their figures away by adding or "
        "subtracting, or by taking off single results that the reader may open."
    )
    order = (
        "There is no order of people by results anywhere. A level is one of the literacy framework's five, not of "
        "the apprenticeship's, and not a way of using AI."
    )
    points = [once, share, hidden, order]
    if group.stage and not group.may_compare:
        points.append("At this stage of evidence no group may be said to be ahead of another.")
    return Section("reading", TITLE, (facts, Bullets(tuple(points))))
