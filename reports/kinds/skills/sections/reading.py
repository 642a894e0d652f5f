"""How to read the scan, and whom it is for."""

from reports.data import Bullets, Fact, Facts, Section
from reports.kinds.skills.rows import Scan
from reports.programme.said import ABILITY
from reports.words import day

TITLE = "How to read this"


def build(scan: Scan) -> Section:
    """Say what stands for what."""
    facts = Facts((Fact("Made on", f"{day(scan.made_on)}, for {scan.reader}"), Fact("Results", scan.why)))
    rules = (
        "A rating is what somebody thinks of a code on a day. The scale is that of the form on which it was asked.",
        ABILITY,
        "Codes and areas are two ways of cutting the same work. Neither is turned into the other.",
    )
    return Section("reading", TITLE, (facts, Bullets(rules)))
