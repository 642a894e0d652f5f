"""Puts the plan together."""

from reports import words
from reports.data import Report
from reports.kinds.plan.rows import Plan
from reports.kinds.plan.sections import answer, months, paying, reading, seats, sources, standing, way


def build(plan: Plan) -> Report:
    """Return the plan of one organisation, team or cohort."""
    parts = (answer, standing, way, seats, paying, months, reading, sources)
    return Report(
        kicker="Plan",
        title=f"The way to orchestration: {plan.about}",
        lead=f"People, months, money and who pays, {plan.organisation}. Made on {words.day(plan.made_on)}.",
        evidence=plan.evidence,
        evidence_label=plan.evidence_label,
        sections=tuple(part.build(plan) for part in parts),
    )
