"""The business case of one team, or of each that the reader may see. What it shows is given by the assessor."""

from reports.given import GivenKind, Listed
from reports.kinds.business_case import overview

KIND = GivenKind(
    about="one team: what the next way of using AI would be worth, or why that cannot be said",
    subject="team",
    build=overview.build,
    listed=Listed("teams", lambda case: case.id, overview.build_list, "All teams of this list"),
)
