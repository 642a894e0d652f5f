"""What people decided about a run's work, and how long it took them, is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "review",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("trial_id", sa.String(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("cut", sa.Boolean(), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("reviewer_kind", sa.String(), nullable=False),
        sa.Column("warranted", sa.Boolean(), nullable=True),
        sa.Column("planted", sa.JSON(), nullable=True),
        sa.Column("found", sa.Boolean(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('escalation', 'gate', 'seeded')", name=op.f("ck_review_kind")),
        sa.CheckConstraint(
            "decision IN ('agreed', 'needless', 'acted', 'fault', 'clean', 'skipped')", name=op.f("ck_review_decision")
        ),
        sa.CheckConstraint("reviewer_kind IN ('person', 'program')", name=op.f("ck_review_reviewer_kind")),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_review_seconds")),
        sa.CheckConstraint("(trial_id IS NULL) = (attempt IS NULL)", name=op.f("ck_review_attempt")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_review_run")),
        sa.ForeignKeyConstraint(["trial_id", "attempt"], ["trial.id", "trial.attempt"], name=op.f("fk_review_trial")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_review")),
        sa.UniqueConstraint("id", name=op.f("uq_review_id")),
    )
    op.create_index(op.f("ix_review_run_id"), "review", ["run_id"], unique=False)
