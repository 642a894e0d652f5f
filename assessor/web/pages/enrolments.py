"""A learner's programmes, for who trains her: enrolling, where she stands, breaks, changes, the end."""

import datetime as dt

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlmodel import Session, col, select
from werkzeug.wrappers import Response

from assessor.models.people.person import Person
from assessor.models.programme.enrolment import Enrolment
from assessor.models.programme.enrolment_change import EnrolmentChange
from assessor.models.programme.learning_break import LearningBreak
from assessor.people.refusals import Refused
from assessor.programmes import keeping
from assessor.programmes.catalogue import NoSuchVersion, Programme, programmes
from assessor.web.access import may
from assessor.web.service import now, own_rows, today, viewer
from assessor.web.training import asked, shown
from assessor.web.training.writing import NOT_TAKEN, written

blueprint = Blueprint("enrolments", __name__)
MOST_EMPLOYER = 200
MOST_WHY = 1000


@blueprint.get("/learners/<person_id>/programmes")
@may("trainer")
def listed(person_id: str) -> str | Response:
    """List a learner's programmes; where there is one alone, show it."""
    with own_rows() as session:
        person = _there(session, person_id)
        found = session.exec(
            select(Enrolment).where(Enrolment.person_id == person_id).order_by(col(Enrolment.starts_on).desc())
        ).all()
        if len(found) == 1:
            return redirect(url_for("enrolments.show", enrolment_id=found[0].id), 303)
        rows = [shown.of_enrolment(session, one.id) for one in found]
    return render_template("training/programmes.html", person=person, rows=rows)


@blueprint.route("/learners/<person_id>/programmes/new", methods=["GET", "POST"])
@may("trainer")
def new(person_id: str) -> str | Response | tuple[str, int]:
    """Enrol a learner."""
    with own_rows() as session:
        person = _there(session, person_id)
    if request.method == "GET":
        return _new(person, {})
    try:
        with own_rows(write=True) as session:
            enrolment_id = keeping.enrol(session, viewer(), _wish(person_id), now()).id
    except Refused as error:
        return _new(person, {error.field: str(error)}), NOT_TAKEN
    flash("The learner is enrolled. Type in the months of the training plan next.", "good")
    return redirect(url_for("enrolments.show", enrolment_id=enrolment_id), 303)


@blueprint.get("/enrolments/<enrolment_id>")
@may("trainer")
def show(enrolment_id: str) -> str:
    """Show where a learner stands on a programme, and note that it was seen."""
    found = shown.opened(enrolment_id)
    return render_template("training/enrolment.html", shown=found, facts=shown.facts(found), today=today())


@blueprint.route("/enrolments/<enrolment_id>/days", methods=["GET", "POST"])
@may("trainer")
def days(enrolment_id: str) -> str | Response | tuple[str, int]:
    """Show breaks and changes, and keep another, or the end."""
    if request.method == "GET":
        return _days(enrolment_id, {})
    done = written(enrolment_id, _changed, "enrolments.days")
    return (_days(enrolment_id, done), NOT_TAKEN) if isinstance(done, dict) else done


def _changed(session: Session, enrolment: Enrolment) -> str:
    """Keep what the form's button says."""
    form, who = request.form, viewer()
    match form.get("do"):
        case "break":
            keeping.begin_break(session, who, enrolment, asked.day(form, "starts_on"), now())
            return "The break is kept. While it goes on nothing is expected and no review is due."
        case "back":
            keeping.end_break(session, who, enrolment, asked.day(form, "back_on"))
            return "The break has ended."
        case "end":
            on = asked.day(form, "ended_on")
            if form.get("ended_as") not in {"completed", "withdrawn"}:
                raise Refused("Choose whether it was completed or left.", "ended_as")
            keeping.end(session, who, enrolment, on, completed=form["ended_as"] == "completed")
            return "The end is kept."
        case _:
            change = keeping.Change(
                on=asked.day(form, "on"),
                planned_end_on=asked.optional_day(form, "planned_end_on"),
                employer=asked.words(form, "employer", MOST_EMPLOYER),
                progress_percent=asked.number(form, "progress_percent", 0, 100),
                why=asked.words(form, "why", MOST_WHY),
            )
            keeping.change(session, who, enrolment, change, now())
            return "The change is kept. What is expected goes on from that day."


def _wish(person_id: str) -> keeping.Wish:
    form = request.form
    return keeping.Wish(
        person_id=person_id,
        programme=form.get("programme", ""),
        starts_on=asked.day(form, "starts_on"),
        planned_end_on=asked.day(form, "planned_end_on"),
        employer=asked.words(form, "employer", MOST_EMPLOYER),
        planned_off_job_min=asked.minutes(form, "planned_h"),
        minimum_off_job_min=asked.minutes(form, "minimum_h"),
        review_months=asked.number(form, "review_months", 1, 12),
        review_reason=asked.words(form, "review_reason", MOST_WHY),
    )


def _new(person: Person, errors: dict[str, str]) -> str:
    offered = [("", "Choose a programme"), *((one.code, _offer(one)) for one in programmes() if _goes_on(one, today()))]
    return render_template("training/enrol.html", person=person, programmes=offered, values=request.form, errors=errors)


def _offer(one: Programme) -> str:
    what = "apprenticeship" if one.kind == "standard" else "unit"
    return f"{one.code} {one.title} (Level {one.apprenticeship_level} {what})"


def _goes_on(one: Programme, on: dt.date) -> bool:
    """Say whether somebody can still start it, or could in the past year."""
    for back in (0, 365):
        try:
            one.version_on(on - dt.timedelta(days=back))
        except NoSuchVersion:
            continue
        return True
    return False


def _days(enrolment_id: str, errors: dict[str, str]) -> str:
    found = shown.opened(enrolment_id)
    with own_rows() as session:
        pauses = session.exec(
            select(LearningBreak)
            .where(LearningBreak.enrolment_id == enrolment_id)
            .order_by(col(LearningBreak.starts_on))
        ).all()
        changes = session.exec(
            select(EnrolmentChange)
            .where(EnrolmentChange.enrolment_id == enrolment_id)
            .order_by(col(EnrolmentChange.on))
        ).all()
    return render_template(
        "training/enrolment_days.html",
        shown=found,
        pauses=pauses,
        changes=changes,
        is_paused=any(one.back_on is None for one in pauses),
        values=request.form if errors else {},
        errors=errors,
    )


def _there(session: Session, person_id: str) -> Person:
    person = session.get_one(Person, person_id)
    if person.erased_at is not None:
        abort(404)
    return person
