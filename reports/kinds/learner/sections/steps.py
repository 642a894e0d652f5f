"""Three next steps, chosen by the gaps by a stated rule."""

from collections.abc import Iterator

from reports.data import Bullets, Paragraph, Section
from reports.kinds.learner.rows import AreaFound, Learner, Sat
from reports.kinds.learner.wording import FEWEST

TITLE = "Next steps"
MOST = 3
RULE = (
    "How these were chosen: first what the rules of the next level ask for beyond answers (an area that they look at, "
    "then practical evidence); then areas, those first in which answers lie furthest below what the whole sitting lets "
    f"one expect, of areas with {FEWEST} answers or more. Each says what the next level does there. A person who knows "
    "the work may well choose better."
)


def build(learner: Learner) -> Section:
    """Choose the steps from the newest sitting."""
    if not learner.sittings:
        return Section("steps", TITLE, (Paragraph("The one next step is a first sitting."),))
    newest = learner.sittings[-1]
    steps = [*_by_rule(newest), *_by_area(learner, newest)][:MOST]
    if not steps:
        return Section("steps", TITLE, (Paragraph("There are too few answers to choose steps by; sit again."),))
    title = "Three next steps" if len(steps) == MOST else TITLE
    return Section("steps", title, (Bullets(tuple(steps)), Paragraph(RULE)))


def _by_rule(sat: Sat) -> Iterator[str]:
    for kind, lead in (("floor", "See to the area that the rules look at"), ("evidence", "Show practical work")):
        says = next((lack.says for lack in sat.missing if lack.kind == kind), "")
        if says:
            yield f"{lead}: {says}"


def _by_area(learner: Learner, sat: Sat) -> Iterator[str]:
    aims = {area.name: area.levels for area in learner.areas}
    place = min((sat.issued if sat.issued is not None else 0) + 1, len(learner.levels) - 1)
    level = learner.levels[place].name
    for found in sorted((one for one in sat.areas if _is_told(one)), key=_above):
        yield f"{found.area}. What {level} looks like there: {aims[found.area][place]}"


def _is_told(found: AreaFound) -> bool:
    return found.above is not None and found.answered >= FEWEST


def _above(found: AreaFound) -> float:
    return found.above or 0.0
