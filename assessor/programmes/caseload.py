"""A trainer's learners on programmes: whose review is due or overdue, who is red, who has not started."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sqlmodel import Session, col, or_, select

from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.person import Person
from assessor.models.programme.enrolment import Enrolment
from assessor.programmes.rag import Rules
from assessor.programmes.reading import Standing, known_of, standing

State = Literal["overdue", "due", "red", "not started"]
STATES: tuple[State, ...] = get_args(State)
"""What a trainer looks for; one learner may be in several."""


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """One learner on one programme."""

    person_id: str
    name: str
    standing: Standing

    @property
    def is_due(self) -> bool:
        """Whether a review is due within four weeks, or was."""
        return self.standing.review.state in {"due", "overdue"}

    @property
    def is_overdue(self) -> bool:
        """Whether a review should have been held."""
        return self.standing.review.state == "overdue"

    @property
    def is_red(self) -> bool:
        """Whether the colour that counts is red."""
        return self.standing.rag.shown == "red"

    @property
    def has_not_started(self) -> bool:
        """Whether the first day is still to come, or nothing has been logged since: no time off the job, no review."""
        known = self.standing.known
        held = any(review.held_on for review in known.reviews)
        return self.standing.rag.word == "not started" or not (known.entries or held)

    def is_in(self, state: State) -> bool:
        """Say whether the learner is in a state."""
        return {
            "overdue": self.is_overdue,
            "due": self.is_due,
            "red": self.is_red,
            "not started": self.has_not_started,
        }[state]


@dataclass(frozen=True, slots=True)
class Counts:
    """Of a caseload, how many learners are what. One learner may be several."""

    learners: int
    due: int
    overdue: int
    red: int
    not_started: int


def caseload(session: Session, person_ids: Collection[str], today: dt.date, rules: Rules) -> list[CaseloadRow]:
    """Return the rows of people who are on a programme, those first who are waited for; who has ended is left out.

    Whose rows may be seen is for the caller to know: a trainer's are those of her cohorts.
    """
    found = (
        select(Enrolment.id, Person.id, Person.name)
        .join(Person, col(Person.id) == col(Enrolment.person_id))
        .where(
            col(Enrolment.person_id).in_(person_ids),
            or_(col(Enrolment.ended_on).is_(None), col(Enrolment.ended_on) > today),
            col(Person.left_at).is_(None),
        )
    )
    people = {enrolment_id: (person_id, name) for enrolment_id, person_id, name in session.exec(found)}
    known = known_of(session, list(people), rules)
    rows = [CaseloadRow(*people[one.enrolment.id], standing(one, today, rules)) for one in known]
    return sorted(rows, key=_first_waited_for)


def learners_of(session: Session, cohort_ids: Collection[str]) -> dict[str, list[str]]:
    """Return the people of cohorts who have not left, by id, each with the cohorts that she is in."""
    found: dict[str, list[str]] = {}
    rows = (
        select(CohortMember.person_id, CohortMember.cohort_id)
        .join(Person, col(Person.id) == col(CohortMember.person_id))
        .where(col(CohortMember.cohort_id).in_(cohort_ids), col(Person.left_at).is_(None))
    )
    for person_id, cohort_id in session.exec(rows.order_by(col(CohortMember.since))):
        found.setdefault(person_id, []).append(cohort_id)
    return found


def counts(rows: Sequence[CaseloadRow]) -> Counts:
    """Count a caseload."""
    return Counts(
        learners=len(rows),
        due=sum(row.is_due for row in rows),
        overdue=sum(row.is_overdue for row in rows),
        red=sum(row.is_red for row in rows),
        not_started=sum(row.has_not_started for row in rows),
    )


def _first_waited_for(row: CaseloadRow) -> tuple[bool, bool, dt.date, str]:
    return not row.is_overdue, not row.is_red, row.standing.review.due_on or dt.date.max, row.name.casefold()
