"""What becomes of results: seen, shared, reviewed, noted, erased."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _results()
    _reviews()
    _trainers()
    _erasures()


def _results() -> None:
    op.create_table(
        "result_seen",
        sa.Column("sitting_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("as_role", sa.String(), nullable=False),
        sa.Column("first_at", INSTANT, nullable=False),
        sa.Column("last_at", INSTANT, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.CheckConstraint("times >= 1", name=op.f("ck_result_seen_times")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"], ["person.organisation_id", "person.id"], name="fk_result_seen_person_id"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "sitting_id"],
            ["sitting.organisation_id", "sitting.id"],
            name="fk_result_seen_sitting_id",
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_result_seen_organisation")),
        sa.PrimaryKeyConstraint("sitting_id", "person_id", name=op.f("pk_result_seen")),
    )
    op.create_table(
        "result_share",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("sitting_id", sa.String(), nullable=False),
        sa.Column("with_person_id", sa.String(), nullable=True),
        sa.Column("with_role", sa.String(), nullable=True),
        sa.Column("given_at", INSTANT, nullable=False),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.CheckConstraint("(with_person_id IS NULL) <> (with_role IS NULL)", name=op.f("ck_result_share_with")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "sitting_id"],
            ["sitting.organisation_id", "sitting.id"],
            name="fk_result_share_sitting_id",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "with_person_id"],
            ["person.organisation_id", "person.id"],
            name="fk_result_share_with_person_id",
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_result_share_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_share")),
    )
    op.create_index(
        op.f("ix_result_share_organisation_id_sitting_id"),
        "result_share",
        ["organisation_id", "sitting_id"],
        unique=False,
    )


def _reviews() -> None:
    op.create_table(
        "review_request",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("sitting_id", sa.String(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("to_person_id", sa.String(), nullable=False),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.CheckConstraint("answered_at IS NULL OR answer <> ''", name=op.f("ck_review_request_reasons")),
        sa.CheckConstraint("outcome IN ('kept', 'changed')", name=op.f("ck_review_request_outcome")),
        sa.CheckConstraint("(answered_at IS NULL) = (outcome IS NULL)", name=op.f("ck_review_request_answered")),
        sa.CheckConstraint("length(answer) <= 4000", name=op.f("ck_review_request_answer")),
        sa.CheckConstraint("length(reason) <= 2000", name=op.f("ck_review_request_reason")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "sitting_id"],
            ["sitting.organisation_id", "sitting.id"],
            name="fk_review_request_sitting_id",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "to_person_id"],
            ["person.organisation_id", "person.id"],
            name="fk_review_request_to_person_id",
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_review_request_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_request")),
    )
    op.create_index(
        op.f("ix_review_request_organisation_id_sitting_id"),
        "review_request",
        ["organisation_id", "sitting_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_review_request_organisation_id_to_person_id"),
        "review_request",
        ["organisation_id", "to_person_id"],
        unique=False,
    )


def _trainers() -> None:
    op.create_table(
        "trainer_note",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint("length(words) <= 4000", name=op.f("ck_trainer_note_words")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "by"], ["person.organisation_id", "person.id"], name="fk_trainer_note_by"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"], ["person.organisation_id", "person.id"], name="fk_trainer_note_person_id"
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_trainer_note_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainer_note")),
    )
    op.create_index(
        op.f("ix_trainer_note_organisation_id_person_id"),
        "trainer_note",
        ["organisation_id", "person_id"],
        unique=False,
    )
    op.create_table(
        "trainer_action",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("done_at", INSTANT, nullable=True),
        sa.CheckConstraint("length(what) <= 1000", name=op.f("ck_trainer_action_what")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "by"], ["person.organisation_id", "person.id"], name="fk_trainer_action_by"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name="fk_trainer_action_person_id",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "who"], ["person.organisation_id", "person.id"], name="fk_trainer_action_who"
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_trainer_action_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainer_action")),
    )
    op.create_index(
        op.f("ix_trainer_action_organisation_id_person_id"),
        "trainer_action",
        ["organisation_id", "person_id"],
        unique=False,
    )


def _erasures() -> None:
    op.create_table(
        "erasure",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("done_at", INSTANT, nullable=True),
        sa.Column("erased", sa.JSON(), nullable=False),
        sa.Column("held", sa.JSON(), nullable=False),
        sa.CheckConstraint("because IN ('asked', 'retention', 'owner')", name=op.f("ck_erasure_because")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"], ["person.organisation_id", "person.id"], name="fk_erasure_person_id"
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_erasure_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index(
        op.f("ix_erasure_organisation_id_person_id"), "erasure", ["organisation_id", "person_id"], unique=False
    )
