"""The door to results: look at them, make them again, mark what was answered in words, attest practical work."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping

from assessor.bank.item import Item
from assessor.db import Store, hold
from assessor.deciding.cut_set import read_cut_set
from assessor.deciding.profile import read_area_model
from assessor.deciding.rubric import Rubric
from assessor.errors import AssessorError
from assessor.framework import AreaKey
from assessor.models.declared import new_id
from assessor.models.measurement import EVIDENCE
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.scoring.ability.confidence import Confidence
from assessor.sittings import rows
from assessor.sittings.calibration import Calibration, calibration_from, read_once
from assessor.sittings.dealing import form_seed
from assessor.sittings.ending.finishing import Ingredients, write_result
from assessor.sittings.ending.marking import InWords, Mark, waiting, write_mark
from assessor.sittings.ending.measuring import above_expected, confidence_of

ATTESTED = "attested"


class BadResult(AssessorError):
    """What is asked of a result cannot be; one sentence says why."""


@dataclass(frozen=True, slots=True)
class Attested:
    """A named person's word on practical work that she saw."""

    person_ref: str
    rubric: Rubric
    passed: bool
    about: str
    """What the work was."""
    by: str


class Results:
    """All results of one organisation with one bank."""

    def __init__(
        self,
        store: Store,
        bank: Iterable[Item],
        *,
        organisation_id: str,
        private: Collection[str] = (),
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self._store = store
        self._bank = {item.name: item for item in bank}
        self._organisation_id = organisation_id
        self._private = frozenset(private)
        self._now = now
        self._calibration = read_once(self._read_calibration)

    def all(self, person_ref: str | None = None) -> list[tuple[Result, str | None]]:
        """Return the results, or those of one person, with who sat; the newest last."""
        with self._store.reading() as connection:
            found = rows.results_of(connection, self._organisation_id, person_ref)
        return [
            (Result(**{name: row[name] for name in row if name != "person_ref"}), row["person_ref"]) for row in found
        ]

    def of(self, sitting_id: str) -> list[Result]:
        """Return the results of a sitting, the newest last. Raises BadResult where there is none."""
        with self._store.reading() as connection:
            self._finished(connection, sitting_id)
            return [Result(**row) for row in rows.results(connection, sitting_id)]

    def sitting(self, sitting_id: str) -> Sitting:
        """Return a sitting. Raises BadResult for one that is not there."""
        with self._store.reading() as connection:
            return Sitting(**self._row(connection, sitting_id))

    def confidence(self, sitting_id: str) -> Confidence | None:
        """Return how well whoever sat knew what she knew; None where nothing was said. Never part of the ability."""
        with self._store.reading() as connection:
            self._row(connection, sitting_id)
            return confidence_of(rows.past(connection, sitting_id), self._bank)

    def above_expected(self, result: Result) -> dict[AreaKey, tuple[int, float]]:
        """Return for each area the answers, and their points above what the person's own ability lets one expect."""
        with self._store.reading() as connection:
            self._row(connection, result.sitting_id)
            asked = rows.past(connection, result.sitting_id)
        return above_expected(asked, self._calibration(result.calibration), result.theta)

    def rescore(self, sitting_id: str, *, calibration: str | None = None, cut_set: str | None = None) -> Result:
        """Make the result of a finished sitting again from the newest marks and evidence.

        Without a calibration or a cut set it is with those that the sitting began with. What was made with the same is
        returned as it is; everything else is added beside. Raises BadResult.
        """
        sitting, reason = self._ended(sitting_id)
        rules, known = read_cut_set(cut_set or sitting.cut_set), self._calibration(calibration or sitting.calibration)
        if known.scale.partition("@")[0] != rules.scale:
            raise BadResult(f"the cuts of {rules.label} lie on the scale '{rules.scale}', not on that of {known.label}")
        made_of = Ingredients(
            sitting=sitting,
            known=known,
            cut_set=rules,
            area_model=read_area_model(),
            bank=self._bank,
            private=self._private,
            reason=reason,
        )
        with self._store.writing() as connection:
            hold(connection, sitting_id)
            return write_result(connection, made_of, self._now())

    def waiting(self, sitting_id: str) -> list[InWords]:
        """Return the answers in words that wait for marks. Raises BadResult for a sitting that goes on."""
        with self._store.reading() as connection:
            row = self._finished(connection, sitting_id)
            return waiting(connection, sitting_id, self._bank, form_seed(connection, Sitting(**row)))

    def mark(self, asked_id: str, mark: Mark) -> None:
        """Add a person's mark for an answer in words; it is kept when this returns. Raises BadMark and BadResult."""
        with self._store.writing() as connection:
            asked = rows.answer(connection, self._organisation_id, asked_id)
            if asked is None or asked["item"] not in self._bank:
                raise BadResult(f"there is no answer under the id {asked_id} to an item of the bank")
            self._finished(connection, asked["sitting_id"])
            write_mark(connection, asked, self._bank[asked["item"]], mark, self._now())

    def attest(self, word: Attested) -> str:
        """Keep a person's word on practical work, and return its id. Raises BadResult for a blank."""
        blank = [name for name in ("person_ref", "about", "by") if not getattr(word, name).strip()]
        if blank:
            raise BadResult(f"evidence needs words for {', '.join(blank)}")
        row = {
            "id": new_id(),
            "organisation_id": self._organisation_id,
            "person_ref": word.person_ref.strip(),
            "kind": word.rubric.kind,
            "source": ATTESTED,
            "rubric": word.rubric.label,
            "passed": word.passed,
            "about": word.about.strip(),
            "by": word.by.strip(),
            "at": self._now(),
        }
        with self._store.writing() as connection:
            rows.add(connection, EVIDENCE, row)
        return str(row["id"])

    def evidence(self, person_ref: str) -> list[RowMapping]:
        """Return the practical evidence of a person, the oldest first."""
        with self._store.reading() as connection:
            return rows.evidence(connection, self._organisation_id, person_ref)

    def _ended(self, sitting_id: str) -> tuple[Sitting, str]:
        with self._store.reading() as connection:
            row = self._finished(connection, sitting_id)
            return Sitting(**row), str(rows.results(connection, sitting_id)[0]["reason"])

    def _row(self, connection: Connection, sitting_id: str) -> RowMapping:
        row = rows.sitting(connection, self._organisation_id, sitting_id)
        if row is None:
            raise BadResult(f"there is no sitting {sitting_id}")
        return row

    def _finished(self, connection: Connection, sitting_id: str) -> RowMapping:
        row = self._row(connection, sitting_id)
        if not rows.results(connection, sitting_id):
            raise BadResult(
                f"sitting {sitting_id} is not finished; `toprung sit --resume {sitting_id}` goes on with it"
            )
        return row

    def _read_calibration(self, label: str) -> Calibration:
        with self._store.reading() as connection:
            row = rows.calibration(connection, label)
        if row is None:
            raise BadResult(f"there is no calibration {label} in this store")
        return calibration_from(row["scale"], row["stage"], row["items"])
