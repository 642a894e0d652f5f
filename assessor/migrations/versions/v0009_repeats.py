"""Requests of programs that come twice are carried out once."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "repeated_request",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("body_digest", sa.String(), nullable=False),
        sa.Column("made_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_repeated_request_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repeated_request")),
    )
    op.create_index(
        op.f("ix_repeated_request_organisation_id_at"), "repeated_request", ["organisation_id", "at"], unique=False
    )
