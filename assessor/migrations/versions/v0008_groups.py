"""Sittings of anonymous campaigns, and figures of groups."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _tickets()
    _figures()


def _tickets() -> None:
    op.create_table(
        "entry_ticket",
        sa.Column("sitting_id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("campaign_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "sitting_id"],
            ["sitting.organisation_id", "sitting.id"],
            name="fk_entry_ticket_sitting_id",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "campaign_id"],
            ["campaign.organisation_id", "campaign.id"],
            name="fk_entry_ticket_campaign_id",
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_entry_ticket_organisation")),
        sa.PrimaryKeyConstraint("sitting_id", name=op.f("pk_entry_ticket")),
    )
    op.create_index(
        op.f("ix_entry_ticket_organisation_id_campaign_id"),
        "entry_ticket",
        ["organisation_id", "campaign_id"],
        unique=False,
    )


def _figures() -> None:
    op.create_table(
        "group_figures",
        sa.Column("campaign_id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.CheckConstraint("minimum >= 3 AND minimum <= 50", name=op.f("ck_group_figures_minimum")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "campaign_id"],
            ["campaign.organisation_id", "campaign.id"],
            name="fk_group_figures_campaign_id",
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_group_figures_organisation")),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_group_figures")),
    )
