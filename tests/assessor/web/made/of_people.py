"""People, groups, and what lets them in: what the matrix of routes asks for."""

import datetime as dt

from sqlmodel import select

from assessor.models.access.sign_in import SignIn
from assessor.models.declared import new_id
from assessor.models.people.api_token import ApiToken
from assessor.people.api_tokens import SCOPES
from assessor.people.tokens import digest
from assessor.storing.tenants import TenantSession
from tests.assessor.web.made.thing import Made, one
from tests.assessor.web.making import Tenant

NOW = dt.datetime.now(dt.UTC)


def people(_: TenantSession, made: Tenant) -> list[Made]:
    learner = Made(made.people["learner"], frozenset({made.people["learner"]}), one(made.team_id), one(made.cohort_id))
    stranger = Made(made.stranger, frozenset({made.stranger}), one(made.other_team_id), one(made.other_cohort_id))
    return [learner, stranger, *(Made(made.people[role], one(made.people[role])) for role in ("owner", "manager"))]


def teams(_: TenantSession, made: Tenant) -> list[Made]:
    return [
        Made(made.team_id, one(made.people["learner"]), teams=one(made.team_id)),
        Made(made.other_team_id, one(made.stranger), teams=one(made.other_team_id)),
    ]


def cohorts(_: TenantSession, made: Tenant) -> list[Made]:
    return [
        Made(made.cohort_id, one(made.people["learner"]), cohorts=one(made.cohort_id)),
        Made(made.other_cohort_id, one(made.stranger), cohorts=one(made.other_cohort_id)),
    ]


def sign_ins(session: TenantSession, made: Tenant) -> list[Made]:
    found = session.exec(select(SignIn).where(SignIn.account_id == made.accounts["learner"])).all()
    return [Made(found[0].id, one(made.people["learner"]), account_id=made.accounts["learner"])]


def api_tokens(session: TenantSession, made: Tenant) -> list[Made]:
    return [Made(program(session, made, ()), one(made.people["owner"]))]


def program(session: TenantSession, made: Tenant, scopes: tuple[str, ...] = tuple(SCOPES)) -> str:
    """Make a key of the API that is called by its id, and return the id."""
    key = ApiToken(
        id=new_id(),
        organisation_id=made.organisation_id,
        name="for the matrix",
        scopes=list(scopes),
        token_hash="",
        made_by=made.people["owner"],
        created_at=NOW,
        expires_at=NOW + dt.timedelta(days=1),
    )
    key.token_hash = digest(key.id)
    session.add(key)
    session.flush()
    return key.id
