"""What calls cost at the prices of another day is kept beside what they cost when they were made."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "repriced",
        sa.Column("number", number, nullable=False),
        sa.Column("call_number", number, nullable=False),
        sa.Column("price_table", sa.String(), nullable=False),
        sa.Column("nano_usd", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["call_number"], ["call.number"], name=op.f("fk_repriced_call")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_repriced")),
        sa.UniqueConstraint("call_number", "price_table", name=op.f("uq_repriced_call_number_price_table")),
    )
