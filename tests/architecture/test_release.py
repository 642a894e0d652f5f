"""Whatever reads results says how the release rule is asked: a module that is not in the list, and reads, fails."""

import re
from pathlib import Path

ASSESSOR = Path(__file__).parents[2] / "assessor"
READS = re.compile(r"measurement\.result import|\bRESULT\b|ending\.results import|\)\.results\b|rows\.results\(")
"""How results are come by: the table's class, the table, what reads it, the instrument of pages."""
ASKS = re.compile(r"assessor\.releasing\.(facts|rule) import")

ASKED_HERE = {
    "assessor/badges/earning.py",
    "assessor/statements/letting.py",
    "assessor/training/told.py",
    "assessor/web/api/results.py",
    "assessor/web/pages/result.py",
    "assessor/web/pages/review.py",
}
"""Ways out: the rule is asked in the same module."""
OTHERWISE = {
    "campaigns/costing": "how long sittings took, of all together",
    "campaigns/coverage": "counts who has ended, and reads no figure",
    "campaigns/groups": "figures of groups, made where counting.py asks what may be shown together",
    "campaigns/joining": "whether a sitting has ended",
    "campaigns/launching": "whether somebody has ended, so that she is not reminded",
    "campaigns/together": "a team's own sitting: so many right of so many by area, and no level",
    "cli/": "whoever runs the installation reads the store's file as she likes; no way out of the service",
    "demonstrating/": "makes results of made-up people",
    "jobs/erasing": "removes",
    "jobs/kinds/figures": "makes the figures of groups",
    "models/": "the table",
    "progress": "puts into rows what training/told.py was let see",
    "releasing/": "the rule itself, and what a person gets of her own",
    "simulating/": "makes results of made-up people",
    "sittings/": "makes results; nothing of it goes to anybody",
    "training/moving": "is given what told.py was let see",
    "training/waiting": "whether a sitting has ended",
    "training/witnessing": "keeps evidence; shows none",
    "web/api/sittings": "whether and when a sitting ended",
    "web/instruments": "hands out what reads results",
    "web/pages/learners": "makes results again after evidence; shows what told.py was let see",
    "web/pages/marking": "makes results again after marks; shows none",
    "web/pages/reports": "shows what training/told.py was let see, by assessor.progress",
    "web/programs/finishing": "makes a result, and tells other systems that it was",
    "web/telling": "puts into words what pages/result.py was let see",
}
"""By the beginning of its path: why the rule is not asked there."""


def reading() -> dict[str, str]:
    """Return the modules that come by results, with their text."""
    found = {}
    for path in sorted(ASSESSOR.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if READS.search(text):
            found[str(path.relative_to(ASSESSOR.parent))] = text
    return found


def is_told(path: str) -> bool:
    return any(path.startswith(f"assessor/{begins}") for begins in OTHERWISE)


def test_whatever_reads_results_asks_the_release_rule_or_says_why_not() -> None:
    assert {path for path in reading() if not is_told(path)} == ASKED_HERE


def test_a_way_out_asks_the_rule_in_its_own_module() -> None:
    assert {path for path in ASKED_HERE if not ASKS.search(reading()[path])} == set()


def test_nothing_is_excused_that_reads_no_results() -> None:
    found = reading()
    assert {begins for begins in OTHERWISE if not any(path.startswith(f"assessor/{begins}") for path in found)} == set()
