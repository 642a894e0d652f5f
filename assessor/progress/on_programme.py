"""What several reports tell of a learner on a programme, as their rows: the place, ratings, prior learning, sittings.

Sittings come from `training.told`, so nothing of them gets past the release rule.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from assessor.deciding.stage import Stage, may, weakest
from assessor.framework import read_framework
from assessor.models.measurement.result import Result
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.person import Person
from assessor.models.programme.enrolment import Enrolment
from assessor.models.programme.prior_learning import PriorLearning
from assessor.programmes.catalogue import Version, programme
from assessor.programmes.reading import Known
from assessor.programmes.skills import Rated, ksb_rows
from assessor.progress.sources import Asked, Sources, stage_of
from assessor.releasing.rule import Seen
from assessor.training.cohorts import trainers
from assessor.training.told import Told, sittings_told
from reports.programme.rows import Area, Enrolled, Ksb, Prior, Rating, Sat
from reports.words import day


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """The ended sittings of a learner that the reader may know of."""

    told: tuple[Told, ...]
    """Those whose results may be seen, the oldest first."""
    hidden: int
    """Those whose results may not."""

    @property
    def stage(self) -> Stage | None:
        """What all of them rest on at least; None where none is shown."""
        stages = [stage_of(result_of(one).stage) for one in self.told]
        return weakest(stages) if stages else None

    @property
    def why(self) -> str:
        """Why the reader may see the newest."""
        answers = [one.answer for one in self.told]
        return answers[-1].why if answers and isinstance(answers[-1], Seen) else "nothing is shown"


def result_of(told: Told) -> Result:
    """Return the result of a sitting that is shown."""
    assert told.result is not None, "only such are shown"
    return told.result


def shown_to(sources: Sources, asked: Asked) -> Shown:
    """Return the sittings of whom the report is on, as far as its reader may know of them."""
    found = sittings_told(sources.session, asked.viewer, [asked.about])[asked.about]
    ended = [one for one in sorted(found, key=lambda one: one.started_at) if one.ended_at is not None]
    told = tuple(one for one in ended if one.result is not None)
    return Shown(told, len(ended) - len(told))


def growth_may_be_said(sources: Sources, shown: Shown) -> bool:
    """Say whether what figures rest on lets it be said that one person has changed."""
    return sources.organisation.is_make_believe or (shown.stage is not None and may(shown.stage, "growth"))


def sat_of(told: Told, asked: Asked) -> Sat:
    """Return what a sitting found."""
    result, names = result_of(told), {area.key: area.name for area in read_framework().area}
    assert told.ended_at is not None, "only such are shown"
    return Sat(
        on=asked.day_of(told.ended_at),
        what=told.name,
        said=result.said,
        theta=result.theta,
        se=result.se,
        low=result.low,
        high=result.high,
        answers=len(result.scored),
        areas=tuple(
            Area(names[row["area"]], row["answered"], row["theta"], row["se"], row["why_not"]) for row in result.areas
        ),
    )


def enrolment_of(session: Session, person_id: str, today: dt.date) -> Enrolment | None:
    """Return the enrolment that a report is on: the newest that has begun, else the next; None without any."""
    own = select(Enrolment).where(Enrolment.person_id == person_id).order_by(col(Enrolment.starts_on))
    found = session.exec(own).all()
    begun = [one for one in found if one.starts_on <= today]
    return begun[-1] if begun else found[0] if found else None


def enrolled_of(session: Session, known: Known, today: dt.date) -> Enrolled:
    """Return a learner's place on a programme, in the words of the version to which it is pinned."""
    own = known.enrolment
    found = programme(own.programme)
    version = found.version_named(own.version)
    what = "apprenticeship" if found.kind == "standard" else "apprenticeship unit"
    return Enrolled(
        code=found.code,
        title=found.title,
        scale=f"Level {found.apprenticeship_level} {what}",
        version=version.version,
        valid=_valid(version),
        assessment=version.terms.assessment if version.terms else "",
        gateway=version.terms.gateway if version.terms else "",
        starts_on=own.starts_on,
        planned_end_on=own.planned_end_on,
        end_holds_on=known.course.end_planned(today),
        ended_on=own.ended_on,
        ended_as=own.ended_as or "",
        employer=known.employer,
        trainers=tuple(_trainers(session, own.person_id)),
    )


def ksbs_of(session: Session, enrolment: Enrolment, until: dt.date) -> tuple[Ksb, ...]:
    """Return the codes of the standard, with ratings and evidence up to a day; links as the names of areas."""
    names = {area.key: area.name for area in read_framework().area}
    return tuple(
        Ksb(
            code=row.code,
            words=row.words,
            areas=tuple(name for key, name in names.items() if key in row.areas),
            self_first=_rating(row.self_first),
            self_last=_rating(row.self_last),
            employer_first=_rating(row.employer_first),
            employer_last=_rating(row.employer_last),
            evidence=row.evidence,
            signed_off=row.signed_off,
        )
        for row in ksb_rows(session, enrolment, until)
    )


def priors_of(session: Session, enrolment: Enrolment, asked: Asked) -> tuple[Prior, ...]:
    """Return prior learning as people decided, the oldest first."""
    own = select(PriorLearning).where(PriorLearning.enrolment_id == enrolment.id).order_by(col(PriorLearning.at))
    return tuple(
        Prior(row.minutes, tuple(row.codes), row.evidence, name_of(session, row.by), asked.day_of(row.at))
        for row in session.exec(own)
    )


def name_of(session: Session, person_id: str) -> str:
    """Return who somebody is."""
    return session.get_one(Person, person_id).name or "somebody who was erased"


def _valid(version: Version) -> str:
    until = f" to {day(version.valid_until)}" if version.valid_until else ""
    return f"for starts from {day(version.valid_from)}{until}"


def _trainers(session: Session, person_id: str) -> Sequence[str]:
    cohorts = session.exec(select(CohortMember.cohort_id).where(CohortMember.person_id == person_id)).all()
    return list(dict.fromkeys(one.name for cohort in cohorts for one in trainers(session, cohort)))


def _rating(rated: Rated | None) -> Rating | None:
    return None if rated is None else Rating(rated.rating, rated.most, rated.on)
