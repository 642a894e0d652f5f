"""The first tables: calibrations, exposure, sittings, what was asked, answers, marks and results."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _items()
    _sittings()
    _answers()
    _results()


def _items() -> None:
    op.create_table(
        "calibration",
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("scale", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("label", name=op.f("pk_calibration")),
    )
    op.create_table(
        "item_exposure",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("tests", sa.Integer(), nullable=False),
        sa.Column("eligible", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "asked >= 0 AND asked <= eligible AND eligible <= tests", name=op.f("ck_item_exposure_counts")
        ),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_item_exposure")),
    )


def _sittings() -> None:
    op.create_table(
        "sitting",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("person_ref", sa.String(), nullable=True),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("statuses", sa.JSON(), nullable=False),
        sa.Column("pilots", sa.JSON(), nullable=False),
        sa.Column("calibration", sa.String(), nullable=False),
        sa.Column("scale", sa.String(), nullable=False),
        sa.Column("held_back", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("self_rating", sa.Integer(), nullable=True),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.CheckConstraint("self_rating >= 1 AND self_rating <= 5", name=op.f("ck_sitting_self_rating")),
        sa.ForeignKeyConstraint(["calibration"], ["calibration.label"], name=op.f("fk_sitting_calibration")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting")),
    )
    op.create_index(
        op.f("ix_sitting_organisation_id_person_ref"), "sitting", ["organisation_id", "person_ref"], unique=False
    )
    op.create_table(
        "asked",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("sitting_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("pilot", sa.Boolean(), nullable=False),
        sa.Column("asks_confidence", sa.Boolean(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_asked_position")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_asked_sitting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked")),
        sa.UniqueConstraint("sitting_id", "item", name=op.f("uq_asked_sitting_id_item")),
        sa.UniqueConstraint("sitting_id", "position", name=op.f("uq_asked_sitting_id_position")),
    )
    op.create_index(op.f("ix_asked_item"), "asked", ["item"], unique=False)


def _answers() -> None:
    op.create_table(
        "response",
        sa.Column("asked_id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint("confidence >= 0 AND confidence <= 100", name=op.f("ck_response_confidence")),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_response_seconds")),
        sa.ForeignKeyConstraint(["asked_id"], ["asked.id"], name=op.f("fk_response_asked")),
        sa.PrimaryKeyConstraint("asked_id", name=op.f("pk_response")),
    )
    op.create_table(
        "scored_response",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("asked_id", sa.String(), nullable=False),
        sa.Column("marking", sa.String(), nullable=False),
        sa.Column("category", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint("category >= 0", name=op.f("ck_scored_response_category")),
        sa.ForeignKeyConstraint(["asked_id"], ["response.asked_id"], name=op.f("fk_scored_response_response")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_scored_response")),
        sa.UniqueConstraint("asked_id", "marking", name=op.f("uq_scored_response_asked_id_marking")),
    )


def _results() -> None:
    op.create_table(
        "result",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("sitting_id", sa.String(), nullable=False),
        sa.Column("scored", sa.JSON(), nullable=False),
        sa.Column("calibration", sa.String(), nullable=False),
        sa.Column("cut_set", sa.String(), nullable=False),
        sa.Column("framework", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("theta", sa.Float(), nullable=False),
        sa.Column("se", sa.Float(), nullable=False),
        sa.Column("low", sa.Float(), nullable=False),
        sa.Column("high", sa.Float(), nullable=False),
        sa.Column("level_probabilities", sa.JSON(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("level_issued", sa.Integer(), nullable=True),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint("level >= 1 AND level <= 5", name=op.f("ck_result_level")),
        sa.CheckConstraint("level_issued >= 1 AND level_issued <= 5", name=op.f("ck_result_level_issued")),
        sa.CheckConstraint("low < high", name=op.f("ck_result_interval")),
        sa.CheckConstraint("se > 0", name=op.f("ck_result_se")),
        sa.ForeignKeyConstraint(["calibration"], ["calibration.label"], name=op.f("fk_result_calibration")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_result_sitting")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_result")),
        sa.UniqueConstraint(
            "sitting_id", "calibration", "cut_set", name=op.f("uq_result_sitting_id_calibration_cut_set")
        ),
    )
