"""Campaigns, for owners: the list, one with how far it is, its launch, reminders and end, and its tables."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlmodel import Session, col, select
from werkzeug.wrappers import Response

from assessor.campaigns import audience, launching, making
from assessor.campaigns.costing import cost_of, sampling_error
from assessor.campaigns.coverage import coverage_by_team, coverage_of
from assessor.campaigns.groups.counting import targets_of
from assessor.campaigns.groups.publishing import Withheld, figures_of, groups_in
from assessor.campaigns.groups.reading import Ended
from assessor.db import hold
from assessor.framework import read_framework
from assessor.jobs.books import Books
from assessor.jobs.mailing import sends_mail
from assessor.jobs.port import Order
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.group_figures import GroupFigures
from assessor.models.people.organisation import Organisation
from assessor.people.refusals import Refused
from assessor.progress.opened import for_reader
from assessor.web.access import may
from assessor.web.employing.tables import coverage_file, figures_file
from assessor.web.framing import Way
from assessor.web.service import now, own_rows, service, today, viewer

blueprint = Blueprint("campaigns", __name__, url_prefix="/campaigns")
WAYS = (Way("Campaigns", "campaigns.listed", 40),)
_NOT_TAKEN = 422
_FIGURES = "figures-"
"""Begins the id of the job that makes them."""


@blueprint.get("/")
@may("owner")
def listed() -> str:
    """List the campaigns, the newest first."""
    with own_rows() as session:
        found = session.exec(select(Campaign).order_by(col(Campaign.made_at).desc())).all()
        rows = [(one, coverage_of(session, one)) for one in found]
    return render_template("employer/campaigns.html", rows=rows, today=today())


@blueprint.get("/<campaign_id>")
@may("owner")
def show(campaign_id: str) -> str:
    """Show a campaign: a draft with what it will take, a launched one with how far it is."""
    return _page(campaign_id, {})


@blueprint.post("/<campaign_id>/launch")
@may("owner")
def launch(campaign_id: str) -> Response | tuple[str, int]:
    """Ask people to sit."""
    accepted = request.form.get("accepted") == "1"
    try:
        with service().store.writing() as connection:
            hold(connection, campaign_id)
            with own_rows(write=True) as session:
                asked = launching.launch(session, viewer(), campaign_id, now(), accepted=accepted, today=today())
            _write_to(campaign_id, "launch", reminds=False)
    except Refused as error:
        if error.field:
            return _page(campaign_id, {error.field: str(error)}), _NOT_TAKEN
        flash(str(error), "warn")  # sent twice, or from a stale page
        return redirect(url_for("campaigns.show", campaign_id=campaign_id), 303)
    flash(f"It is launched: {asked} {'person is' if asked == 1 else 'people are'} asked. {_how_told()}", "good")
    return redirect(url_for("campaigns.show", campaign_id=campaign_id), 303)


@blueprint.post("/<campaign_id>/remind")
@may("owner")
def remind(campaign_id: str) -> Response:
    """Write to those who have not finished, once a day at most."""
    try:
        with own_rows() as session:
            launching.going_on(session, campaign_id)
    except Refused as error:
        flash(str(error), "bad")
        return redirect(url_for("campaigns.show", campaign_id=campaign_id), 303)
    is_sent = _write_to(campaign_id, f"{today()}", reminds=True)
    said = "Those who have not finished are written to; the page of jobs shows how far that is." if is_sent else ""
    flash(said or f"Nobody was written to. {_how_told()}", "good" if is_sent else "warn")
    return redirect(url_for("campaigns.show", campaign_id=campaign_id), 303)


@blueprint.post("/<campaign_id>/close")
@may("owner")
def close(campaign_id: str) -> Response | tuple[str, int]:
    """Have nobody begin any more, and make the figures of groups, once."""
    if request.form.get("sure") != "1":
        return _page(campaign_id, {"sure": "Say that you want to close it for good."}), _NOT_TAKEN
    try:
        with own_rows(write=True) as session:
            campaign = launching.close(session, viewer(), campaign_id, now())
            arguments = {"campaign_id": campaign_id}
            title, job_id = "Make the figures of a campaign", f"{_FIGURES}{campaign_id}"
            whose, who = campaign.organisation_id, viewer().person_id
            Books(service().store).submit(Order("figures", title, whose, arguments, asked_by=who, job_id=job_id))
        flash("It is closed. Its figures of groups are made now, as a job.", "good")
    except Refused as error:
        flash(str(error), "bad")
    return redirect(url_for("campaigns.show", campaign_id=campaign_id), 303)


@blueprint.post("/<campaign_id>/discard")
@may("owner")
def discard(campaign_id: str) -> Response:
    """Remove a draft."""
    try:
        with own_rows(write=True) as session:
            making.discard(session, viewer(), campaign_id)
    except Refused as error:
        flash(str(error), "bad")
        return redirect(url_for("campaigns.show", campaign_id=campaign_id), 303)
    flash("The draft is removed.", "good")
    return redirect(url_for("campaigns.listed"), 303)


@blueprint.get("/<campaign_id>/coverage.csv")
@may("owner")
def coverage_table(campaign_id: str) -> Response:
    """Give coverage by team as a table."""
    with own_rows() as session:
        rows = coverage_by_team(session, session.get_one(Campaign, campaign_id))
    return coverage_file(rows, is_make_believe=viewer().is_make_believe)


@blueprint.get("/<campaign_id>/levels.csv")
@may("owner")
def levels_table(campaign_id: str) -> Response:
    """Give the distributions over levels as a table, or lead back where none are told."""
    with own_rows() as session:
        campaign = session.get_one(Campaign, campaign_id)
        made = figures_of(session, campaign)
        if isinstance(made, Withheld):
            flash(made.why, "warn")
            return redirect(url_for("campaigns.show", campaign_id=campaign_id), 303)
        told = for_reader(session, viewer(), Ended(campaign, made, tuple(groups_in(made)))).groups
    return figures_file(told, made, is_make_believe=viewer().is_make_believe)


def _write_to(campaign_id: str, key: str, *, reminds: bool) -> bool:
    """Have a job write to people; False where no mail is sent, or a reminder went out today."""
    if not sends_mail(service().settings):
        return False
    who, books, job_id = viewer(), Books(service().store), f"ask-{campaign_id}-{key}"
    assert who.organisation_id is not None, "campaigns are an organisation's"
    if books.progress(who.organisation_id, job_id) is not None:
        return False
    title = "Remind people of a campaign" if reminds else "Write to the people of a campaign"
    arguments = {"campaign_id": campaign_id, "reminds": reminds}
    books.submit(Order("ask", title, who.organisation_id, arguments, asked_by=who.person_id, job_id=job_id))
    return True


def _how_told() -> str:
    if sends_mail(service().settings):
        return "Letters go out as jobs, a reminder at most once a day."
    return "No mail server is named, so tell them yourself; whoever logs in sees it at once."


def _page(campaign_id: str, errors: dict[str, str]) -> str:
    with own_rows() as session:
        campaign = session.get_one(Campaign, campaign_id)
        people = audience.members(session, campaign_id)
        known = {"campaign": campaign, "people": people, "targets": _targets(session, campaign_id)}
        if campaign.launched_at is None:
            known |= _of_draft(session, campaign, people)
        else:
            made = figures_of(session, campaign)
            known |= {"coverage": coverage_by_team(session, campaign), "has_figures": isinstance(made, GroupFigures)}
            known["least"] = session.get_one(Organisation, campaign.organisation_id).minimum_group
            known["why_none"] = _why_none(campaign, made) if isinstance(made, Withheld) else ""
    return render_template(
        "employer/campaign.html",
        errors=errors,
        modes=dict(audience.MODES),
        by_mail=sends_mail(service().settings),
        promise=launching.NOT_FOR_SELECTION,
        today=today(),
        **known,
    )


def _of_draft(session: Session, campaign: Campaign, people: int) -> dict[str, object]:
    asked = min(campaign.sample_size or people, people)
    return {
        "asked": asked,
        "cost": cost_of(session, campaign, asked),
        "error": sampling_error(asked, people) if campaign.sample_size and people > 1 else None,
        "lacking": launching.lacking(campaign, people, today()),
    }


def _why_none(campaign: Campaign, withheld: Withheld) -> str:
    """Say why there are no figures: by the job that makes them, where there is one."""
    job = Books(service().store).progress(campaign.organisation_id, f"{_FIGURES}{campaign.id}")
    if job is None:
        return withheld.why
    if job.state in {"waiting", "running"}:
        return "The figures are being made. Load this page again in a minute."
    return job.said if job.state == "done" else "The figures could not be made; the page of jobs says why."


def _targets(session: Session, campaign_id: str) -> list[tuple[str, str]]:
    names = [level.shown_name for level in read_framework().level]
    return [
        (role or "All others", names[level - 1]) for role, level in sorted(targets_of(session, campaign_id).items())
    ]
