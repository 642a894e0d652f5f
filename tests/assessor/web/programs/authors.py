"""A second author for tests."""

import datetime as dt
from typing import Any

from assessor.models.access.account import Account
from assessor.models.declared import new_id
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.storing.tenants import TenantSession
from tests.assessor.web.making import Tenant, sign_in


def another_author(session: TenantSession, firm: Tenant, email: str = "second@example.org") -> str:
    """Make an author with an account of her own, and return her sign-in."""
    now = dt.datetime.now(dt.UTC)
    account = Account(id=new_id(), email=email, created_at=now)
    session.add(account)
    session.flush()
    own: dict[str, Any] = {"organisation_id": firm.organisation_id}
    session.add(Person(id=(one := new_id()), account_id=account.id, name="Second", joined_at=now, **own))
    session.flush()
    session.add(RoleGrant(id=new_id(), person_id=one, role="author", given_at=now, **own))
    return sign_in(session, account.id, one, now)
