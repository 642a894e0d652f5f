"""The report on a trainer's caseload. What it shows is given by the assessor."""

from reports.given import GivenKind
from reports.kinds.caseload import overview

KIND = GivenKind(
    about="a trainer's learners: whose review is due or overdue, who is behind, who has not started",
    subject="trainer",
    build=overview.build,
)
