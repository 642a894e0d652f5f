"""A campaign before its launch: purpose, who, by when, targets. A draft may be incomplete; what it lacks is named.

After the launch nothing of it changes any more: people were told it when they were asked.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, delete, select

from assessor.campaigns.bases import read_bases
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.campaigns.job_role_target import JobRoleTarget
from assessor.models.declared import new_id
from assessor.people import audit
from assessor.people.refusals import Refused
from assessor.people.signing_up import checked_name
from assessor.people.viewer import Viewer

MOST_OF_A_PURPOSE = 2000
LEAST_MINUTES, MOST_MINUTES = 10, 240
WRITTEN = "written"
"""Stands for a basis in words of one's own."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a campaign is for, as a form gives it."""

    name: str
    purpose: str
    basis: str
    """The key of a basis, or `WRITTEN`."""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """How a campaign goes, as a form gives it."""

    opens_on: str = ""
    due_on: str = ""
    timed_minutes: str = ""
    trainers_see: bool = False
    targets: Mapping[str, str] | None = None
    """By job role the number of a level, empty for none; under the empty role that of all others."""


def draft(session: Session, who: Viewer, wish: Purpose, at: dt.datetime) -> str:
    """Begin a campaign and return its id. Raises Refused."""
    assert who.organisation_id is not None, "campaigns are an organisation's"
    assert who.person_id is not None, "campaigns are made by people"
    name, purpose, basis = _checked(wish)
    row = Campaign(
        id=new_id(), organisation_id=who.organisation_id, name=name, purpose=purpose, made_by=who.person_id, made_at=at
    )
    row.lawful_basis = basis
    session.add(row)
    session.flush()
    audit.note(session, who, "campaign.drafted", f"campaign:{row.id}")
    return row.id


def state_purpose(session: Session, who: Viewer, campaign_id: str, wish: Purpose) -> None:
    """Change what a draft is for. Raises Refused."""
    row = open_draft(session, campaign_id)
    row.name, row.purpose, row.lawful_basis = _checked(wish)
    audit.note(session, who, "campaign.changed", f"campaign:{campaign_id}", {"part": "purpose"})


def set_course(session: Session, who: Viewer, campaign_id: str, wish: Course, today: dt.date) -> None:
    """Change how a draft goes. Raises Refused."""
    row = open_draft(session, campaign_id)
    opens_on, due_on = _day(wish.opens_on, "opens_on"), _day(wish.due_on, "due_on")
    if due_on is not None and due_on < max(today, opens_on or today):
        raise Refused("It cannot be due before it opens, nor on a day that is over.", "due_on")
    targets = {role: _level(said) for role, said in (wish.targets or {}).items() if said}
    row.timed_minutes = _minutes(wish.timed_minutes)
    row.opens_at = _beginning(opens_on, who.time_zone) if opens_on else None
    row.due_on, row.trainers_see = due_on, wish.trainers_see and row.mode == "named"
    session.exec(delete(JobRoleTarget).where(col(JobRoleTarget.campaign_id) == campaign_id))
    for role, level in targets.items():
        own = {"campaign_id": campaign_id, "organisation_id": row.organisation_id}
        session.add(JobRoleTarget(job_role=role, level=level, **own))
    audit.note(session, who, "campaign.changed", f"campaign:{campaign_id}", {"part": "course"})


def discard(session: Session, who: Viewer, campaign_id: str) -> None:
    """Remove a draft. Raises Refused."""
    row = open_draft(session, campaign_id)
    for table in (JobRoleTarget, CampaignMember):
        session.exec(delete(table).where(col(table.campaign_id) == campaign_id))
    session.delete(row)
    audit.note(session, who, "campaign.discarded", f"campaign:{campaign_id}", {"name": row.name})


def open_draft(session: Session, campaign_id: str) -> Campaign:
    """Return a campaign that is not launched. Raises Refused for one that is."""
    row = session.get_one(Campaign, campaign_id)
    if row.launched_at is not None:
        raise Refused("It is launched: what people were told when they were asked stands.")
    return row


def earlier_targets(session: Session) -> dict[str, int]:
    """Return the targets by role that the newest campaign with any has, to begin with."""
    newest = select(Campaign.id).join(JobRoleTarget).order_by(col(Campaign.made_at).desc()).limit(1)
    found = select(JobRoleTarget).where(col(JobRoleTarget.campaign_id).in_(newest))
    return {one.job_role: one.level for one in session.exec(found)}


def _checked(wish: Purpose) -> tuple[str, str, str]:
    name, purpose = checked_name(wish.name, "name", "what the campaign is called"), wish.purpose.strip()
    if not purpose or len(purpose) > MOST_OF_A_PURPOSE:
        raise Refused(
            f"Say in 1 to {MOST_OF_A_PURPOSE:,} characters what it is for; everybody who is asked reads it.", "purpose"
        )
    return name, purpose, _basis(wish)


def _basis(wish: Purpose) -> str:
    if wish.basis == WRITTEN:
        written = wish.written.strip()
        if not written or len(written) > MOST_OF_A_PURPOSE:
            raise Refused("Write the lawful basis that you rely on.", "written")
        return written
    chosen = next((basis for basis in read_bases().basis if basis.key == wish.basis), None)
    if chosen is None:
        raise Refused("Choose the lawful basis that you rely on, or write it.", "basis")
    return chosen.words


def _day(said: str, field: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(said.strip()) if said.strip() else None
    except ValueError:
        raise Refused(f"'{said.strip()[:40]}' is no day; write it as 2027-01-31.", field) from None


def _beginning(day: dt.date, zone: str) -> dt.datetime:
    """Return the first moment of a day in a zone, UTC."""
    return dt.datetime.combine(day, dt.time(), ZoneInfo(zone)).astimezone(dt.UTC)


def _minutes(said: str) -> int | None:
    tidied = said.strip()
    if not tidied:
        return None
    is_number = tidied.isascii() and tidied.isdecimal() and len(tidied) <= len(str(MOST_MINUTES))
    if not is_number or not LEAST_MINUTES <= int(tidied) <= MOST_MINUTES:
        raise Refused(
            f"Write {LEAST_MINUTES} to {MOST_MINUTES} whole minutes, or leave it open: then nothing is timed.",
            "timed_minutes",
        )
    return int(tidied)


def _level(said: str) -> int:
    if said not in {"1", "2", "3", "4", "5"}:
        raise Refused("Choose each target from the list.", "targets")
    return int(said)
