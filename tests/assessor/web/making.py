"""A service to test: cheap passwords, two organisations alike, and somebody for each role in both."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assessor.models.access.account import Account
from assessor.models.access.sign_in import SignIn
from assessor.models.declared import new_id
from assessor.models.people.cohort import Cohort
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.models.people.team import Team
from assessor.models.people.team_member import TeamMember
from assessor.people.doors.passwords import Passwords
from assessor.people.tokens import digest
from assessor.people.viewer import ROLES, Role
from assessor.settings import Settings
from assessor.storing.tenants import TenantSession

HOST: Final = "127.0.0.1:8000"
PASSWORD: Final = "four words of mine"  # noqa: S105 - everybody of the tests has it
CHEAP: Final = {"argon2_memory_kib": 8, "argon2_passes": 1}
HASHED: Final = Passwords(memory_kib=8, passes=1).hash(PASSWORD)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def settings(database_url: str, **changes: Any) -> Settings:  # noqa: ANN401 - any setting
    return Settings(**{"database_url": database_url, "secret_key": "k" * 32, **CHEAP, **changes})


@dataclass
class Tenant:
    """An organisation with one person for each role; a learner is in the manager's team and the trainer's cohort."""

    organisation_id: str
    team_id: str
    other_team_id: str
    cohort_id: str
    other_cohort_id: str
    people: dict[Role, str] = field(default_factory=dict)
    """The person of each role."""
    accounts: dict[Role, str] = field(default_factory=dict)
    cookies: dict[Role, str] = field(default_factory=dict)
    """A sign-in's token for each role."""
    stranger: str = ""
    """A learner in no team and no cohort of theirs."""

    def address(self, role: Role) -> str:
        return f"{role}@{self.organisation_id}.example"


def tenant(session: TenantSession, now: dt.datetime, **changes: Any) -> Tenant:  # noqa: ANN401 - any column
    """Make an organisation with its people, who are signed in."""
    own: dict[str, Any] = {"organisation_id": new_id()}
    rows = {"id": own["organisation_id"], "name": f"Firm {own['organisation_id'][-6:]}", "created_at": now}
    session.add(Organisation.model_validate(rows | changes))
    session.flush()
    teams = [Team(id=new_id(), name=f"Team {number}", created_at=now, **own) for number in range(2)]
    cohorts = [
        Cohort(id=new_id(), name=f"Cohort {number}", starts_on=now.date(), created_at=now, **own) for number in range(2)
    ]
    session.add_all([*teams, *cohorts])
    made = Tenant(own["organisation_id"], teams[0].id, teams[1].id, cohorts[0].id, cohorts[1].id)
    for role in ROLES:
        person(session, made, role, now)
    made.stranger = new_id()
    session.add(Person(id=made.stranger, name="Stranger", joined_at=now, **own))
    session.flush()
    learner = made.people["learner"]
    session.add(TeamMember(team_id=made.team_id, person_id=learner, since=now, **own))
    session.add(CohortMember(cohort_id=made.cohort_id, person_id=learner, since=now, **own))
    session.add(TeamMember(team_id=made.other_team_id, person_id=made.stranger, since=now, **own))
    session.add(CohortMember(cohort_id=made.other_cohort_id, person_id=made.stranger, since=now, **own))
    session.flush()
    return made


def person(session: TenantSession, made: Tenant, role: Role, now: dt.datetime) -> None:
    """Make the person of a role, with an account that is signed in."""
    own: dict[str, Any] = {"organisation_id": made.organisation_id}
    account = Account(id=new_id(), email=made.address(role), password_hash=HASHED, password_set_at=now, created_at=now)
    session.add(account)
    session.flush()
    someone = Person(id=new_id(), account_id=account.id, name=role.title(), email=account.email, joined_at=now, **own)
    session.add(someone)
    session.flush()
    grant = RoleGrant(id=new_id(), person_id=someone.id, role=role, given_at=now, **own)
    grant.team_id = made.team_id if role == "manager" else None
    grant.cohort_id = made.cohort_id if role == "trainer" else None
    session.add(grant)
    made.people[role], made.accounts[role] = someone.id, account.id
    made.cookies[role] = sign_in(session, account.id, someone.id, now)


def sign_in(session: TenantSession, account_id: str, person_id: str | None, now: dt.datetime) -> str:
    """Sign an account in, without a password, and return the cookie's token."""
    token = f"token-of-{new_id()}"
    session.add(
        SignIn(
            id=new_id(),
            token_hash=digest(token),
            account_id=account_id,
            person_id=person_id,
            created_at=now,
            confirmed_at=now,
            last_seen_at=now,
            said_agent="a test",
        )
    )
    session.flush()
    return token


@dataclass
class Browser:
    """A client that keeps cookies, asks our host, and sends the token of forms."""

    client: FlaskClient

    @classmethod
    def of(cls, app: Flask, cookie: str = "") -> "Browser":
        browser = cls(app.test_client())
        if cookie:
            browser.client.set_cookie("toprung", cookie, domain="127.0.0.1")
        return browser

    def get(self, path: str, **more: Any) -> TestResponse:  # noqa: ANN401 - whatever the client takes
        return self.client.get(path, **{"base_url": f"http://{HOST}", "buffered": True, **more})

    def post(self, path: str, data: Mapping[str, Any] | None = None, **more: Any) -> TestResponse:  # noqa: ANN401 - the same
        """Send a form with the token that a page of ours gave."""
        found = TOKEN.search(self.get("/log-in").text)
        assert found
        return self.bare_post(path, {"csrf_token": found[1], **(data or {})}, **more)

    def bare_post(self, path: str, data: Mapping[str, Any], **more: Any) -> TestResponse:  # noqa: ANN401 - the same
        """Send a form as it is."""
        return self.client.post(path, data=data, **{"base_url": f"http://{HOST}", "buffered": True, **more})

    def cookie(self) -> str:
        found = self.client.get_cookie("toprung", domain="127.0.0.1")
        return found.value if found else ""

    def log_in(self, email: str, password: str = PASSWORD, **more: Any) -> TestResponse:  # noqa: ANN401 - the same
        return self.post("/log-in", {"email": email, "password": password, **more})
