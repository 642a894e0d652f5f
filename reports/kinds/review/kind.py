"""The pack for a progress review, on one learner or on each of a trainer's. What it shows is given by the assessor."""

from reports.given import GivenKind, Listed
from reports.kinds.review import overview

KIND = GivenKind(
    about="the pack for a progress review: standing, hours, actions, evidence, ratings, signatures",
    subject="learner",
    build=overview.build,
    listed=Listed("reviews", lambda review: review.id, overview.build_list, "All packs of this list"),
)
