"""Puts the report on a team together."""

from collections.abc import Callable, Sequence

from reports.data import Report
from reports.groups import listing, report
from reports.kinds.team.rows import Team


def build(team: Team) -> Report:
    """Return the report on one team."""
    return report.build(team.group)


def build_list(teams: Sequence[Team], page_of: Callable[[Team], str]) -> Report:
    """Return the list that leads to several reports."""
    pages = {team.group.id: page_of(team) for team in teams}
    return listing.build([team.group for team in teams], lambda group: pages[group.id])
