"""The first tables: runs and what they ask for, trials that ended, marks, calls, spans, leases."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)
COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _run()
    _planned_trial()
    _trial()
    _grade()
    _call()
    _span()
    _lease()


def _run() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("toprung", sa.String(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )


def _planned_trial() -> None:
    op.create_table(
        "planned_trial",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("trial_id", sa.String(), nullable=False),
        sa.Column("arm", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("position >= 0", name=op.f("ck_planned_trial_position")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_planned_trial_run")),
        sa.PrimaryKeyConstraint("run_id", "trial_id", name=op.f("pk_planned_trial")),
        sa.UniqueConstraint("run_id", "position", name=op.f("uq_planned_trial_run_id_position")),
    )
    op.create_index(op.f("ix_planned_trial_trial_id"), "planned_trial", ["trial_id"], unique=False)


def _trial() -> None:
    op.create_table(
        "trial",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("identity", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("wall_s", sa.Float(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("escalations", sa.Integer(), nullable=False),
        sa.CheckConstraint("outcome IN ('done', 'limit', 'refused', 'infrastructure')", name=op.f("ck_trial_outcome")),
        sa.CheckConstraint("attempt >= 1", name=op.f("ck_trial_attempt")),
        sa.CheckConstraint("escalations >= 0", name=op.f("ck_trial_escalations")),
        sa.CheckConstraint("wall_s >= 0", name=op.f("ck_trial_wall_s")),
        sa.PrimaryKeyConstraint("id", "attempt", name=op.f("pk_trial")),
    )


def _grade() -> None:
    op.create_table(
        "grade",
        sa.Column("number", COUNTER, nullable=False),
        sa.Column("trial_id", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("grader", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("grade", sa.JSON(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.CheckConstraint("status IN ('marked', 'unreadable')", name=op.f("ck_grade_status")),
        sa.CheckConstraint("score >= 0 AND score <= 1", name=op.f("ck_grade_score")),
        sa.ForeignKeyConstraint(["trial_id", "attempt"], ["trial.id", "trial.attempt"], name=op.f("fk_grade_trial")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_grade")),
    )
    op.create_index(op.f("ix_grade_trial_id_attempt"), "grade", ["trial_id", "attempt"], unique=False)


def _call() -> None:
    op.create_table(
        "call",
        sa.Column("number", COUNTER, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("trial_id", sa.String(), nullable=False),
        sa.Column("trial_attempt", sa.Integer(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("model_asked", sa.String(), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("started_s", sa.Float(), nullable=False),
        sa.Column("messages", sa.JSON(), nullable=False),
        sa.Column("worst_tokens", sa.BigInteger(), nullable=False),
        sa.Column("worst_nano_usd", sa.BigInteger(), nullable=True),
        sa.Column("request_digest", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("model_served", sa.String(), nullable=True),
        sa.Column("input_tokens", sa.BigInteger(), nullable=True),
        sa.Column("cache_read_tokens", sa.BigInteger(), nullable=True),
        sa.Column("cache_write_tokens", sa.BigInteger(), nullable=True),
        sa.Column("output_tokens", sa.BigInteger(), nullable=True),
        sa.Column("reasoning_tokens", sa.BigInteger(), nullable=True),
        sa.Column("nano_usd", sa.BigInteger(), nullable=True),
        sa.Column("price_table", sa.String(), nullable=True),
        sa.Column("reply", sa.JSON(), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.CheckConstraint(
            "status IN ('ok', 'overloaded', 'timed out', 'bad reply', 'cancelled')", name=op.f("ck_call_status")
        ),
        sa.CheckConstraint("(status IS NULL) = (seconds IS NULL)", name=op.f("ck_call_ended")),
        sa.CheckConstraint("attempt >= 1", name=op.f("ck_call_attempt")),
        sa.CheckConstraint("trial_attempt >= 1", name=op.f("ck_call_trial_attempt")),
        sa.ForeignKeyConstraint(
            ["run_id", "trial_id"],
            ["planned_trial.run_id", "planned_trial.trial_id"],
            name=op.f("fk_call_planned_trial"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_call")),
        sa.UniqueConstraint("id", name=op.f("uq_call_id")),
    )
    op.create_index(op.f("ix_call_run_id"), "call", ["run_id"], unique=False)
    op.create_index(op.f("ix_call_trial_id_trial_attempt"), "call", ["trial_id", "trial_attempt"], unique=False)


def _span() -> None:
    op.create_table(
        "span",
        sa.Column("number", COUNTER, nullable=False),
        sa.Column("trial_id", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("started_s", sa.Float(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_span_seconds")),
        sa.ForeignKeyConstraint(["trial_id", "attempt"], ["trial.id", "trial.attempt"], name=op.f("fk_span_trial")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_span")),
    )
    op.create_index(op.f("ix_span_trial_id_attempt"), "span", ["trial_id", "attempt"], unique=False)


def _lease() -> None:
    op.create_table(
        "lease",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("process_start", sa.String(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("heartbeat_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_lease")),
    )
