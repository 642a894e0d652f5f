"""The plan of an organisation, or of one of its teams or cohorts. What it shows is given by the assessor."""

from reports.given import GivenKind
from reports.kinds.plan import overview

KIND = GivenKind(
    about="the way to orchestration: where people are, months, cost, and who pays",
    subject="organisation",
    build=overview.build,
    wishes={"group": "on whom, where not on everybody: team:ID or cohort:ID"},
)
