"""Spans say how much came back, in tokens and bytes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("span", sa.Column("tokens", sa.Integer(), nullable=True))
    op.add_column("span", sa.Column("size_bytes", sa.Integer(), nullable=True))
