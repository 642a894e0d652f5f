"""The skills scan, of one learner or of each of a trainer's. What it shows is given by the assessor."""

from reports.given import GivenKind, Listed
from reports.kinds.skills import overview

KIND = GivenKind(
    about="the skills scan at the start: each code as rated, areas as measured, prior learning as decided",
    subject="learner",
    build=overview.build,
    listed=Listed("scans", lambda scan: scan.id, overview.build_list, "All scans of this list"),
)
