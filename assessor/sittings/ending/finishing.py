"""From the rows of a sitting to a result, which names everything that it was made with.

Made again with the same marks, calibration, cut set, evidence and profile, a result is the row that is there; with
anything else it is a row beside it. Nothing is overwritten.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping

from assessor.bank.item import Item
from assessor.deciding.conditions import Taken, conditions
from assessor.deciding.cut_set import CutSet
from assessor.deciding.decision import decide
from assessor.deciding.evidence import Evidence
from assessor.deciding.profile import AreaModel
from assessor.deciding.stage import Stage, weakest
from assessor.framework import read_framework
from assessor.models.declared import is_simulated
from assessor.models.measurement import RESULT
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.scoring.pool import NOT_ADMINISTERED
from assessor.sittings import rows
from assessor.sittings.calibration import Calibration
from assessor.sittings.choosing import Course, Past
from assessor.sittings.ending.measuring import Reading, measure
from assessor.sittings.form import make_form


@dataclass(frozen=True, slots=True, eq=False)
class Ingredients:
    """All that a result is made with, beside its answers and the evidence in the store."""

    sitting: Sitting
    known: Calibration
    cut_set: CutSet
    area_model: AreaModel
    bank: Mapping[str, Item]
    """Items by id and version."""
    private: Collection[str]
    """Those of private banks, by id and version."""
    reason: str
    """Why the sitting ended."""


def past_of(asked: Sequence[RowMapping], course: Course) -> Past:
    """Return what rows say of a sitting so far; what has no answer is not in it."""
    places = {name: place for place, name in enumerate(course.engine.items.names)}
    answered = [row for row in asked if row["answered"] is not None]
    return Past(
        asked=tuple(places[row["item"]] for row in answered),
        given=tuple(NOT_ADMINISTERED if row["category"] is None else row["category"] for row in answered),
        pilots=tuple(row["pilot"] for row in answered),
        seconds=sum(row["seconds"] for row in answered),
    )


def write_result(connection: Connection, made_of: Ingredients, at: dt.datetime) -> Result:
    """Make the result of a sitting and add it, unless it is there; then return that one. Raises NotKnown."""
    sitting, known, cut_set = made_of.sitting, made_of.known, made_of.cut_set
    asked = rows.past(connection, sitting.id)
    form, framework = make_form(**sitting.form), read_framework(cut_set.framework)
    figures = measure(asked, Reading(known, cut_set, made_of.area_model, made_of.bank, form.fewest))
    measured, evidence = figures.measured, _evidence(connection, sitting)
    counted = [one.id for one in evidence]
    digest = _digest(figures.scored, known.label, cut_set.label, framework.label, made_of.area_model.label, counted)
    for there in rows.results(connection, sitting.id):
        if there["made_with"] == digest:
            return Result(**there)
    level = decide(measured, cut_set, framework, evidence)
    row: dict[str, Any] = {
        "organisation_id": sitting.organisation_id,
        "sitting_id": sitting.id,
        "scored": list(figures.scored),
        "calibration": known.label,
        "cut_set": cut_set.label,
        "framework": framework.label,
        "evidence": counted,
        "made_with": digest,
        "stage": _stage(made_of),
        "theta": measured.theta,
        "se": measured.se,
        "low": figures.low,
        "high": figures.high,
        "level_probabilities": list(measured.chances),
        "level": level.level,
        "level_issued": level.issued,
        "said": level.said,
        "missing": list(level.missing),
        "areas": [area.as_row(made_of.area_model) for area in measured.areas],
        "flags": [asdict(flag) for flag in figures.flags],
        "reason": made_of.reason,
        "conditions": list(conditions(_taken(asked, made_of, level.not_judged))),
        "at": at,
    }
    return Result(number=rows.add(connection, RESULT, row), **row)


def _stage(made_of: Ingredients) -> Stage:
    """Return the weakest that the result rests on; of people who are made up it is simulated, whatever else it is."""
    if is_simulated(made_of.sitting.organisation_id):
        return "simulated"
    return weakest((made_of.known.stage, made_of.cut_set.stage))


def _evidence(connection: Connection, sitting: Sitting) -> list[Evidence]:
    """Return the practical evidence of whoever sat."""
    found = rows.evidence(connection, sitting.organisation_id, sitting.person_ref)
    names = ("id", "kind", "source", "rubric", "passed", "by", "at")
    return [Evidence(**{name: row[name] for name in names}) for row in found]


def _taken(asked: Sequence[RowMapping], made_of: Ingredients, not_judged: tuple[str, ...]) -> Taken:
    form = make_form(**made_of.sitting.form)
    names = [row["item"] for row in asked if row["category"] is not None and not row["pilot"]]
    private = sum(name in made_of.private for name in names)
    return Taken(
        stage=_stage(made_of),
        statuses=made_of.sitting.statuses,
        open_items=len(names) - private,
        private_items=private,
        supervised=form.supervised,
        ai_allowed=form.ai_allowed,
        families=any(name in made_of.bank and made_of.bank[name].is_family for name in names),
        in_words=any(row["marking"] == rows.IN_WORDS for row in asked),
        not_judged=not_judged,
    )


def _digest(*parts: object) -> str:
    """Return twelve digits that change with any part."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]
