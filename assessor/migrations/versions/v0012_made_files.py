"""Reports that a job made as files."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "made_file",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("why_not", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_made_file_name")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "made_by"], ["person.organisation_id", "person.id"], name="fk_made_file_made_by"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"], ["person.organisation_id", "person.id"], name="fk_made_file_person_id"
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_made_file_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_made_file")),
        sa.UniqueConstraint("job_id", "about", name=op.f("uq_made_file_job_id_about")),
    )
