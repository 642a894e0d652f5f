"""The report on one team, or on each of an organisation's. What it shows is given by the assessor."""

from reports.given import GivenKind, Listed
from reports.groups.asking import WISHES
from reports.kinds.team import overview

KIND = GivenKind(
    about="one team: levels, areas, movement, who took part, targets, and three mistakes to look for",
    subject="team",
    build=overview.build,
    listed=Listed("teams", lambda team: team.group.id, overview.build_list, "All teams of this list"),
    wishes=WISHES,
)
