"""The report on one cohort, or on each that the reader may see. What it shows is given by the assessor."""

from reports.given import GivenKind, Listed
from reports.groups.asking import WISHES
from reports.kinds.cohort import overview

KIND = GivenKind(
    about="one cohort: levels, areas, movement, who is where and who is behind, targets, three mistakes to look for",
    subject="cohort",
    build=overview.build,
    listed=Listed("cohorts", lambda cohort: cohort.group.id, overview.build_list, "All cohorts of this list"),
    wishes=WISHES,
)
