"""A person's side of a campaign: what she is invited to, what she is told before, and how a sitting begins.

To begin twice is to begin once: whoever begins while a sitting of the same campaign goes on is led to that one.
"""

import datetime as dt
import secrets
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from assessor.db import Store, hold
from assessor.errors import AssessorError
from assessor.framework import Level
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.campaigns.entry_ticket import EntryTicket
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.arrangement import Arrangement
from assessor.models.people.organisation import Organisation
from assessor.people.viewer import Viewer
from assessor.sittings.form import Form, make_form
from assessor.sittings.sitting import Sittings

OWN = "A sitting of your own"
RETAKE_DAYS = 14
"""Between two sittings of one's own: fewer would use up the questions and measure practice."""
_PURPOSE = "You find out where you stand on five levels of working with AI, and what the next one needs."
_ONE_BROWSER = "So that nothing leads to you, only the browser in which you begin can go on with it."
_BEGUN_ELSEWHERE = "You have begun it already. It is anonymous, so it goes on only in the browser where you began."
_ONLY_SHARED = "Managers and owners: nobody, unless you choose to share it. You can take that back."


class NotOpen(AssessorError):
    """It cannot be begun now; one sentence says why."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A campaign that waits for a person."""

    campaign_id: str
    name: str
    purpose: str
    due_on: dt.date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class FrontDoor:
    """What is said before a sitting begins."""

    name: str
    purpose: str
    form: Form
    retention_months: int
    campaign_id: str | None = None
    who_sees: tuple[str, ...] = ()
    arranged: tuple[str, ...] = ()
    """What is arranged for this person, in words."""
    why_not: str = ""
    """Why it cannot be begun now; empty where it can."""
    sitting_id: str | None = None
    """The sitting that goes on, where there is one."""
    is_anonymous: bool = False
    """Whether nothing is to lead from the person to her sitting."""

    @property
    def is_open(self) -> bool:
        """Whether it can be begun."""
        return not self.why_not

    @property
    def minutes(self) -> int | None:
        """The time limit with extra time."""
        return None if self.form.minutes is None else round(self.form.minutes * self.form.extra_time)

    @property
    def extra_percent(self) -> int:
        """How much of extra time is in it."""
        return round(100 * (self.form.extra_time - 1))

    @staticmethod
    def levels(levels: tuple[Level, ...]) -> list[tuple[str, str]]:
        """Return the levels to choose from."""
        return [(str(level.number), f"{level.number}. {level.shown_name}: {level.about}") for level in levels]


@dataclass(frozen=True, slots=True)
class Beginner:
    """Who begins what."""

    viewer: Viewer
    door: FrontDoor
    self_rating: int | None = field(default=None)


def invitations(session: Session, person_id: str, at: dt.datetime) -> list[Invitation]:
    """Return the campaigns that wait for a person, the one that is due first at the top."""
    found = session.exec(
        select(Campaign)
        .join(CampaignMember, col(CampaignMember.campaign_id) == col(Campaign.id))
        .where(CampaignMember.person_id == person_id, col(CampaignMember.invited_at).is_not(None))
        .where(col(CampaignMember.sitting_id).is_(None), col(CampaignMember.started_at).is_(None))
    )
    today = at.astimezone(_zone(session)).date()
    waiting = [
        Invitation(one.id, one.name, one.purpose, one.due_on, bool(one.due_on and one.due_on < today))
        for one in found
        if not _closed(one, at)
    ]
    return sorted(waiting, key=lambda one: (one.due_on is None, one.due_on, one.name))


def front_door(session: Session, person_id: str, campaign_id: str | None, at: dt.datetime) -> FrontDoor | None:
    """Return what is said before a sitting; None for a campaign that the person is not in."""
    arrangement = _arrangement(session, person_id)
    retention_months = session.exec(select(Organisation)).one().retention_months
    if campaign_id is None:
        return FrontDoor(
            name=OWN,
            purpose=_PURPOSE,
            form=_form({}, None, arrangement),
            retention_months=retention_months,
            who_sees=("You, and nobody before you.", "Trainers: nobody, unless you share it.", _ONLY_SHARED),
            arranged=_arranged(arrangement),
            why_not=_too_soon(session, person_id, at),
            sitting_id=_own_open(session, person_id),
        )
    campaign, member = session.get(Campaign, campaign_id), session.get(CampaignMember, (campaign_id, person_id))
    if campaign is None or member is None or member.invited_at is None:
        return None
    is_begun = campaign.mode == "anonymous" and member.started_at is not None
    return FrontDoor(
        name=campaign.name,
        purpose=campaign.purpose,
        form=_form(campaign.form, campaign.timed_minutes, arrangement),
        retention_months=retention_months,
        campaign_id=campaign_id,
        who_sees=_who_sees(campaign),
        arranged=_arranged(arrangement),
        is_anonymous=campaign.mode == "anonymous",
        why_not=_BEGUN_ELSEWHERE if is_begun else _closed(campaign, at),
        sitting_id=member.sitting_id,
    )


def begin(store: Store, sittings: Sittings, beginner: Beginner, at: dt.datetime) -> str:
    """Begin a sitting, or find the one that goes on, and return its id."""
    organisation_id, person_id = beginner.viewer.organisation_id, beginner.viewer.person_id
    assert organisation_id is not None, "only people of an organisation sit"
    assert person_id is not None, "only people of an organisation sit"
    campaign_id = beginner.door.campaign_id
    with store.writing() as connection:
        hold(connection, person_id)
        with store.session(organisation_id, write=True) as session:
            now = front_door(session, person_id, campaign_id, at)
            if now is not None and now.sitting_id:
                return now.sitting_id
            if now is None or not now.is_open:
                raise NotOpen(now.why_not if now else "there is no such campaign")
            sitting = sittings.start(
                now.form,
                seed=secrets.token_hex(16),
                person_ref=None if now.is_anonymous else person_id,
                self_rating=beginner.self_rating,
            )
            if campaign_id is not None and now.is_anonymous:
                ticket = EntryTicket(sitting_id=sitting.id, organisation_id=organisation_id, campaign_id=campaign_id)
                session.add(ticket)
            if campaign_id is not None:
                member = session.get_one(CampaignMember, (campaign_id, person_id))
                member.sitting_id = None if now.is_anonymous else sitting.id
                member.started_at = at.replace(hour=0, minute=0, second=0, microsecond=0) if now.is_anonymous else at
    return sitting.id


def _closed(campaign: Campaign, at: dt.datetime) -> str:
    """Return why nobody can begin with a campaign now; empty where people can."""
    if campaign.launched_at is None or (campaign.opens_at is not None and campaign.opens_at > at):
        return "It has not opened yet."
    return "It is closed; ask whoever invited you." if campaign.closed_at is not None else ""


def _who_sees(campaign: Campaign) -> tuple[str, ...]:
    first = "You, and nobody before you."
    if campaign.mode == "anonymous":
        return (
            first,
            "Nobody else, ever: the campaign is anonymous, and only figures of groups are made of it.",
            _ONE_BROWSER,
        )
    trainers = "Trainers of your cohort, once you have seen it, since the purpose is training."
    return (first, *([trainers] if campaign.trainers_see and campaign.mode == "named" else []), _ONLY_SHARED)


def _form(settings: dict[str, object], minutes: float | None, arrangement: Arrangement | None) -> Form:
    own: dict[str, object] = {"minutes": minutes} if minutes else {}
    if arrangement is not None:
        own |= {"extra_time": 1 + arrangement.extra_time_percent / 100, "breaks": arrangement.breaks}
        own |= {"narrative": True} if arrangement.narrative else {}
    return make_form(**{**settings, **own})


def _arranged(arrangement: Arrangement | None) -> tuple[str, ...]:
    if arrangement is None:
        return ()
    said = {
        "the clock stops in breaks": arrangement.breaks,
        f"{arrangement.extra_time_percent} % of extra time, where there is a limit": arrangement.extra_time_percent > 0,
        "somebody reads aloud": arrangement.reader,
        "somebody writes for you": arrangement.scribe,
        "questions in words, without options": arrangement.narrative,
    }
    return tuple(words for words, is_arranged in said.items() if is_arranged)


def _arrangement(session: Session, person_id: str) -> Arrangement | None:
    newest = select(Arrangement).where(Arrangement.person_id == person_id).order_by(col(Arrangement.number).desc())
    return session.exec(newest.limit(1)).one_or_none()


def _own_sittings(session: Session, person_id: str) -> list[Sitting]:
    """Return a person's sittings without a campaign, the newest first."""
    of_campaigns = select(CampaignMember.sitting_id).where(col(CampaignMember.sitting_id).is_not(None))
    own = select(Sitting).where(Sitting.person_ref == person_id, col(Sitting.id).not_in(of_campaigns))
    return list(session.exec(own.order_by(col(Sitting.started_at).desc())))


def _own_open(session: Session, person_id: str) -> str | None:
    for sitting in _own_sittings(session, person_id):
        if session.exec(select(Result.number).where(Result.sitting_id == sitting.id).limit(1)).first() is None:
            return sitting.id
    return None


def _too_soon(session: Session, person_id: str, at: dt.datetime) -> str:
    newest = next(iter(_own_sittings(session, person_id)), None)
    if newest is None or at - newest.started_at >= dt.timedelta(days=RETAKE_DAYS):
        return ""
    again = (newest.started_at + dt.timedelta(days=RETAKE_DAYS)).astimezone(_zone(session))
    return (
        f"You began one of your own less than {RETAKE_DAYS} days ago; you can begin another from {again:%d %B %Y} on."
    )


def _zone(session: Session) -> ZoneInfo:
    return ZoneInfo(session.exec(select(Organisation)).one().time_zone)
