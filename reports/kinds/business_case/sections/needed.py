"""What it would take to say more."""

from reports.data import Bullets, Section
from reports.kinds.business_case.verdict import Verdict, needed


def build(found: Verdict) -> Section | None:
    """List what is lacking; None where nothing is."""
    lacking = needed(found)
    return Section("needed", "What it would take", (Bullets(lacking),)) if lacking else None
