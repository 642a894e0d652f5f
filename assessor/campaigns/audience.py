"""Who a draft asks: everybody, teams, cohorts, people by address or number; by name, without names, or some by lot."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, func, insert, or_, select

from assessor.campaigns.making import open_draft
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.models.people.team_member import TeamMember
from assessor.people import audit
from assessor.people.administering.naming import named
from assessor.people.refusals import Refused
from assessor.people.viewer import Viewer

MODES = (
    ("named", "By name: everybody gets a result and decides who else sees it"),
    ("anonymous", "Anonymous: nothing leads from a person to a sitting, and only figures of groups are made"),
    ("sample", "A sample: some are drawn by lot; figures of groups, and results only where people share them"),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """Who is to be asked, as a form gives it."""

    everybody: bool = False
    teams: Collection[str] = ()
    cohorts: Collection[str] = ()
    people: str = ""
    """Addresses or numbers, one a line."""
    mode: str = "named"
    sample_size: str = ""


def choose(session: Session, who: Viewer, campaign_id: str, wish: Wish) -> int:
    """Put into a draft whom it asks, instead of those before, and return how many they are. Raises Refused."""
    row = open_draft(session, campaign_id)
    if wish.mode not in dict(MODES):
        raise Refused("Choose how people are asked.", "mode")
    people = _people(session, wish)
    if not people:
        raise Refused("Nobody is in what you chose.", "everybody")
    least = session.get_one(Organisation, row.organisation_id).minimum_group
    if wish.mode != "named" and len(people) < least:
        raise Refused(
            f"These are {len(people)} people; without names it takes {least}, or figures would be of single people.",
            "mode",
        )
    size = _size(wish.sample_size, least, len(people)) if wish.mode == "sample" else None
    session.exec(delete(CampaignMember).where(col(CampaignMember.campaign_id) == campaign_id))
    own = {"campaign_id": campaign_id, "organisation_id": row.organisation_id}
    session.execute(insert(CampaignMember), [{"person_id": person_id, **own} for person_id in people])
    row.mode, row.sample_size = wish.mode, size
    row.trainers_see = row.trainers_see and wish.mode == "named"
    audit.note(session, who, "campaign.changed", f"campaign:{campaign_id}", {"part": "who", "people": len(people)})
    return len(people)


def members(session: Session, campaign_id: str) -> int:
    """Return how many of those whom a campaign asks are still here."""
    asked = select(func.count()).select_from(CampaignMember).join(Person, col(Person.id) == CampaignMember.person_id)
    return session.exec(asked.where(CampaignMember.campaign_id == campaign_id, *_here())).one()


def roles(session: Session, campaign_id: str) -> dict[str, int]:
    """Return the job roles of those whom a campaign asks, and how many have each; empty for none."""
    asked = (
        select(Person.job_role, func.count())
        .join(CampaignMember, col(CampaignMember.person_id) == col(Person.id))
        .where(CampaignMember.campaign_id == campaign_id, *_here())
        .group_by(col(Person.job_role))
    )
    return dict(sorted((role or "", count) for role, count in session.exec(asked)))


def _people(session: Session, wish: Wish) -> list[str]:
    own = [person.id for person in named(session, wish.people, "people")] if wish.people.strip() else []
    asked = select(Person.id).where(*_here()).order_by(col(Person.id))
    if not wish.everybody:
        in_teams = select(TeamMember.person_id).where(col(TeamMember.team_id).in_(wish.teams))
        in_cohorts = select(CohortMember.person_id).where(col(CohortMember.cohort_id).in_(wish.cohorts))
        here = col(Person.id)
        asked = asked.where(or_(here.in_(in_teams), here.in_(in_cohorts), here.in_(own)))
    return list(session.exec(asked))


def _here() -> tuple[ColumnElement[bool], ...]:
    return col(Person.left_at).is_(None), col(Person.erased_at).is_(None)


def _size(said: str, least: int, people: int) -> int:
    tidied = said.strip()
    is_number = tidied.isascii() and tidied.isdecimal() and len(tidied) <= len(str(people))
    if not is_number or not least <= int(tidied) <= people:
        raise Refused(f"Write how many are drawn: {least} to {people}.", "sample_size")
    return int(tidied)
