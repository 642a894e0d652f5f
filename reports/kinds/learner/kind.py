"""The report on one learner, or on each of an organisation's. What it shows is given by the assessor."""

from reports.given import GivenKind, Listed
from reports.kinds.learner import overview

KIND = GivenKind(
    about="one learner: level, growth, areas, evidence, and what to do next",
    subject="learner",
    build=overview.build,
    listed=Listed("learners", lambda learner: learner.id, overview.build_list, "All learners of this list"),
)
