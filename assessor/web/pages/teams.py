"""Teams, for owners and for those who manage them: the list, a team's figures, and its people.

A manager sees figures of her teams and results that were shared with her; names are never put in the order of results.
"""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlmodel import col, select
from werkzeug.wrappers import Response

from assessor.campaigns import together
from assessor.campaigns.coverage import Coverage, coverage_by_team
from assessor.campaigns.groups import reading
from assessor.db import TenantSession
from assessor.deciding.stage import may as stage_may
from assessor.deciding.stage import meaning
from assessor.models.campaigns.campaign import Campaign
from assessor.models.people.team import Team
from assessor.people.administering import teams
from assessor.people.refusals import Refused
from assessor.progress.opened import ended_for
from assessor.training.told import sittings_told
from assessor.web.access import may
from assessor.web.employing import telling
from assessor.web.framing import Way
from assessor.web.service import now, own_rows, viewer

blueprint = Blueprint("teams", __name__, url_prefix="/teams")
WAYS = (Way("Teams", "teams.listed", 25),)
_NOT_TAKEN = 422
_EVERYBODY = "everybody:"


@blueprint.get("/")
@may("owner", "manager")
def listed() -> str:
    """List the teams that the viewer manages; all of them for an owner."""
    with own_rows() as session:
        found = teams.listed(session, viewer())
    return render_template("employer/teams.html", found=found, is_owner="owner" in viewer().roles)


@blueprint.route("/new", methods=["GET", "POST"])
@may("owner")
def new() -> str | Response | tuple[str, int]:
    """Make a team."""
    if request.method == "GET":
        return render_template("employer/team_new.html", name="", errors={})
    name = request.form.get("name", "")
    try:
        with own_rows(write=True) as session:
            team_id = teams.make(session, viewer(), name, now())
    except Refused as error:
        return render_template("employer/team_new.html", name=name, errors={error.field: str(error)}), _NOT_TAKEN
    flash("The team is made. Put its people in next.", "good")
    return redirect(url_for("teams.people", team_id=team_id), 303)


@blueprint.get("/<team_id>")
@may("owner", "manager")
def show(team_id: str) -> str:
    """Show what is told of a team: its levels, areas and movement, how far campaigns are, what was shared."""
    key = f"team:{team_id}"
    with own_rows() as session:
        team = session.get_one(Team, team_id)
        found = [one for one in ended_for(session, viewer()) if one.group(key) is not None]
        members = teams.members(session, team_id)
        told = sittings_told(session, viewer(), [person.id for person in members])
        open_ones = _open(session, key)
        sat_together = together.of_team(session, team_id)
    chosen = reading.chosen_of(found, request.args.get("campaign", ""))
    own = chosen.group(key) if chosen else None
    before, after = reading.since(found, key, chosen.campaign.id) if chosen else (None, None)
    names = {person.id: person.name for person in members}
    return render_template(
        "employer/team.html",
        team=team,
        count=len(members),
        found=found,
        ended=telling.shown_in(found, key),
        chosen=chosen,
        own=telling.shown(own) if own else None,
        heat=telling.heat_rows([one for one in (own, chosen.group(_EVERYBODY)) if one]) if chosen else [],
        areas=telling.areas(),
        movement=telling.movement(before, after),
        stage=meaning(chosen.made.stage) if chosen else None,
        may_compare=chosen is not None and stage_may(chosen.made.stage, "group_comparison"),  # type: ignore[arg-type] # the store holds stages
        open_ones=open_ones,
        sat_together=sat_together,
        shared=[(names[who], each) for who in names for each in told[who] if each.result is not None],
    )


@blueprint.get("/<team_id>/people")
@may("owner", "manager")
def people(team_id: str) -> str:
    """Show who is in a team and who manages it; owners change it."""
    return _people(team_id, {})


@blueprint.post("/<team_id>/people")
@may("owner")
def change(team_id: str) -> Response | tuple[str, int]:
    """Change what the form's button says: the name, who is in, who manages, or that the team is no more."""
    form, who, said = request.form, viewer(), "It is kept."
    try:
        with own_rows(write=True) as session:
            if form.get("do") == "put in":
                count = teams.put_in(session, who, team_id, form.get("members", ""), now())
                said = f"{count} {'person is' if count == 1 else 'people are'} new in the team."
            elif form.get("do") == "appoint":
                teams.appoint(session, who, team_id, form.get("managers", ""), now())
            elif form.get("do") == "dissolve":
                teams.dissolve(session, who, team_id, now())
            elif form.get("take_out"):
                teams.take_out(session, who, team_id, form["take_out"])
            elif form.get("dismiss"):
                teams.dismiss(session, who, team_id, form["dismiss"])
            else:
                teams.rename(session, who, team_id, form.get("name", ""))
    except Refused as error:
        return _people(team_id, {error.field: str(error)}), _NOT_TAKEN
    if form.get("do") == "dissolve":
        flash("The team is dissolved.", "good")
        return redirect(url_for("teams.listed"), 303)
    flash(said, "good")
    return redirect(url_for("teams.people", team_id=team_id), 303)


def _open(session: TenantSession, key: str) -> list[tuple[Campaign, Coverage]]:
    """Return the campaigns that go on and tell how far this team is."""
    going = select(Campaign).where(col(Campaign.launched_at).is_not(None), col(Campaign.closed_at).is_(None))
    found = []
    for campaign in session.exec(going.order_by(col(Campaign.due_on))):
        own = [one for one in coverage_by_team(session, campaign) if f"{one.kind}:{one.id}" == key]
        found += [(campaign, one) for one in own]
    return found


def _people(team_id: str, errors: dict[str, str]) -> str:
    with own_rows() as session:
        team = session.get_one(Team, team_id)
        inside, managing = teams.members(session, team_id), teams.managers(session, team_id)
    return render_template(
        "employer/team_people.html",
        team=team,
        members=inside,
        managers=managing,
        may_change="owner" in viewer().roles,
        values=request.form if errors else {},
        errors=errors,
    )
