"""Cohorts, for those who train them and for owners: the list, who is where in one, and its people."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.models.people.cohort import Cohort
from assessor.models.people.person import Person
from assessor.people.refusals import Refused
from assessor.progress.opened import ended_for
from assessor.training import cohorts, told, whereabouts
from assessor.web.access import may
from assessor.web.employing import telling
from assessor.web.framing import Way
from assessor.web.service import now, own_rows, today, viewer

blueprint = Blueprint("cohorts", __name__, url_prefix="/cohorts")
WAYS = (Way("Cohorts", "cohorts.listed", 30),)
_NOT_TAKEN = 422


@blueprint.get("/")
@may("owner", "trainer")
def listed() -> str:
    """List the cohorts that the viewer trains; all of them for an owner."""
    with own_rows() as session:
        return render_template("training/cohorts.html", found=cohorts.listed(session, viewer()), today=today())


@blueprint.route("/new", methods=["GET", "POST"])
@may("owner", "trainer")
def new() -> str | Response | tuple[str, int]:
    """Make a cohort."""
    if request.method == "GET":
        return render_template("training/cohort_new.html", values={}, errors={})
    try:
        with own_rows(write=True) as session:
            cohort_id = cohorts.make(session, viewer(), _wish(), now())
    except Refused as error:
        errors = {error.field: str(error)}
        return render_template("training/cohort_new.html", values=request.form, errors=errors), _NOT_TAKEN
    flash("The cohort is made. Put its people in next.", "good")
    return redirect(url_for("cohorts.people", cohort_id=cohort_id), 303)


@blueprint.get("/<cohort_id>")
@may("owner", "trainer")
def show(cohort_id: str) -> str:
    """Show who of a cohort is where, and note whose results were seen on the way."""
    sort: whereabouts.Sort = next((each for each in whereabouts.SORTS if each == request.args.get("sort")), "due")
    with own_rows(write=True) as session:
        rows = whereabouts.of_cohort(session, viewer(), cohort_id, now(), today())
        told.note_opened(session, viewer(), [each for row in rows for each in row.told], now())
        known = {
            "cohort": session.get_one(Cohort, cohort_id),
            "trainers": cohorts.trainers(session, cohort_id),
            "rows": whereabouts.in_order(rows, sort),
            "moves": whereabouts.moves(rows),
            "counts": [(state, sum(row.state == state for row in rows)) for state in whereabouts.STATES],
        }
    with own_rows() as session:
        ended = telling.shown_in(ended_for(session, viewer()), f"cohort:{cohort_id}")
    return render_template(
        "training/cohort.html",
        ended=ended,
        sort=sort,
        rule=whereabouts.RULE,
        may_open=cohort_id in viewer().cohorts,
        **known,
    )


@blueprint.get("/<cohort_id>/people")
@may("owner", "trainer")
def people(cohort_id: str) -> str:
    """Show a cohort's days, its people and its trainers, to change them."""
    return _people(cohort_id, {})


@blueprint.post("/<cohort_id>/people")
@may("owner", "trainer")
def change(cohort_id: str) -> Response | tuple[str, int]:
    """Change what the form's button says: the days, who is in, who trains."""
    form, who, said = request.form, viewer(), "It is kept."
    try:
        with own_rows(write=True) as session:
            if form.get("do") == "put in":
                count = cohorts.put_in(session, who, cohort_id, form.get("members", ""), now())
                said = f"{count} {'person is' if count == 1 else 'people are'} new in the cohort."
            elif form.get("do") == "appoint":
                cohorts.appoint(session, who, cohort_id, form.get("trainers", ""), now())
            elif form.get("take_out"):
                cohorts.take_out(session, who, cohort_id, form["take_out"])
            elif form.get("dismiss"):
                cohorts.dismiss(session, who, cohort_id, form["dismiss"])
            else:
                cohorts.change(session, who, cohort_id, _wish())
    except Refused as error:
        return _people(cohort_id, {error.field: str(error)}), _NOT_TAKEN
    flash(said, "good")
    if "owner" not in who.roles and form.get("dismiss") == who.person_id:
        return redirect(url_for("home.start"), 303)  # she trains it no longer
    return redirect(url_for("cohorts.people", cohort_id=cohort_id), 303)


def _wish() -> cohorts.Wish:
    form = request.form
    return cohorts.Wish(form.get("name", ""), form.get("starts_on", ""), form.get("ends_on", ""))


def _people(cohort_id: str, errors: dict[str, str]) -> str:
    with own_rows() as session:
        cohort = session.get_one(Cohort, cohort_id)
        members: list[Person] = cohorts.members(session, cohort_id)
        trainers = cohorts.trainers(session, cohort_id)
    return render_template(
        "training/cohort_people.html",
        cohort=cohort,
        members=members,
        trainers=trainers,
        values=request.form if errors else {},
        errors=errors,
    )
