"""Giving and taking roles."""

import datetime as dt

import pytest
from sqlmodel import select

from assessor.db import Store
from assessor.models.people.audit_entry import AuditEntry
from assessor.people import roles
from assessor.people.refusals import Refused
from assessor.people.roles import Grant
from assessor.people.viewer import Role, Viewer
from tests.assessor.web.making import Tenant, tenant

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


@pytest.fixture
def made(on_sqlite: Store) -> Tenant:
    with on_sqlite.session_across(write=True) as session:
        return tenant(session, NOW)


def owner(made: Tenant) -> Viewer:
    return Viewer(organisation_id=made.organisation_id, person_id=made.people["owner"])


def test_a_role_is_given_once_and_noted(on_sqlite: Store, made: Tenant) -> None:
    with on_sqlite.session(made.organisation_id, write=True) as session:
        for _ in range(2):
            roles.give(session, owner(made), Grant(made.stranger, "manager", team_id=made.team_id), NOW)
    with on_sqlite.session(made.organisation_id) as session:
        assert [grant.team_id for grant in roles.of_person(session, made.stranger)] == [made.team_id]
        noted = session.exec(select(AuditEntry)).one()
    assert (noted.action, noted.about) == ("role.given", f"person:{made.stranger}")
    assert noted.detail == {"role": "manager", "team": made.team_id}


@pytest.mark.parametrize("role", ["manager", "trainer"])
def test_a_manager_without_a_team_and_a_trainer_without_a_cohort_cannot_be(
    on_sqlite: Store, made: Tenant, role: Role
) -> None:
    with on_sqlite.session(made.organisation_id, write=True) as session, pytest.raises(Refused, match="needs a team"):
        roles.give(session, owner(made), Grant(made.stranger, role), NOW)


def test_the_last_owner_stays(on_sqlite: Store, made: Tenant) -> None:
    with on_sqlite.session(made.organisation_id, write=True) as session:
        with pytest.raises(Refused, match="the last owner"):
            roles.take(session, owner(made), Grant(made.people["owner"], "owner"))
        roles.give(session, owner(made), Grant(made.people["author"], "owner"), NOW)
        roles.take(session, owner(made), Grant(made.people["owner"], "owner"))
        assert roles.of_person(session, made.people["owner"]) == []
