"""Puts the report on a learner together."""

from reports.data import Report, Section
from reports.kinds.learner.rows import Learner
from reports.kinds.learner.sections import areas, growth, next_level, reading, standing, steps, sureness, work
from reports.kinds.learner.wording import day


def build(learner: Learner) -> Report:
    """Return the report."""
    parts = (standing, growth, areas, sureness, work, next_level, steps, reading)
    sections: list[Section | None] = [part.build(learner) for part in parts]
    return Report(
        kicker="Report on a learner",
        title=learner.name,
        lead=f"AI literacy at work, {learner.organisation}. Made on {day(learner.made_on)}.",
        evidence=learner.evidence,
        evidence_label=learner.evidence_label,
        sections=tuple(section for section in sections if section is not None),
    )
