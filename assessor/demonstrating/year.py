"""The year of the make-believe organisation: its campaigns, and who sat in which when."""

import datetime as dt
from dataclasses import dataclass
from random import Random

from sqlmodel import col, select

from assessor.db import TenantSession
from assessor.demonstrating.cast import Cast, Somebody
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.campaigns.job_role_target import JobRoleTarget
from assessor.models.declared import new_id

_FORM: dict[str, object] = {"most": 20}
_PURPOSE = "We plan training by it, and see whether it helps. Trainers see results of their cohorts to help."
_BASIS = "Legitimate interest: planning training (make-believe)"
_OUT_OF = 10
_YEAR = 366


@dataclass(frozen=True, slots=True)
class Round:
    """One campaign."""

    name: str
    launched: int
    """Days ago."""
    due: int
    """Days ago; below 0: yet to come."""
    closed: int | None
    """Days ago; none while it is open."""
    of_ten: int
    """So many of ten finish."""
    cohorts_only: bool = False


ROUNDS = (
    Round("Where we stand", 330, 300, 290, 9),
    Round("Half-year look", 180, 150, 140, 9),
    Round("The cohorts before summer's end", 100, 75, 70, 9, cohorts_only=True),
    Round("Autumn check", 30, -12, None, 5),
)
_LEFT_OPEN = 5
"""People who began the last one and stopped."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Somebody's part in a campaign."""

    campaign_id: str
    one: Somebody
    round_number: int
    at: dt.datetime | None
    """When she sits; none: not yet."""
    answers: int | None = None
    """Before she stops; none: she finishes."""
    in_words: bool = False
    """Whether she answers in her own words."""

    @property
    def theta(self) -> float:
        """The person's ability by then."""
        return self.one.theta + self.one.rise * (_YEAR - ROUNDS[self.round_number].launched) / _YEAR


def ask(session: TenantSession, cast: Cast, now: dt.datetime) -> list[Planned]:
    """Write the campaigns, and return who sits when, the first at the top.

    Nobody misses two: everybody has sat twice at least. For the learner who can log in the open one waits.
    """
    dice = Random(f"year {cast.company.seed}")
    planned: list[Planned] = []
    missed: set[str] = set()
    for number, each in enumerate(ROUNDS):
        campaign = _campaign(session, cast, each, now)
        left = 0
        for one in (one for one in cast.people if one.cohort is not None or not each.cohorts_only):
            at = _working_hour(dice, now - dt.timedelta(days=each.launched), min(each.launched - 1, 25))
            comes = dice.randrange(_OUT_OF) < each.of_ten or one.person_id in missed
            is_open, in_words = each.closed is None, False
            if one is cast.leads["learner"]:
                comes = not is_open
            elif one is cast.in_words and is_open:
                comes = in_words = True
            if comes:
                planned.append(Planned(campaign.id, one, number, at, in_words=in_words))
            elif is_open and left < _LEFT_OPEN and one is not cast.leads["learner"]:
                planned.append(Planned(campaign.id, one, number, at, answers=4))
                left += 1
            else:
                missed.add(one.person_id)
                planned.append(Planned(campaign.id, one, number, None))
    return sorted(planned, key=lambda one: (one.at is None, one.at))


def join(session: TenantSession, cast: Cast, planned: Planned, sitting_id: str | None, ended_at: dt.datetime) -> None:
    """Write down that somebody was asked, and how far she came."""
    member = CampaignMember(
        campaign_id=planned.campaign_id, person_id=planned.one.person_id, organisation_id=cast.organisation_id
    )
    campaign = session.get_one(Campaign, planned.campaign_id)
    member.invited_at, member.sitting_id = campaign.launched_at, sitting_id
    if sitting_id is not None:
        member.started_at = planned.at
        member.finished_at = ended_at if planned.answers is None else None
    session.add(member)
    session.flush()


def form(planned: Planned) -> dict[str, object]:
    """Return what a sitting has other than the default form."""
    return _FORM | ({"narrative": True, "extra_time": 1.25, "breaks": True} if planned.in_words else {})


def ended(session: TenantSession) -> list[Campaign]:
    """Return the campaigns that are closed, the first at the top."""
    closed = select(Campaign).where(col(Campaign.closed_at).is_not(None))
    return list(session.exec(closed.order_by(col(Campaign.closed_at))))


def _campaign(session: TenantSession, cast: Cast, each: Round, now: dt.datetime) -> Campaign:
    launched = now - dt.timedelta(days=each.launched)
    owner = cast.leads["owner"].person_id
    row = Campaign(id=new_id(), organisation_id=cast.organisation_id, name=each.name, made_by=owner, made_at=launched)
    row.purpose, row.lawful_basis, row.trainers_see, row.form = _PURPOSE, _BASIS, True, dict(_FORM)
    row.not_for_selection_by, row.not_for_selection_at = owner, launched
    row.opens_at = row.launched_at = launched
    row.due_on = (now - dt.timedelta(days=each.due)).date()
    row.closed_at = now - dt.timedelta(days=each.closed) if each.closed is not None else None
    session.add(row)
    session.flush()
    for job_role, level in (("", 2), (cast.company.teams[1][2], 3)):
        target = JobRoleTarget(campaign_id=row.id, job_role=job_role, organisation_id=cast.organisation_id, level=level)
        session.add(target)
    return row


def _working_hour(dice: Random, since: dt.datetime, days: int) -> dt.datetime:
    """Return a moment of a working day, by lot."""
    day = since + dt.timedelta(days=1 + dice.randrange(days))
    day -= dt.timedelta(days=max(0, day.weekday() - 4))
    return day.replace(hour=9, minute=0, second=0, microsecond=0) + dt.timedelta(minutes=dice.randrange(420))
