"""What is typed for reports."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "report_input",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "by"], ["person.organisation_id", "person.id"], name="fk_report_input_by"
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_report_input_organisation")),
        sa.CheckConstraint("length(kind) <= 40", name=op.f("ck_report_input_kind")),
        sa.CheckConstraint("length(about) <= 100", name=op.f("ck_report_input_about")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_report_input")),
    )
    op.create_index(
        op.f("ix_report_input_organisation_id_kind_about"), "report_input", ["organisation_id", "kind", "about"]
    )
