"""Waits, first tokens and hour-long cache writes are measured; what happens to a run as a whole is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    # What was written before did not tell waits apart: nothing of it is known to be waiting.
    op.execute(
        "ALTER TABLE trial ADD COLUMN waited_s FLOAT DEFAULT '0' NOT NULL "
        "CONSTRAINT ck_trial_waited_s CHECK (waited_s >= 0)"
    )
    op.add_column("call", sa.Column("first_token_s", sa.Float(), nullable=True))
    op.add_column("call", sa.Column("cache_write_1h_tokens", sa.BigInteger(), nullable=True))
    op.execute("UPDATE call SET cache_write_1h_tokens = 0 WHERE status IS NOT NULL")
    _event()


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_event_run")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_run_id"), "event", ["run_id"], unique=False)
