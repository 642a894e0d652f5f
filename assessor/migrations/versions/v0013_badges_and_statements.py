"""Badges that people ask for; what the learning record store is told, and what organisations let it be told."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

TEXT = sa.String()
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _badges()
    _statements()
    _rules()


def _badges() -> None:
    op.create_table(
        "badge",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("organisation_id", TEXT, nullable=False),
        sa.Column("person_id", TEXT, nullable=False),
        sa.Column("result", sa.Integer(), nullable=False),
        sa.Column("level", TEXT, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("token", TEXT, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.Column("withdrawn_by", TEXT, nullable=True),
        _of_own("badge", "person_id"),
        _of_organisation("badge"),
        sa.UniqueConstraint("place", name=op.f("uq_badge_place")),
        sa.CheckConstraint("place >= 0", name=op.f("ck_badge_place")),
        sa.CheckConstraint("withdrawn_by IN ('holder', 'issuer', 'erasure')", name=op.f("ck_badge_withdrawn_by")),
        sa.CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name=op.f("ck_badge_withdrawn")),
        sa.CheckConstraint("(withdrawn_at IS NULL) = (token <> '')", name=op.f("ck_badge_token")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge")),
    )
    op.create_index(op.f("ix_badge_organisation_id_person_id"), "badge", ["organisation_id", "person_id"])


def _statements() -> None:
    op.create_table(
        "statement",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("organisation_id", TEXT, nullable=False),
        sa.Column("person_id", TEXT, nullable=False),
        sa.Column("verb", TEXT, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("taken_at", INSTANT, nullable=True),
        sa.Column("given_up_at", INSTANT, nullable=True),
        _of_own("statement", "person_id"),
        _of_organisation("statement"),
        sa.CheckConstraint("verb IN ('initialized', 'completed', 'scored', 'voided')", name=op.f("ck_statement_verb")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    for column in ("person_id", "made_at"):
        op.create_index(op.f(f"ix_statement_organisation_id_{column}"), "statement", ["organisation_id", column])


def _rules() -> None:
    op.create_table(
        "statement_rule",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", TEXT, nullable=False),
        sa.Column("tells", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _of_own("statement_rule", "by"),
        _of_organisation("statement_rule"),
        sa.CheckConstraint("tells IN ('nothing', 'sittings', 'results')", name=op.f("ck_statement_rule_tells")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_statement_rule")),
    )
    op.create_index(op.f("ix_statement_rule_organisation_id"), "statement_rule", ["organisation_id"])


def _of_own(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", column], ["person.organisation_id", "person.id"], name=f"fk_{table}_{column}"
    )


def _of_organisation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f(f"fk_{table}_organisation"))
