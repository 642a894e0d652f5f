"""Organisations and their people, teams, cohorts and roles; accounts, sign-ins, links, keys and the audit log."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

INSTANT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Parts = sa.Column[Any] | sa.Constraint


def upgrade() -> None:
    _organisation_and_account()
    _person()
    _groups()
    _role_grant()
    _arrangement()
    _invitation()
    _api_token()
    _audit_entry()
    _sign_in()
    _links()
    _attempts()


def _words(*names: str, empty: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=empty) for name in names]


def _instants(*names: str, empty: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, INSTANT, nullable=empty) for name in names]


def _claims(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Boolean(), nullable=False) for name in names]


def _whole(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{other}"))


def _own(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", column], [f"{other}.organisation_id", f"{other}.id"], name=op.f(f"fk_{table}_{column}")
    )


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _limit(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _table(name: str, *parts: Parts, key: tuple[str, ...] = ("id",), owned: bool = True) -> None:
    """Make a table; one that is owned refers to its organisation."""
    owner: tuple[Parts, ...] = ()
    if owned:
        owner = (*_words("organisation_id"), _to(name, "organisation_id", "organisation"))
    op.create_table(name, *owner, *parts, sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}")))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=False)


def _organisation_and_account() -> None:
    _table(
        "organisation",
        *_words("id", "name", "time_zone"),
        *_claims("is_make_believe"),
        _whole("retention_months"),
        *_instants("created_at"),
        *_instants("closed_at", empty=True),
        _limit("organisation", "name", "length(name) <= 200"),
        _limit("organisation", "retention_months", "retention_months >= 1 AND retention_months <= 120"),
        owned=False,
    )
    _table(
        "account",
        *_words("id", "email", "locked_why"),
        *_words("password_hash", "totp_secret", "oidc_subject", empty=True),
        _whole("totp_last_step"),
        *_instants("created_at"),
        *_instants("password_set_at", "totp_confirmed_at", "locked_at", empty=True),
        _limit("account", "email", "email = lower(email)"),
        _once("account", "email"),
        _once("account", "oidc_subject"),
        owned=False,
    )


def _person() -> None:
    _table(
        "person",
        *_words("id", "name"),
        *_words("account_id", "email", "job_role", "external_ref", empty=True),
        *_instants("joined_at"),
        *_instants("left_at", "erased_at", empty=True),
        _limit("person", "name", "length(name) <= 200"),
        _limit("person", "email", "email = lower(email)"),
        _to("person", "account_id", "account"),
        _once("person", "organisation_id", "id"),
        _once("person", "organisation_id", "account_id"),
        _once("person", "organisation_id", "email"),
        _once("person", "organisation_id", "external_ref"),
    )
    _index("person", "account_id")


def _group(name: str, *more: Parts) -> None:
    _table(
        name,
        *_words("id", "name"),
        *_instants("created_at"),
        *_instants("closed_at", empty=True),
        *more,
        _limit(name, "name", "length(name) <= 200"),
        _once(name, "organisation_id", "id"),
        _once(name, "organisation_id", "name"),
    )
    members = f"{name}_member"
    _table(
        members,
        *_words(f"{name}_id", "person_id"),
        *_instants("since"),
        _own(members, f"{name}_id", name),
        _own(members, "person_id", "person"),
        key=(f"{name}_id", "person_id"),
    )
    _index(members, "organisation_id", "person_id")


def _groups() -> None:
    _group("team")
    _group(
        "cohort",
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        _limit("cohort", "days", "ends_on >= starts_on"),
    )


def _role_grant() -> None:
    _table(
        "role_grant",
        *_words("id", "person_id", "role"),
        *_words("team_id", "cohort_id", "given_by", empty=True),
        *_instants("given_at"),
        _limit("role_grant", "role", "role IN ('owner', 'manager', 'trainer', 'learner', 'author')"),
        _limit("role_grant", "team", "(role = 'manager') = (team_id IS NOT NULL)"),
        _limit("role_grant", "cohort", "(role = 'trainer') = (cohort_id IS NOT NULL)"),
        _own("role_grant", "person_id", "person"),
        _own("role_grant", "team_id", "team"),
        _own("role_grant", "cohort_id", "cohort"),
        _own("role_grant", "given_by", "person"),
        _once("role_grant", "person_id", "team_id"),
        _once("role_grant", "person_id", "cohort_id"),
    )
    whole = sa.text("team_id IS NULL AND cohort_id IS NULL")
    op.create_index(
        op.f("uq_role_grant_person_id_role"),
        "role_grant",
        ["person_id", "role"],
        unique=True,
        sqlite_where=whole,
        postgresql_where=whole,
    )
    _index("role_grant", "organisation_id", "role")


def _arrangement() -> None:
    _table(
        "arrangement",
        sa.Column("number", NUMBER, nullable=False),
        *_words("person_id", "set_by"),
        *_claims("breaks", "reader", "scribe", "narrative"),
        _whole("extra_time_percent"),
        *_instants("at"),
        _limit("arrangement", "extra_time_percent", "extra_time_percent >= 0 AND extra_time_percent <= 300"),
        _own("arrangement", "person_id", "person"),
        _own("arrangement", "set_by", "person"),
        key=("number",),
    )
    _index("arrangement", "organisation_id", "person_id")


def _invitation() -> None:
    _table(
        "invitation",
        *_words("id", "person_id", "token_hash", "way"),
        *_words("sent_by", empty=True),
        *_instants("created_at", "expires_at"),
        *_instants("used_at", "revoked_at", empty=True),
        _limit("invitation", "way", "way IN ('mail', 'list')"),
        _own("invitation", "person_id", "person"),
        _own("invitation", "sent_by", "person"),
        _once("invitation", "token_hash"),
    )
    _index("invitation", "organisation_id", "person_id")


def _api_token() -> None:
    _table(
        "api_token",
        *_words("id", "name", "token_hash", "made_by"),
        sa.Column("scopes", sa.JSON(), nullable=False),
        *_instants("created_at", "expires_at"),
        *_instants("revoked_at", "last_used_at", empty=True),
        _limit("api_token", "name", "length(name) <= 200"),
        _own("api_token", "made_by", "person"),
        _once("api_token", "token_hash"),
    )


def _audit_entry() -> None:
    _table(
        "audit_entry",
        sa.Column("number", NUMBER, nullable=False),
        *_instants("at"),
        *_words("person_id", empty=True),
        *_words("action", "about"),
        sa.Column("detail", sa.JSON(), nullable=False),
        _own("audit_entry", "person_id", "person"),
        key=("number",),
    )
    _index("audit_entry", "organisation_id", "about")


def _sign_in() -> None:
    _table(
        "sign_in",
        *_words("id", "token_hash", "account_id", "said_agent"),
        *_words("person_id", empty=True),
        *_instants("created_at", "last_seen_at"),
        *_instants("confirmed_at", "revoked_at", empty=True),
        _limit("sign_in", "said_agent", "length(said_agent) <= 200"),
        _to("sign_in", "account_id", "account"),
        _to("sign_in", "person_id", "person"),
        _once("sign_in", "token_hash"),
        owned=False,
    )
    _index("sign_in", "account_id")


def _links() -> None:
    _table(
        "sign_up_link",
        *_words("id", "token_hash"),
        *_instants("created_at", "expires_at"),
        *_instants("used_at", empty=True),
        _once("sign_up_link", "token_hash"),
        owned=False,
    )
    _table(
        "password_reset",
        *_words("id", "account_id", "token_hash"),
        *_words("made_by", empty=True),
        *_instants("created_at", "expires_at"),
        *_instants("used_at", empty=True),
        _to("password_reset", "account_id", "account"),
        _to("password_reset", "made_by", "person"),
        _once("password_reset", "token_hash"),
        owned=False,
    )
    _index("password_reset", "account_id")


def _attempts() -> None:
    _table(
        "login_attempt",
        sa.Column("number", NUMBER, nullable=False),
        *_words("address_hash", "network_hash"),
        *_claims("succeeded"),
        *_instants("at"),
        key=("number",),
        owned=False,
    )
    for columns in (("address_hash", "at"), ("network_hash", "at"), ("at",)):
        _index("login_attempt", *columns)
    _table(
        "recovery_code",
        *_words("id", "account_id", "code_hash"),
        *_instants("created_at"),
        *_instants("used_at", empty=True),
        _to("recovery_code", "account_id", "account"),
        _once("recovery_code", "code_hash"),
        owned=False,
    )
    _index("recovery_code", "account_id")
