"""Where a learner stands on a programme, as pages say it. Each number has its unit and its day."""

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup
from sqlmodel import Session

from assessor.models.people.person import Person
from assessor.models.programme.enrolment import Enrolment
from assessor.people import audit
from assessor.programmes.catalogue import Programme, Version, programme
from assessor.programmes.rag import Rag, Rules, formula
from assessor.programmes.reading import Standing, known_of, rules_of, standing
from assessor.web.instants import day
from assessor.web.service import own_rows, today, viewer

_MIN_PER_H = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """One enrolment as its pages have it."""

    enrolment: Enrolment
    person: Person
    programme: Programme
    version: Version
    standing: Standing
    rules: Rules

    @property
    def label(self) -> str:
        """Which programme in which version."""
        return f"{self.programme.code} {self.programme.title}, version {self.version.version}"

    @property
    def level(self) -> str:
        """Its level on the scale of apprenticeships."""
        what = "apprenticeship" if self.programme.kind == "standard" else "apprenticeship unit"
        return f"Level {self.programme.apprenticeship_level} {what}"

    @property
    def formula(self) -> str:
        """By what colours are told."""
        return formula(self.rules)

    @property
    def has_codes(self) -> bool:
        """Whether knowledge, skills and behaviours belong to it."""
        return self.programme.kind == "standard"


def of_enrolment(session: Session, enrolment_id: str) -> Shown:
    """Return an enrolment as of today."""
    rules = rules_of(session)
    known = known_of(session, [enrolment_id], rules)[0]
    found = programme(known.enrolment.programme)
    return Shown(
        enrolment=known.enrolment,
        person=session.get_one(Person, known.enrolment.person_id),
        programme=found,
        version=found.version_named(known.enrolment.version),
        standing=standing(known, today(), rules),
        rules=rules,
    )


def opened(enrolment_id: str) -> Shown:
    """Return an enrolment for a page, and note that it was seen where it is another's."""
    with own_rows(write=True) as session:
        found = of_enrolment(session, enrolment_id)
        if found.person.id != viewer().person_id:
            audit.note(session, viewer(), "enrolment.seen", f"person:{found.person.id}", {"enrolment": enrolment_id})
    return found


def facts(shown: Shown) -> list[tuple[str, str | Markup]]:
    """Return where a learner stands today, as pairs of name and words."""
    found, enrolment = shown.standing, shown.enrolment
    on = today()
    pairs: list[tuple[str, str | Markup]] = [
        ("Programme", f"{shown.label} ({shown.level})"),
        ("First day", day(enrolment.starts_on)),
        ("Planned end", _end(found, on)),
        ("Employer", found.known.employer or "not said"),
        ("Time that has passed", f"{found.known.course.elapsed_percent(on):.0f} % of what is planned"),
        ("Standing", rag_said(found.rag)),
        ("Time off the job", hours_said(found)),
        ("Next review", review_said(found)),
    ]
    if enrolment.ended_on is not None:
        pairs.insert(
            3, ("Ended", Markup("{} on {}").format(str(enrolment.ended_as).capitalize(), day(enrolment.ended_on)))
        )
    return pairs


def rag_said(rag: Rag) -> Markup:
    """Return the word first, then the colour and what it rests on."""
    said = Markup("<strong>{}</strong>").format(rag.word.capitalize())
    if rag.colour:
        said += Markup(" ({})").format(rag.colour)
    if rag.points is not None and rag.progress is not None and rag.elapsed_percent is not None:
        said += Markup(": {} % done against {:.1f} % of the time on {}, {:+.1f} points, by {}").format(
            f"{rag.progress.percent:.1f}".removesuffix(".0"),
            rag.elapsed_percent,
            day(rag.progress.on),
            rag.points,
            rag.progress.basis,
        )
    if rag.override:
        said += Markup(". <strong>The trainer says {}</strong> since {}: {}").format(
            rag.override.colour, day(rag.override.on), rag.override.reason
        )
    return said


def hours_said(found: Standing) -> str:
    """Return actual against planned hours, as of today."""
    hours = found.off_job
    if hours.planned_min is None or hours.slippage_min is None:
        return f"{time_said(hours.actual_min)} so far; no plan is typed in"
    said = f"{time_said(hours.actual_min)} so far of {time_said(hours.planned_min)} planned by today"
    if hours.slippage_min == 0:
        return said
    return f"{said}, {time_said(abs(hours.slippage_min))} {'behind' if hours.slippage_min > 0 else 'before the plan'}"


def hours_in_short(found: Standing) -> str:
    """Return the same in whole hours, for lists."""
    hours = found.off_job
    if found.rag.word == "not started":
        return "not begun"
    if hours.planned_min is None or hours.slippage_min is None:
        return f"{_whole(hours.actual_min)} h; no plan"
    side = "behind" if hours.slippage_min > 0 else "before the plan"
    off = _whole(abs(hours.slippage_min))
    return f"{_whole(hours.actual_min)} of {_whole(hours.planned_min)} h planned by today" + (
        f", {off} h {side}" if off else ""
    )


def review_said(found: Standing) -> Markup:
    """Return when the next review is due, and for when it is planned."""
    review = found.review
    if review.due_on is None:
        return Markup("none while {}").format("on a break" if review.state == "on a break" else "the programme is over")
    word = {"overdue": "<strong>overdue</strong> since", "due": "<strong>due</strong> by"}.get(review.state, "due by")
    said = Markup(word + " {}").format(day(review.due_on))  # noqa: S704 - the words above
    if review.planned_on is None:
        return said + Markup("; not planned yet")
    was = "was planned" if review.planned_on < today() else "planned"
    return said + Markup("; {} for {}").format(was, day(review.planned_on))


def time_said(minutes: int) -> str:
    """Return minutes as hours: 7 h 30 min."""
    hours, rest = divmod(minutes, _MIN_PER_H)
    return f"{hours:,} h {rest} min" if rest else f"{hours:,} h"


def _whole(minutes: int) -> int:
    return round(minutes / _MIN_PER_H)


def _end(found: Standing, on: dt.date) -> Markup:
    first, now = found.known.course.planned_end_on, found.known.course.end_planned(on)
    return day(now) if now == first else Markup("{}, at first {}").format(day(now), day(first))
