"""Answers of simulated sittings as rows of a store, without asking the questions one by one."""

import datetime as dt
from collections.abc import Sequence

import numpy as np
from sqlalchemy import insert

from assessor.bank.item import Item
from assessor.db import Store
from assessor.models.measurement import ASKED, RESPONSE, SCORED_RESPONSE, SITTING
from assessor.scoring.pool import NOT_ADMINISTERED, Floats, ItemParameters, Pool, Responses
from assessor.sittings import rows
from assessor.sittings.calibration import calibration_of
from assessor.sittings.form import make_form
from assessor.sittings.scale import read_scale

AT = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)


def truth(items: Sequence[Item], sd: float, seed: int = 1, *, spread: float = 0.0) -> Pool:
    """The items as they are, where the bank is what their authors think: all steps of one off by the same error."""
    dice = np.random.default_rng(seed)
    made = []
    for item in calibration_of(items, read_scale()).items:
        off = float(dice.normal(0, sd))
        steps = tuple(step + off for step in item.steps)
        made.append(ItemParameters(item.name, float(np.exp(dice.normal(0, spread))), steps))
    return Pool(made)


def answer(pool: Pool, theta: Floats, dice: np.random.Generator, asked: int) -> Responses:
    """Answers to so many items of the pool by lot for each person."""
    beyond = pool.probabilities(theta).cumsum(axis=2)[:, :, :-1]
    given: Responses = (dice.random((*beyond.shape[:2], 1)) > beyond).sum(axis=2)
    order = dice.random(given.shape).argsort(axis=1).argsort(axis=1)
    return np.where(order < asked, np.minimum(given, pool.top), NOT_ADMINISTERED)


def fill(
    store: Store, items: Sequence[Item], responses: Responses, organisation_id: str = "local", digest: str | None = None
) -> None:
    """Store responses (sittings, items) as sittings of an organisation."""
    known, scale = calibration_of(items, read_scale()), read_scale()
    digests = [item.digest if digest is None else digest for item in items]
    with store.writing() as connection:
        rows.keep_calibration(connection, known.as_row(AT))
        tables: dict[str, list[dict[str, object]]] = {"sitting": [], "asked": [], "response": [], "scored": []}
        for person, given in enumerate(responses):
            sitting_id = f"{organisation_id}-{person:06}"
            whose = {"organisation_id": organisation_id}
            tables["sitting"].append(whose | _sitting(sitting_id, known.label, scale.label))
            for position, place in enumerate(np.flatnonzero(given != NOT_ADMINISTERED).tolist(), start=1):
                asked = {"asked_id": f"{sitting_id}-{position}", "at": AT} | whose
                tables["asked"].append(whose | _asked(sitting_id, position, items[place].name, digests[place]))
                tables["response"].append(asked | {"answer": {"given": [0]}, "seconds": 20.0, "confidence": None})
                marks = {"marking": rows.MARKING, "by": rows.RULES, "category": int(given[place])}
                tables["scored"].append(asked | marks)
        for table, made in zip((SITTING, ASKED, RESPONSE, SCORED_RESPONSE), tables.values(), strict=True):
            connection.execute(insert(table), made)


def _sitting(sitting_id: str, calibration: str, scale: str) -> dict[str, object]:
    nothing: dict[str, object] = {name: [] for name in ("statuses", "pilots", "held_back", "left_out")}
    return nothing | {
        "id": sitting_id,
        "person_ref": None,
        "seed": sitting_id,
        "form": make_form().model_dump(mode="json"),
        "calibration": calibration,
        "scale": scale,
        "cut_set": "author-1",
        "self_rating": None,
        "started_at": AT,
    }


def _asked(sitting_id: str, position: int, item: str, digest: str) -> dict[str, object]:
    return {
        "id": f"{sitting_id}-{position}",
        "sitting_id": sitting_id,
        "position": position,
        "item": item,
        "item_digest": digest,
        "pilot": False,
        "asks_confidence": False,
        "why": {},
        "at": AT,
    }
