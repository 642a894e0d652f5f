"""The steps of a campaign that is being made, for owners: what for, who, how. Each is kept by itself."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.campaigns import audience, making
from assessor.campaigns.bases import read_bases
from assessor.campaigns.costing import sampling_error
from assessor.campaigns.groups.counting import targets_of
from assessor.framework import read_framework
from assessor.models.campaigns.campaign import Campaign
from assessor.people.administering import listing
from assessor.people.administering.own_rules import of_own
from assessor.people.refusals import Refused
from assessor.web.access import may
from assessor.web.service import now, own_rows, today, viewer

blueprint = Blueprint("campaign_steps", __name__, url_prefix="/campaigns")
_NOT_TAKEN = 422
_REST = "All whose role has none of its own"
Page = str | Response | tuple[str, int]


@blueprint.route("/new", methods=["GET", "POST"])
@may("owner")
def new() -> Page:
    """Begin a campaign with what it is for."""
    if request.method == "GET":
        return _purpose_page(None, {}, {})
    try:
        with own_rows(write=True) as session:
            campaign_id = making.draft(session, viewer(), _purpose(), now())
    except Refused as error:
        return _purpose_page(None, request.form, {error.field: str(error)}), _NOT_TAKEN
    return redirect(url_for("campaign_steps.who", campaign_id=campaign_id), 303)


@blueprint.route("/<campaign_id>/purpose", methods=["GET", "POST"])
@may("owner")
def purpose(campaign_id: str) -> Page:
    """Say what a draft is for, and under which lawful basis."""
    with own_rows() as session:
        row = session.get_one(Campaign, campaign_id)
    if row.launched_at is not None:
        return _stands(campaign_id)
    if request.method == "GET":
        basis = read_bases().of_words(row.lawful_basis)
        chosen = {"basis": basis.key} if basis else {"basis": making.WRITTEN, "written": row.lawful_basis}
        return _purpose_page(row, {"name": row.name, "purpose": row.purpose, **chosen}, {})
    try:
        with own_rows(write=True) as session:
            making.state_purpose(session, viewer(), campaign_id, _purpose())
    except Refused as error:
        return _purpose_page(row, request.form, {error.field: str(error)}), _NOT_TAKEN
    return redirect(url_for("campaign_steps.who", campaign_id=campaign_id), 303)


@blueprint.route("/<campaign_id>/who", methods=["GET", "POST"])
@may("owner")
def who(campaign_id: str) -> Page:
    """Choose whom a draft asks, and how."""
    with own_rows() as session:
        row = session.get_one(Campaign, campaign_id)
    if row.launched_at is not None:
        return _stands(campaign_id)
    if request.method == "GET":
        return _who_page(row, {"mode": row.mode, "sample_size": row.sample_size}, {})
    form = request.form
    wish = audience.Wish(
        everybody=form.get("everybody") == "1",
        teams=form.getlist("teams"),
        cohorts=form.getlist("cohorts"),
        people=form.get("people", ""),
        mode=form.get("mode", ""),
        sample_size=form.get("sample_size", ""),
    )
    try:
        with own_rows(write=True) as session:
            count = audience.choose(session, viewer(), campaign_id, wish)
    except Refused as error:
        values = {**form, "teams": wish.teams, "cohorts": wish.cohorts}
        return _who_page(row, values, {error.field: str(error)}), _NOT_TAKEN
    flash(f"{count} {'person is' if count == 1 else 'people are'} chosen.", "good")
    return redirect(url_for("campaign_steps.how", campaign_id=campaign_id), 303)


@blueprint.route("/<campaign_id>/how", methods=["GET", "POST"])
@may("owner")
def how(campaign_id: str) -> Page:
    """Say by when, whether timed, who of a cohort sees results, and which levels are hoped for."""
    with own_rows() as session:
        row = session.get_one(Campaign, campaign_id)
        roles = audience.roles(session, campaign_id)
        targets = targets_of(session, campaign_id) or making.earlier_targets(session)
    if row.launched_at is not None:
        return _stands(campaign_id)
    shown = [*((role, role, count) for role, count in roles.items() if role), ("", _REST, 0)]
    known = {"campaign": row, "roles": shown, "levels": read_framework().level}
    if request.method == "GET":
        values = {
            "due_on": row.due_on or "",
            "opens_on": row.opens_at.date() if row.opens_at else "",
            "timed_minutes": row.timed_minutes or "",
            "trainers_see": row.trainers_see,
            "targets": {role: str(level) for role, level in targets.items()},
        }
        return render_template("employer/step_how.html", values=values, errors={}, **known)
    form = request.form
    said = {role: form.get(f"target-{place}", "") for place, (role, _, _) in enumerate(shown)}
    wish = making.Course(
        opens_on=form.get("opens_on", ""),
        due_on=form.get("due_on", ""),
        timed_minutes=form.get("timed_minutes", ""),
        trainers_see=form.get("trainers_see") == "1",
        targets=said,
    )
    try:
        with own_rows(write=True) as session:
            making.set_course(session, viewer(), campaign_id, wish, today())
    except Refused as error:
        page = render_template(
            "employer/step_how.html", values={**form, "targets": said}, errors={error.field: str(error)}, **known
        )
        return page, _NOT_TAKEN
    return redirect(url_for("campaigns.show", campaign_id=campaign_id), 303)


def _purpose() -> making.Purpose:
    form = request.form
    return making.Purpose(form.get("name", ""), form.get("purpose", ""), form.get("basis", ""), form.get("written", ""))


def _stands(campaign_id: str) -> Response:
    flash("It is launched: what people were told when they were asked stands.", "warn")
    return redirect(url_for("campaigns.show", campaign_id=campaign_id), 303)


def _purpose_page(campaign: Campaign | None, values: object, errors: dict[str, str]) -> str:
    return render_template(
        "employer/step_purpose.html",
        campaign=campaign,
        values=values,
        errors=errors,
        bases=read_bases(),
        written=making.WRITTEN,
    )


def _who_page(campaign: Campaign, values: object, errors: dict[str, str]) -> str:
    with own_rows() as session:
        groups, least = listing.groups(session), of_own(session).minimum_group
        everybody = listing.find(session, listing.Wish(), now()).total
        chosen = audience.members(session, campaign.id)
    examples = [(size, sampling_error(size, everybody)) for size in (20, 50, 100, 200) if least <= size < everybody]
    return render_template(
        "employer/step_who.html",
        campaign=campaign,
        values=values,
        errors=errors,
        groups=groups,
        everybody=everybody,
        chosen=chosen,
        least=least,
        modes=audience.MODES,
        examples=examples,
    )
