"""What an organisation decides for itself: the smallest group, who is asked for reviews, marking without names."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    # In SQL, since SQLite adds a column together with its limit only in this form; each limit ends its line there.
    op.execute(
        "ALTER TABLE organisation ADD COLUMN minimum_group INTEGER DEFAULT 5 NOT NULL\n"
        "CONSTRAINT ck_organisation_minimum_group CHECK (minimum_group >= 3 AND minimum_group <= 50)\n"
    )
    op.execute(
        "ALTER TABLE organisation ADD COLUMN reviewers VARCHAR DEFAULT 'both' NOT NULL\n"
        "CONSTRAINT ck_organisation_reviewers CHECK (reviewers IN ('both', 'trainers', 'owners'))\n"
    )
    op.execute("ALTER TABLE organisation ADD COLUMN marks_blind BOOLEAN DEFAULT false NOT NULL")
