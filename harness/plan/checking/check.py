"""Checks a design against its level and against what this installation has, before anything is spent.

A *mistake* refuses the design; *advice* is said and the design may run.
"""

from dataclasses import dataclass

from harness.errors import BadDesign
from harness.plan.at_run.own_models import own_model_mistakes
from harness.plan.checking.budgets import budget_advice, budget_mistakes
from harness.plan.checking.gates import gate_mistakes
from harness.plan.checking.level import level_mistakes
from harness.plan.checking.reads import read_mistakes
from harness.plan.checking.rights import rights_advice
from harness.plan.checking.tables import tables_of
from harness.plan.checking.team import team_advice, team_mistakes
from harness.plan.checking.unnoticed import unnoticed_advice
from harness.plan.design import Design
from harness.plan.flow import circle
from harness.plan.tools import Known


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check has found, each in one clause (the field: lint)."""

    mistakes: tuple[str, ...]
    """What refuses the design."""
    advice: tuple[str, ...]
    """What may be meant so."""


def findings(design: Design, known: Known) -> Findings:
    """Say everything that is wrong with a design, and what may be."""
    tables = tables_of(design, known)
    mistakes = [*level_mistakes(design), *own_model_mistakes(design, known.providers), *read_mistakes(design, tables)]
    if around := circle(design):
        mistakes.append(
            f"its agents wait for each other in a circle: {' -> '.join(around)}; take one of these reads out, or let a "
            "gate send the work back, which has a cap"
        )
    if design.level.may_have_team:
        mistakes += [*team_mistakes(design, tables), *gate_mistakes(design, tables)]
    if mistakes:
        return Findings(tuple(dict.fromkeys(mistakes)), ())
    mistakes += budget_mistakes(design)
    advice = [*unnoticed_advice(design), *rights_advice(design, known), *budget_advice(design)]
    if design.level.may_have_team:
        advice += team_advice(design, tables)
    return Findings(tuple(mistakes), tuple(advice))


def check_design(design: Design, known: Known) -> None:
    """Raise BadDesign with everything that is wrong, each in one clause."""
    wrong = findings(design, known).mistakes
    if wrong:
        joint = " " if wrong[0].startswith(("is ", "has ")) else ": "
        raise BadDesign(f"design '{design.name}'{joint}{'; '.join(wrong)}")
