"""How much of the scan is done: how many codes each has rated, what was measured, what was decided."""

from reports.data import Bullets, Facts, Paragraph, Section
from reports.kinds.skills.rows import Scan
from reports.kinds.skills.sections.codes import APART, apart
from reports.programme.said import codes_said, facts_of, found, hours
from reports.words import count

TITLE = "In short"


def build(scan: Scan) -> Section:
    """Say it in a few sentences."""
    if scan.enrolled is None:
        text = "There is no skills scan without a programme: nobody has enrolled this learner on one."
        return Section("short", TITLE, (Paragraph(text), Bullets((_measured(scan),))))
    said = (_rated(scan), _differ(scan), _measured(scan), _prior(scan))
    return Section("short", TITLE, (Bullets(tuple(each for each in said if each)), Facts(facts_of(scan.enrolled))))


def _rated(scan: Scan) -> str:
    if not scan.ksbs:
        return "Codes: none. The programme has none that are known here."
    own = sum(ksb.self_first is not None for ksb in scan.ksbs)
    theirs = sum(ksb.employer_first is not None for ksb in scan.ksbs)
    return f"Of {count(len(scan.ksbs), 'code')}, {own} rated by the learner and {theirs} by the employer."


def _differ(scan: Scan) -> str:
    codes = [ksb.code for ksb in scan.ksbs if apart(ksb)]
    if not codes:
        return ""
    return f"To talk over, since the two ratings lie {APART} steps or more apart: {codes_said(codes)}."


def _measured(scan: Scan) -> str:
    return f"Measured at the start: {found(scan.first)}." if scan.first else "Measured at the start: nothing."


def _prior(scan: Scan) -> str:
    if not scan.priors:
        return "Prior learning: nobody has decided anything yet."
    return f"Prior learning: {hours(sum(one.minutes for one in scan.priors))} left out, as decided on evidence."
