"""Campaigns: listed with how many were asked, began and ended; drafted; and the figures of their groups.

A draft is launched by an owner on its page, where she accepts what a campaign may not be used for; no program can.
"""

import datetime as dt
from dataclasses import asdict
from typing import Any, Literal

from flask import abort
from pydantic import Field
from sqlmodel import select
from werkzeug.wrappers import Response

from assessor.campaigns.coverage import coverage_of
from assessor.campaigns.groups.publishing import groups_in
from assessor.campaigns.groups.reading import Ended
from assessor.db import TenantSession
from assessor.deciding.stage import meaning
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.group_figures import GroupFigures
from assessor.models.declared import new_id
from assessor.people import audit
from assessor.progress.opened import for_reader
from assessor.web.access import may
from assessor.web.programs.answering import page_of, part, reads, send
from assessor.web.programs.asking import as_owner, by_maker
from assessor.web.programs.repeats import once
from assessor.web.programs.shapes import Answer, CampaignPath, Listing, Once, Page, Plain, Shape
from assessor.web.service import now, own_rows, viewer

api = part("campaigns", "Who is asked to sit, what for and by when; and what came of it for groups.")


class Coverage(Shape):
    """How far a campaign is."""

    asked: int = Field(ge=0, description="People who are asked.")
    began: int = Field(ge=0, description="Of them, those who began.")
    ended: int | None = Field(description="Of them, those who have a result; null while an anonymous campaign is open.")


class CampaignShown(Shape):
    """One campaign."""

    id: str
    name: str = Field(examples=["Autumn 2026"])
    purpose: str = Field(description="What for, in words that everybody who is asked reads.")
    lawful_basis: str = Field(description="Under which basis of the UK GDPR.")
    mode: str = Field(description="named, anonymous or sample.")
    trainers_see: bool = Field(description="Whether the purpose lets trainers see results of their cohorts.")
    due_on: dt.date | None = Field(description="By when, as a day in the organisation's zone.")
    launched_at: dt.datetime | None = Field(description="UTC; null for a draft.")
    closed_at: dt.datetime | None = Field(description="UTC; null while it is open.")
    coverage: Coverage


class CampaignAnswer(Answer):
    """One campaign, by itself."""

    campaign: CampaignShown


class CampaignsAnswer(Listing):
    """A page of campaigns, by id."""

    campaigns: list[CampaignShown]


class CampaignSent(Shape):
    """A draft of a campaign."""

    name: Plain = Field(min_length=1, max_length=200, examples=["Spring 2027"])
    purpose: Plain = Field(
        default="", max_length=2000, description="What for, in words that everybody who is asked reads."
    )
    lawful_basis: Plain = Field(default="", max_length=2000, description="Under which basis of the UK GDPR, in words.")
    mode: Literal["named", "anonymous"] = Field(
        default="named",
        description="named: results by person; anonymous: by group alone. Samples are set up on the page.",
    )
    due_on: dt.date | None = Field(default=None, description="By when, as a day in the organisation's zone.")


class GroupsAnswer(Answer):
    """Figures of groups, made once after the end of a campaign. Small groups are left out, and what would give them."""

    campaign_id: str
    minimum: int = Field(ge=3, description="The smallest group that is told of.")
    people: int = Field(ge=0, description="How many results are in it.")
    stage: str = Field(description="The evidence stage of the weakest result in it.", examples=["author-judged"])
    stage_means: str = Field(description="What that stage means.")
    made_at: dt.datetime = Field(description="UTC.")
    groups: list[dict[str, Any]] = Field(
        description="For each group its kind, id, name and figures, each named with its scale, or why none are told."
    )


@api.get("/campaigns", responses=reads(CampaignsAnswer))
@may("program", scope="campaigns:read")
def list_campaigns(query: Page) -> Response:
    """List the campaigns, drafts among them."""
    with own_rows() as session:
        rows, after = page_of(session, select(Campaign), "id", query)
        shown = [_shown(session, row) for row in rows]
    return send(CampaignsAnswer(is_make_believe=viewer().is_make_believe, next=after, campaigns=shown))


@api.post("/campaigns", responses={200: CampaignAnswer, 201: CampaignAnswer})
@may("program", scope="campaigns:write")
def draft_campaign(header: Once, body: CampaignSent) -> Response:
    """Draft a campaign, which an owner looks at and launches; 200 where the same request came before."""

    def make() -> str:
        with own_rows(write=True) as session:
            maker = by_maker(session)
            own: dict[str, Any] = {"organisation_id": maker.organisation_id, "made_by": maker.person_id}
            campaign = Campaign(id=new_id(), made_at=now(), **own, **body.model_dump())
            session.add(campaign)
            audit.note(session, viewer(), "campaign.drafted", f"campaign:{campaign.id}")
            return campaign.id

    campaign_id, is_new = once(header, make)
    return _one(campaign_id, 201 if is_new else 200)


@api.get("/campaigns/<campaign_id>", responses=reads(CampaignAnswer))
@may("program", scope="campaigns:read")
def read_campaign(path: CampaignPath) -> Response:
    """Return one campaign."""
    return _one(path.campaign_id)


@api.get("/campaigns/<campaign_id>/groups", responses=reads(GroupsAnswer))
@may("program", scope="results:read")
def read_groups(path: CampaignPath) -> Response:
    """Return the figures of a campaign's groups; 404 until they are made, which is once, after its end."""
    with own_rows() as session:
        row = session.get(GroupFigures, path.campaign_id)
        if row is None:
            abort(404, "There are no figures of groups of this campaign yet; they are made once, after its end.")
        campaign = session.get_one(Campaign, path.campaign_id)
        told = for_reader(session, as_owner(), Ended(campaign, row, tuple(groups_in(row)))).groups
    return send(
        GroupsAnswer(
            is_make_believe=viewer().is_make_believe,
            campaign_id=row.campaign_id,
            minimum=row.minimum,
            people=row.people,
            stage=row.stage,
            stage_means=meaning(row.stage).means,
            made_at=row.made_at,
            groups=[asdict(one) for one in told],
        )
    )


def _one(campaign_id: str, status: int = 200) -> Response:
    with own_rows() as session:
        shown = _shown(session, session.get_one(Campaign, campaign_id))
    return send(CampaignAnswer(is_make_believe=viewer().is_make_believe, campaign=shown), status)


def _shown(session: TenantSession, row: Campaign) -> CampaignShown:
    names = ("id", "name", "purpose", "lawful_basis", "mode", "trainers_see", "due_on", "launched_at", "closed_at")
    return CampaignShown(**{name: getattr(row, name) for name in names}, coverage=_coverage(session, row))


def _coverage(session: TenantSession, campaign: Campaign) -> Coverage:
    found = coverage_of(session, campaign)
    return Coverage(asked=found.asked or 0, began=found.began or 0, ended=found.ended)
