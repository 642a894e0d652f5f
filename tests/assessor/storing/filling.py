"""Two organisations with a team of one person each, behind whom stands one account: what one might see of the other."""

import datetime as dt

from assessor.db import Store
from assessor.models.access.account import Account
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.models.people.team import Team
from assessor.models.people.team_member import TeamMember

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def fill(store: Store) -> None:
    with store.session(write=True) as session:
        session.add(Account(id="both", email="ada@example.org", created_at=NOON))
    for whose in ("ours", "theirs"):
        with store.session(whose, write=True) as session:
            session.add(Organisation(id=whose, name=whose, created_at=NOON))
            session.flush()
            session.add(person(f"{whose}-p", whose, account_id="both"))
            session.add(Team(id=f"{whose}-t", organisation_id=whose, name="Sales", created_at=NOON))
            session.flush()
            session.add(TeamMember(team_id=f"{whose}-t", person_id=f"{whose}-p", organisation_id=whose, since=NOON))


def person(person_id: str, organisation_id: str, account_id: str | None = None) -> Person:
    return Person(id=person_id, organisation_id=organisation_id, account_id=account_id, name="Ada", joined_at=NOON)
