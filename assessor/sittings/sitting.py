"""The door to sittings: start, next item, record, finish, resume.

What is asked is committed before it is shown, an answer before `record` returns. Nothing is kept here that the rows do
not hold: a process may die after any step, and another goes on.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, RowMapping

from assessor.bank.item import Item
from assessor.db import Store, hold
from assessor.deciding import cut_set as cut_sets
from assessor.deciding.cut_set import read_cut_set
from assessor.deciding.profile import read_area_model
from assessor.models.declared import new_id
from assessor.models.measurement import ASKED, RESPONSE, SCORED_RESPONSE, SITTING
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.sittings import rows
from assessor.sittings.calibration import Calibration, calibration_from, calibration_in_use, read_once
from assessor.sittings.choosing import LEFT, Chosen, Course, Limits, make_course
from assessor.sittings.dealing import (
    Given,
    Question,
    asked_in_words,
    form_seed,
    make_secret,
    show,
)
from assessor.sittings.ending.finishing import Ingredients, past_of, write_result
from assessor.sittings.form import Form, make_form
from assessor.sittings.limits import limits_of, statuses_of
from assessor.sittings.receiving import check_numbers, received
from assessor.sittings.refusals import Answered, BadSitting, Finished
from assessor.sittings.scale import LATEST, read_scale
from assessor.sittings.statuses import statuses_in_effect

__all__ = ["LOCAL", "BadSitting", "Ended", "Question", "Sittings"]

LOCAL = "local"
"""The organisation of the command line."""
_SITTINGS_AT_HAND = 256


@dataclass(frozen=True, slots=True)
class Ended:
    """Nothing more is asked; `Sittings.finish` makes the result."""

    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class _AtHand:
    """A sitting that goes on, with what its rows alone would cost too much to make for each step."""

    sitting: Sitting
    course: Course
    seed: str = field(repr=False)
    """From which forms are dealt."""
    narrative: bool


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
        private: Collection[str] = (),
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self._store = store
        self._bank = {item.name: item for item in bank}
        self._private = frozenset(private)
        self._organisation_id = organisation_id
        self._scale = scale
        self._cut_set = cut_set
        self._now = now
        self._calibration = read_once(self._read_calibration)
        self._at_hand = lru_cache(maxsize=_SITTINGS_AT_HAND)(self._take_up)

    def start(
        self, form: Form | None = None, *, seed: str, person_ref: str | None = None, self_rating: int | None = None
    ) -> Sitting:
        """Start a sitting. Raises BadSitting for a bank without items that count, or a self-rating that is no level.

        `self_rating` is the level, from 1 to 5, at which the person sees herself before; it is kept apart.
        """
        form = form or make_form()
        items = self._items_in_effect()
        statuses = statuses_of(items, form)
        if not any(item.status in statuses for item in items):
            raise BadSitting(f"the bank has no items of status {' or '.join(statuses)}")
        if self_rating is not None and not 1 <= self_rating <= 5:  # noqa: PLR2004 - the levels of the framework
            raise BadSitting(f"a self-rating is a level from 1 to 5, not {self_rating}")
        scale = read_scale(self._scale)
        if read_cut_set(self._cut_set).scale != scale.name:
            raise BadSitting(f"the cuts of '{self._cut_set}' do not lie on the scale '{scale.name}'; name others")
        with self._store.reading() as connection:
            known = calibration_in_use(connection, scale, items)
        with self._store.writing() as connection:
            hold(connection, self._organisation_id)
            at = self._now()  # within the lock, so that no sitting is older than the secret that it is dealt from
            rows.keep_calibration(connection, known.as_row(at))
            make_secret(connection, self._organisation_id, at)
            seen: set[str] = set()
            if person_ref is not None:
                since = at - dt.timedelta(days=form.cooldown_days)
                seen = rows.seen_since(connection, self._organisation_id, person_ref, since)
            limits = limits_of(items, form, seed, seen, rows.exposures(connection))
            asked = [(item.id, item.name not in limits.held_back) for item in items]
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
        at_hand = self._at_hand(sitting_id)
        course = at_hand.course
        with self._store.writing() as connection:
            hold(connection, sitting_id)
            self._check_open(connection, sitting_id)
            so_far = rows.past(connection, sitting_id)
            if so_far and so_far[-1]["answered"] is None:
                return self._question(at_hand, so_far[-1], so_far)
            chosen = course.next(past_of(so_far, course))
            if not isinstance(chosen, Chosen):
                return Ended(chosen)
            row = self._asked(sitting_id, course, chosen, len(so_far) + 1)
            rows.add(connection, ASKED, row)
            eligible = bool(course.eligible[chosen.place])
            rows.count_asked(connection, rows.without_version(row["item"]), was_eligible=eligible)
        return self._question(at_hand, row | {"asked_id": row["id"]}, so_far)

    def asked(self, asked_id: str) -> Question:
        """Return a question that was asked, whether it has its answer or not. Raises BadSitting."""
        with self._store.reading() as connection:
            asked = self._answer(connection, asked_id)
        return self._question(self._at_hand(asked["sitting_id"]), asked, ())

    def record(self, asked_id: str, answer: Given, *, seconds: float, confidence: int | None = None) -> None:
        """Keep an answer and, unless a person has to give them, its marks; they are kept when this returns.

        The same answer again changes nothing. Raises BadSitting for another answer to the same question, for one that
        the item does not allow, for a confidence that was not asked for, and after the result.
        """
        check_numbers(seconds, confidence)
        with self._store.writing() as connection:
            asked = self._answer(connection, asked_id)
            item, at_hand = self._item(asked["item"]), self._at_hand(asked["sitting_id"])
            in_words = asked_in_words(item, narrative=at_hand.narrative)
            given, category = received(item, at_hand.seed, answer, in_words=in_words)
            if asked["answered"] is not None:
                if asked["answer"] == given:
                    return
                raise Answered(f"question {asked_id} has its answer already; a second one is not taken")
            self._check_open(connection, asked["sitting_id"])
            if confidence is not None and not asked["asks_confidence"]:
                raise BadSitting(f"how sure one is was not asked with question {asked_id}")
            shared = {"organisation_id": self._organisation_id, "asked_id": asked_id, "at": self._now()}
            rows.add(connection, RESPONSE, shared | {"answer": given, "seconds": seconds, "confidence": confidence})
            if category is not None:
                marks = {"marking": rows.MARKING, "by": rows.RULES, "category": category}
                rows.add(connection, SCORED_RESPONSE, shared | marks)

    def finish(self, sitting_id: str) -> Result:
        """Return the newest result; the first call makes it. A question without an answer counts as not asked.

        A sitting that has not come to its end is finished all the same, for the reason "left early".
        """
        at_hand = self._at_hand(sitting_id)
        sitting, course = at_hand.sitting, at_hand.course
        with self._store.writing() as connection:
            hold(connection, sitting_id)
            made = rows.results(connection, sitting_id)
            if made:
                return Result(**made[-1])
            ending = course.next(past_of(rows.past(connection, sitting_id), course))
            made_of = Ingredients(
                sitting=sitting,
                known=self._calibration(sitting.calibration),
                cut_set=read_cut_set(sitting.cut_set),
                area_model=read_area_model(),
                bank=self._bank,
                private=self._private,
                reason=LEFT if isinstance(ending, Chosen) else ending,
            )
            return write_result(connection, made_of, self._now())

    def resume(self, sitting_id: str) -> Sitting:
        """Return a sitting that is not finished; `next_item` goes on where it stopped. Raises BadSitting."""
        sitting = self._at_hand(sitting_id).sitting
        with self._store.reading() as connection:
            self._check_open(connection, sitting_id)
        return sitting

    def _items_in_effect(self) -> tuple[Item, ...]:
        """Return the bank with what people have said of its items since their files were written."""
        statuses = statuses_in_effect(self._store, self._bank.values())
        return tuple(
            item if item.status == statuses[name] else item.model_copy(update={"status": statuses[name]})
            for name, item in self._bank.items()
        )

    def _check_open(self, connection: Connection, sitting_id: str) -> None:
        if rows.results(connection, sitting_id):
            raise Finished(f"sitting {sitting_id} is finished; start another one")

    def _answer(self, connection: Connection, asked_id: str) -> RowMapping:
        asked = rows.answer(connection, self._organisation_id, asked_id)
        if asked is None:
            raise BadSitting(f"nothing was asked under the id {asked_id}")
        return asked

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

    def _question(
        self, at_hand: _AtHand, asked: Mapping[str, Any] | RowMapping, so_far: Iterable[RowMapping]
    ) -> Question:
        item = self._item(asked["item"])
        in_words = asked_in_words(item, narrative=at_hand.narrative)
        dealt = show(item, at_hand.seed, in_words=in_words)
        return Question(
            asked_id=asked["asked_id"],
            sitting=at_hand.sitting,
            position=asked["position"],
            kind=item.kind,
            dealt=dealt,
            asks_confidence=asked["asks_confidence"],
            in_words=in_words,
            asked_at=asked["at"],
            spent_s=sum(row["seconds"] or 0 for row in so_far),
            stage=self._calibration(at_hand.sitting.calibration).stage,
        )

    def _item(self, name: str) -> Item:
        if name not in self._bank:
            raise BadSitting(f"item {name} was asked and is no longer in the bank; put its file back")
        return self._bank[name]

    def _read_calibration(self, label: str) -> Calibration:
        with self._store.reading() as connection:
            row = rows.calibration(connection, label)
        assert row is not None, "a sitting refers to it"
        return calibration_from(row["scale"], row["stage"], row["items"])

    def _take_up(self, sitting_id: str) -> _AtHand:
        with self._store.reading() as connection:
            row = rows.sitting(connection, self._organisation_id, sitting_id)
            if row is None:
                raise BadSitting(f"there is no sitting {sitting_id}")
            sitting = Sitting(**row)
            seed = form_seed(connection, sitting)
        engine, form = self._calibration(sitting.calibration).engine, make_form(**sitting.form)
        gone = {name for name in engine.items.names if name not in self._bank}
        limits = Limits(frozenset(sitting.left_out) | gone, frozenset(sitting.held_back), frozenset(sitting.pilots))
        cuts = read_cut_set(sitting.cut_set).points
        course = make_course(engine, form, limits, seed=sitting.seed, cuts=cuts)
        return _AtHand(sitting, course, seed, form.narrative)
