"""Evidence, review of items, calibrations in use, secrets of dealing; results say more of what they were made with."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

INSTANT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _items()
    _people()
    _columns()
    _markings()
    _results()


def _items() -> None:
    op.create_table(
        "calibration_use",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("calibration", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["calibration"], ["calibration.label"], name=op.f("fk_calibration_use_calibration")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_calibration_use")),
    )
    op.create_table(
        "item_status",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("item_digest", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_item_status")),
    )
    op.create_index(op.f("ix_item_status_item"), "item_status", ["item"], unique=False)


def _people() -> None:
    op.create_table(
        "organisation_secret",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_organisation_secret")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("person_ref", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("rubric", sa.String(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(
        op.f("ix_evidence_organisation_id_person_ref"), "evidence", ["organisation_id", "person_ref"], unique=False
    )


def _columns() -> None:
    op.add_column("calibration", sa.Column("made_from", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("sitting", sa.Column("cut_set", sa.String(), nullable=False, server_default="author-1"))
    op.add_column("asked", sa.Column("item_digest", sa.String(), nullable=False, server_default=""))


def _markings() -> None:
    with op.batch_alter_table("scored_response") as table:
        table.add_column(sa.Column("by", sa.String(), nullable=False, server_default="rules"))
        table.drop_constraint(op.f("uq_scored_response_asked_id_marking"), type_="unique")
        table.create_unique_constraint(
            op.f("uq_scored_response_asked_id_marking_by_at"), ["asked_id", "marking", "by", "at"]
        )


def _results() -> None:
    """Rows of before keep their calibration and cut set as what they were made with."""
    for name in ("evidence", "areas", "flags"):
        op.add_column("result", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("result", sa.Column("made_with", sa.String(), nullable=False, server_default=""))
    op.execute("UPDATE result SET made_with = calibration || ' ' || cut_set")
    with op.batch_alter_table("result") as table:
        table.drop_constraint(op.f("uq_result_sitting_id_calibration_cut_set"), type_="unique")
        table.create_unique_constraint(op.f("uq_result_sitting_id_made_with"), ["sitting_id", "made_with"])
