"""What the next level needs: what separates it, and what is missing for it."""

from reports.data import Bullets, Paragraph, Section
from reports.kinds.learner.rows import Lack, Learner
from reports.kinds.learner.sections import coming
from reports.kinds.learner.wording import based_on

TITLE = "What the next level needs"
_LACKS = {
    "answers": "Answers",
    "precision": "More certainty",
    "evidence": "Practical evidence",
    "floor": "An area that the rules look at",
    "marking": "Marks for what was written",
}


def build(learner: Learner) -> Section:
    """Tell what the level above the one issued lacks."""
    if not learner.sittings:
        return Section("next", TITLE, (Paragraph("This is told after the first sitting."),))
    newest = learner.sittings[-1]
    if newest.issued is None:
        return Section("next", TITLE, (Paragraph("There is no level yet."), _missing(newest.missing)))
    if newest.issued == len(learner.levels) - 1:
        return Section(
            "next", TITLE, (Paragraph("This is the highest level of the framework; there is none above it."),)
        )
    here, above = learner.levels[newest.issued], learner.levels[newest.issued + 1]
    parts = (
        Paragraph(f"Next is {above.name}: {above.about}"),
        Paragraph(f"What separates it from {here.name}: {here.next}"),
    )
    if not newest.missing:
        return Section("next", TITLE, (*parts, Paragraph("Nothing is missing by the rules."), *coming.blocks(learner)))
    missing = (Paragraph(f"Missing by the rules ({based_on(newest)}):"), _missing(newest.missing))
    return Section("next", TITLE, (*parts, *missing, *coming.blocks(learner)))


def _missing(lacks: tuple[Lack, ...]) -> Bullets:
    return Bullets(tuple(f"{_LACKS[lack.kind]}: {lack.says}" for lack in lacks))
