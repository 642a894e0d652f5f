"""From the rows of a sitting to its result, which names everything that it was made with."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Connection, RowMapping

from assessor.deciding.cut_set import read_cut_set
from assessor.deciding.decision import conditions, decide
from assessor.framework import read_framework
from assessor.models.measurement import RESULT
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.scoring.ability.interval import intervals
from assessor.scoring.pool import NOT_ADMINISTERED
from assessor.sittings import rows
from assessor.sittings.calibration import Calibration
from assessor.sittings.choosing import LEFT, Chosen, Course, Past, level_shares


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sitting with what its answers are read by."""

    sitting: Sitting
    course: Course
    known: Calibration


def past_of(asked: Sequence[RowMapping], course: Course) -> Past:
    """Return what rows say of a sitting so far; what has no answer is not in it."""
    places = {name: place for place, name in enumerate(course.engine.items.names)}
    answered = [row for row in asked if row["answered"] is not None]
    return Past(
        asked=tuple(places[row["item"]] for row in answered),
        given=tuple(row["category"] for row in answered),
        pilots=tuple(row["pilot"] for row in answered),
        seconds=sum(row["seconds"] for row in answered),
    )


def write_result(connection: Connection, evidence: Evidence, at: dt.datetime) -> Result:
    """Make the result of a sitting and add it."""
    sitting, course, known = evidence.sitting, evidence.course, evidence.known
    asked = rows.past(connection, sitting.id)
    past = past_of(asked, course)
    ending, standing = course.next(past), course.standing(past)
    cut_set = read_cut_set(sitting.cut_set)
    framework = read_framework(cut_set.framework)
    chances = [float(chance) for chance in standing.weights @ level_shares(cut_set.points)]
    # What was not asked says nothing: the interval needs the other items only, and costs a tenth.
    places = standing.asked or (0,)
    around = intervals(known.pool_of(places), np.array(standing.given or (NOT_ADMINISTERED,)))
    level = decide(chances, framework, enough=len(standing.asked) >= course.form.fewest)
    scored = [row["number"] for row in asked if row["answered"] is not None and not row["pilot"]]
    row: dict[str, Any] = {
        "organisation_id": sitting.organisation_id,
        "sitting_id": sitting.id,
        "scored": scored,
        "calibration": sitting.calibration,
        "cut_set": cut_set.label,
        "framework": framework.label,
        "evidence": [],
        "made_with": _digest(scored, known.label, cut_set.label, framework.label),
        "stage": known.stage,
        "theta": standing.theta,
        "se": standing.se,
        "low": float(around.low[0]),
        "high": float(around.high[0]),
        "level_probabilities": chances,
        "level": level.level,
        "level_issued": level.issued,
        "said": level.said,
        "missing": list(level.missing),
        "areas": [],
        "flags": [],
        "reason": LEFT if isinstance(ending, Chosen) else ending,
        "conditions": list(conditions(known.stage, sitting.statuses)),
        "at": at,
    }
    return Result(number=rows.add(connection, RESULT, row), **row)


def _digest(*parts: object) -> str:
    """Return twelve digits that change with any part."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]
