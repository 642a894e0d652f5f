"""The organisation at a glance, for owners: campaigns that go on, and what ended ones tell of groups."""

from flask import Blueprint, render_template, request
from sqlmodel import col, select

from assessor.campaigns.coverage import coverage_of
from assessor.campaigns.groups import reading
from assessor.deciding.stage import may as stage_may
from assessor.deciding.stage import meaning
from assessor.models.campaigns.campaign import Campaign
from assessor.people.administering import teams
from assessor.progress.opened import ended_for
from assessor.web.access import may
from assessor.web.employing import telling
from assessor.web.framing import Way
from assessor.web.service import own_rows, today, viewer

blueprint = Blueprint("overview", __name__)
WAYS = (Way("Overview", "overview.show", 20),)
_EVERYBODY = "everybody:"
_KINDS = (("team", "team"), ("role", "job role"), ("cohort", "cohort"))


@blueprint.get("/overview/")
@may("owner")
def show() -> str:
    """Show how far open campaigns are, and the figures of one that has ended."""
    with own_rows() as session:
        going = select(Campaign).where(col(Campaign.launched_at).is_not(None), col(Campaign.closed_at).is_(None))
        open_ones = [(one, coverage_of(session, one)) for one in session.exec(going.order_by(col(Campaign.due_on)))]
        found = ended_for(session, viewer())
        there = {each.team.id for each in teams.listed(session, viewer())}
    chosen = reading.chosen_of(found, request.args.get("campaign", ""))
    everybody = chosen.group(_EVERYBODY) if chosen else None
    before, after = reading.since(found, _EVERYBODY, chosen.campaign.id) if chosen else (None, None)
    kinds = [(words, chosen.of_kind(kind)) for kind, words in _KINDS] if chosen else []
    return render_template(
        "employer/overview.html",
        open_ones=open_ones,
        found=found,
        chosen=chosen,
        everybody=telling.shown(everybody) if everybody else None,
        movement=telling.movement(before, after),
        kinds=[(words, [(one, telling.shown(one)) for one in groups]) for words, groups in kinds if groups],
        heat=telling.heat_rows(chosen.of_kind("team")) if chosen else [],
        areas=telling.areas(),
        teams=there,
        stage=meaning(chosen.made.stage) if chosen else None,
        may_compare=chosen is not None and stage_may(chosen.made.stage, "group_comparison"),  # type: ignore[arg-type] # the store holds stages
        today=today(),
    )
