"""The door to sittings: start, next item, record, finish, resume.

What is asked is committed before it is shown, an answer before `record` returns. Nothing is kept here that the rows do
not hold: a process may die after any step, and another goes on.
"""

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from assessor.bank.dealing import Dealt, deal
from assessor.bank.item import Item, Kind
from assessor.bank.marking import Response, mark
from assessor.db import Store
from assessor.deciding import cut_set as cut_sets
from assessor.deciding.cut_set import read_cut_set
from assessor.errors import AssessorError
from assessor.models.declared import new_id
from assessor.models.measurement import ASKED, RESPONSE, SCORED_RESPONSE, SITTING
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.sittings import rows
from assessor.sittings.calibration import Calibration, calibration_from, calibration_in_use
from assessor.sittings.choosing import Chosen, Course, Limits, make_course
from assessor.sittings.finishing import Evidence, past_of, write_result
from assessor.sittings.form import Form, make_form
from assessor.sittings.limits import limits_of, statuses_of
from assessor.sittings.scale import LATEST, read_scale

LOCAL = "local"
"""The organisation of the command line."""
_SITTINGS_AT_HAND = 256


class BadSitting(AssessorError):
    """What is asked of a sitting cannot be; one sentence says why."""


@dataclass(frozen=True, slots=True)
class Question:
    """An item as it is shown. Whether it counts is not in it."""

    asked_id: str
    position: int
    """From 1."""
    kind: Kind
    dealt: Dealt
    asks_confidence: bool
    """Whether to ask how sure the person is."""


@dataclass(frozen=True, slots=True)
class Ended:
    """Nothing more is asked; `Sittings.finish` makes the result."""

    reason: str


class Sittings:
    """All sittings of one organisation with one bank and one scale."""

    def __init__(
        self,
        store: Store,
        bank: Iterable[Item],
        *,
        organisation_id: str = LOCAL,
        scale: str = LATEST,
        cut_set: str = cut_sets.LATEST,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self._store = store
        self._bank = {f"{item.id}@{item.version}": item for item in bank}
        self._organisation_id = organisation_id
        self._scale = scale
        self._cut_set = cut_set
        self._now = now
        self._calibration = lru_cache(maxsize=8)(self._read_calibration)
        self._course = lru_cache(maxsize=_SITTINGS_AT_HAND)(self._make_course)

    def start(
        self, form: Form | None = None, *, seed: str, person_ref: str | None = None, self_rating: int | None = None
    ) -> Sitting:
        """Start a sitting. Raises BadSitting for a bank without items that count, or a self-rating that is no level.

        `self_rating` is the level, from 1 to 5, at which the person sees herself before; it is kept apart.
        """
        form = form or make_form()
        items = tuple(self._bank.values())
        statuses = statuses_of(items, form)
        if not any(item.status in statuses for item in items):
            raise BadSitting(f"the bank has no items of status {' or '.join(statuses)}")
        if self_rating is not None and not 1 <= self_rating <= 5:  # noqa: PLR2004 - the levels of the framework
            raise BadSitting(f"a self-rating is a level from 1 to 5, not {self_rating}")
        known, at = self._latest, self._now()
        with self._store.writing() as connection:
            rows.keep_calibration(connection, known.as_row(at))
            seen: set[str] = set()
            if person_ref is not None:
                since = at - dt.timedelta(days=form.cooldown_days)
                seen = rows.seen_since(connection, self._organisation_id, person_ref, since)
            limits = limits_of(items, form, seed, seen, rows.exposures(connection))
            asked = [(item.id, f"{item.id}@{item.version}" not in limits.held_back) for item in items]
            rows.count_test(connection, asked)
            row: dict[str, Any] = {
                "id": new_id(),
                "organisation_id": self._organisation_id,
                "person_ref": person_ref,
                "seed": seed,
                "form": form.model_dump(mode="json"),
                "statuses": list(statuses),
                "pilots": sorted(limits.pilots),
                "calibration": known.label,
                "scale": self._scale,
                "cut_set": self._cut_set,
                "held_back": sorted(limits.held_back),
                "left_out": sorted(limits.left_out),
                "self_rating": self_rating,
                "started_at": at,
            }
            rows.add(connection, SITTING, row)
        return Sitting(**row)

    def next_item(self, sitting_id: str) -> Question | Ended:
        """Return what is to be shown: the open question, or a new one, or that the sitting has ended.

        Raises BadSitting for a sitting that is not there or has its result.
        """
        sitting, course = self._course(sitting_id)
        with self._store.writing() as connection:
            self._check_open(connection, sitting_id)
            so_far = rows.past(connection, sitting_id)
            if so_far and so_far[-1]["answered"] is None:
                return self._question(sitting, dict(so_far[-1]))
            chosen = course.next(past_of(so_far, course))
            if not isinstance(chosen, Chosen):
                return Ended(chosen)
            row = self._asked(sitting_id, course, chosen, len(so_far) + 1)
            rows.add(connection, ASKED, row)
            eligible = bool(course.eligible[chosen.place])
            rows.count_asked(connection, rows.without_version(row["item"]), was_eligible=eligible)
        return self._question(sitting, row)

    def record(self, asked_id: str, answer: Response, *, seconds: float, confidence: int | None = None) -> None:
        """Keep an answer and its marks; they are kept when this returns.

        The same answer again changes nothing. Raises BadSitting for another answer to the same question, for one that
        the item does not allow, for a confidence that was not asked for, and after the result.
        """
        _check_numbers(seconds, confidence)
        with self._store.writing() as connection:
            asked = rows.answer(connection, self._organisation_id, asked_id)
            if asked is None:
                raise BadSitting(f"nothing was asked under the id {asked_id}")
            item = self._item(asked["item"])
            given = {"given": _plain(item, answer)}
            if asked["answered"] is not None:
                if asked["answer"] == given:
                    return
                raise BadSitting(f"question {asked_id} has its answer already; a second one is not taken")
            self._check_open(connection, asked["sitting_id"])
            if confidence is not None and not asked["asks_confidence"]:
                raise BadSitting(f"how sure one is was not asked with question {asked_id}")
            sitting, _ = self._course(asked["sitting_id"])
            try:
                category = mark(item, deal(item, sitting.seed), answer)
            except ValueError as error:
                raise BadSitting(str(error)) from error
            shared = {"organisation_id": self._organisation_id, "asked_id": asked_id, "at": self._now()}
            rows.add(connection, RESPONSE, shared | {"answer": given, "seconds": seconds, "confidence": confidence})
            marks = {"marking": rows.MARKING, "by": rows.RULES, "category": category}
            rows.add(connection, SCORED_RESPONSE, shared | marks)

    def finish(self, sitting_id: str) -> Result:
        """Return the result; the first call makes it. A question without an answer counts as not asked.

        A sitting that has not come to its end is finished all the same, for the reason "left early".
        """
        sitting, course = self._course(sitting_id)
        with self._store.writing() as connection:
            made = rows.result(connection, sitting_id)
            if made is not None:
                return Result(**made)
            known = self._calibration(sitting.calibration)
            return write_result(connection, Evidence(sitting, course, known), self._now())

    def resume(self, sitting_id: str) -> Sitting:
        """Return a sitting that is not finished; `next_item` goes on where it stopped. Raises BadSitting."""
        sitting, _ = self._course(sitting_id)
        with self._store.reading() as connection:
            self._check_open(connection, sitting_id)
        return sitting

    @property
    def _latest(self) -> Calibration:
        """What new sittings begin with."""
        with self._store.reading() as connection:
            return calibration_in_use(connection, read_scale(self._scale), tuple(self._bank.values()))

    def _check_open(self, connection: Connection, sitting_id: str) -> None:
        if rows.result(connection, sitting_id) is not None:
            raise BadSitting(f"sitting {sitting_id} is finished; start another one")

    def _asked(self, sitting_id: str, course: Course, chosen: Chosen, position: int) -> dict[str, Any]:
        return {
            "id": new_id(),
            "organisation_id": self._organisation_id,
            "sitting_id": sitting_id,
            "position": position,
            "item": course.engine.items.names[chosen.place],
            "item_digest": self._item(course.engine.items.names[chosen.place]).digest,
            "pilot": chosen.pilot,
            "asks_confidence": chosen.asks_confidence,
            "why": chosen.why,
            "at": self._now(),
        }

    def _question(self, sitting: Sitting, asked: Mapping[str, Any]) -> Question:
        item = self._item(asked["item"])
        dealt = deal(item, sitting.seed)
        return Question(asked["id"], asked["position"], item.kind, dealt, asked["asks_confidence"])

    def _item(self, name: str) -> Item:
        if name not in self._bank:
            raise BadSitting(f"item {name} was asked and is no longer in the bank; put its file back")
        return self._bank[name]

    def _read_calibration(self, label: str) -> Calibration:
        with self._store.reading() as connection:
            row = rows.calibration(connection, label)
        return calibration_from(row["scale"], row["stage"], row["items"])

    def _make_course(self, sitting_id: str) -> tuple[Sitting, Course]:
        with self._store.reading() as connection:
            row = rows.sitting(connection, self._organisation_id, sitting_id)
        if row is None:
            raise BadSitting(f"there is no sitting {sitting_id}")
        sitting = Sitting(**row)
        engine = self._calibration(sitting.calibration).engine
        gone = {name for name in engine.items.names if name not in self._bank}
        limits = Limits(frozenset(sitting.left_out) | gone, frozenset(sitting.held_back), frozenset(sitting.pilots))
        cuts = read_cut_set(sitting.cut_set).points
        return sitting, make_course(engine, make_form(**sitting.form), limits, seed=sitting.seed, cuts=cuts)


def _plain(item: Item, answer: Response) -> Any:  # noqa: ANN401 - what JSON holds
    """Return an answer as JSON keeps it; ticks of several options are no order."""
    if answer is None or isinstance(answer, int | float):
        return answer
    return sorted(answer) if item.kind == "multiple" else list(answer)


def _check_numbers(seconds: float, confidence: int | None) -> None:
    if not (math.isfinite(seconds) and seconds >= 0):
        raise BadSitting(f"an answer takes a number of seconds from 0, not {seconds}")
    if confidence is not None and not 0 <= confidence <= 100:  # noqa: PLR2004 - percent
        raise BadSitting(f"how sure one is lies between 0 and 100 percent, not at {confidence}")
