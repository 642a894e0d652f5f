"""How long texts may be kept, and when they were forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("run", sa.Column("keep_until", INSTANT, nullable=True))
    op.add_column("run", sa.Column("forgotten_at", INSTANT, nullable=True))
    op.add_column("trial", sa.Column("forgotten_at", INSTANT, nullable=True))
