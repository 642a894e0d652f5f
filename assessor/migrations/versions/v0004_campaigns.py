"""Campaigns, and what a sitting in a browser keeps beside its answers."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _own()
    _campaigns()
    _members()
    _sittings()
    _apart()


def _own() -> None:
    """By these, rows that refer to a sitting or a question are of the same organisation."""
    op.create_index(op.f("ix_asked_organisation_id_id"), "asked", ["organisation_id", "id"], unique=True)
    op.create_index(op.f("ix_sitting_organisation_id_id"), "sitting", ["organisation_id", "id"], unique=True)


def _campaigns() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("lawful_basis", sa.String(), nullable=False),
        sa.Column("not_for_selection_by", sa.String(), nullable=True),
        sa.Column("not_for_selection_at", INSTANT, nullable=True),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("trainers_see", sa.Boolean(), nullable=False),
        sa.Column("sample_size", sa.Integer(), nullable=True),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("timed_minutes", sa.Integer(), nullable=True),
        sa.Column("opens_at", INSTANT, nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("launched_at", INSTANT, nullable=True),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.CheckConstraint("(mode = 'sample') = (sample_size IS NOT NULL)", name=op.f("ck_campaign_sample")),
        sa.CheckConstraint(
            "launched_at IS NULL OR (purpose <> '' AND lawful_basis <> '' AND not_for_selection_at IS NOT NULL)",
            name=op.f("ck_campaign_launched"),
        ),
        sa.CheckConstraint("mode IN ('named', 'anonymous', 'sample')", name=op.f("ck_campaign_mode")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_campaign_name")),
        sa.CheckConstraint("length(purpose) <= 2000", name=op.f("ck_campaign_purpose")),
        sa.CheckConstraint("sample_size >= 1", name=op.f("ck_campaign_sample_size")),
        sa.CheckConstraint("timed_minutes >= 1", name=op.f("ck_campaign_timed_minutes")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "made_by"], ["person.organisation_id", "person.id"], name="fk_campaign_made_by"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "not_for_selection_by"],
            ["person.organisation_id", "person.id"],
            name="fk_campaign_not_for_selection_by",
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_campaign_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_campaign_organisation_id_id")),
    )


def _members() -> None:
    op.create_table(
        "job_role_target",
        sa.Column("campaign_id", sa.String(), nullable=False),
        sa.Column("job_role", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(job_role) <= 200", name=op.f("ck_job_role_target_job_role")),
        sa.CheckConstraint("level >= 1 AND level <= 5", name=op.f("ck_job_role_target_level")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "campaign_id"],
            ["campaign.organisation_id", "campaign.id"],
            name="fk_job_role_target_campaign_id",
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_job_role_target_organisation")),
        sa.PrimaryKeyConstraint("campaign_id", "job_role", name=op.f("pk_job_role_target")),
    )
    op.create_table(
        "campaign_member",
        sa.Column("campaign_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("invited_at", INSTANT, nullable=True),
        sa.Column("sitting_id", sa.String(), nullable=True),
        sa.Column("started_at", INSTANT, nullable=True),
        sa.Column("finished_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "campaign_id"],
            ["campaign.organisation_id", "campaign.id"],
            name="fk_campaign_member_campaign_id",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name="fk_campaign_member_person_id",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "sitting_id"],
            ["sitting.organisation_id", "sitting.id"],
            name="fk_campaign_member_sitting_id",
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_campaign_member_organisation")),
        sa.PrimaryKeyConstraint("campaign_id", "person_id", name=op.f("pk_campaign_member")),
    )
    op.create_index(
        op.f("ix_campaign_member_organisation_id_person_id"),
        "campaign_member",
        ["organisation_id", "person_id"],
        unique=False,
    )
    op.create_index(op.f("ix_campaign_member_sitting_id"), "campaign_member", ["sitting_id"], unique=True)


def _sittings() -> None:
    op.create_table(
        "team_sitting",
        sa.Column("sitting_id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("campaign_id", sa.String(), nullable=True),
        sa.Column("led_by", sa.String(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint("present >= 2", name=op.f("ck_team_sitting_present")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "campaign_id"],
            ["campaign.organisation_id", "campaign.id"],
            name="fk_team_sitting_campaign_id",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "led_by"], ["person.organisation_id", "person.id"], name="fk_team_sitting_led_by"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "sitting_id"],
            ["sitting.organisation_id", "sitting.id"],
            name="fk_team_sitting_sitting_id",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "team_id"], ["team.organisation_id", "team.id"], name="fk_team_sitting_team_id"
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_team_sitting_organisation")),
        sa.PrimaryKeyConstraint("sitting_id", name=op.f("pk_team_sitting")),
    )
    op.create_index(
        op.f("ix_team_sitting_organisation_id_team_id"), "team_sitting", ["organisation_id", "team_id"], unique=False
    )
    op.create_table(
        "draft",
        sa.Column("asked_id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint("confidence >= 0 AND confidence <= 100", name=op.f("ck_draft_confidence")),
        sa.CheckConstraint("turn >= 0", name=op.f("ck_draft_turn")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "asked_id"], ["asked.organisation_id", "asked.id"], name="fk_draft_asked_id"
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_draft_organisation")),
        sa.PrimaryKeyConstraint("asked_id", name=op.f("pk_draft")),
    )


def _apart() -> None:
    op.create_table(
        "problem_report",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("asked_id", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.CheckConstraint("length(words) <= 2000", name=op.f("ck_problem_report_words")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "asked_id"], ["asked.organisation_id", "asked.id"], name="fk_problem_report_asked_id"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "settled_by"],
            ["person.organisation_id", "person.id"],
            name="fk_problem_report_settled_by",
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_problem_report_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem_report")),
    )
    op.create_index(op.f("ix_problem_report_item"), "problem_report", ["item"], unique=False)
    op.create_table(
        "monitoring_answer",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.CheckConstraint("length(key) <= 64", name=op.f("ck_monitoring_answer_key")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_monitoring_answer_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monitoring_answer")),
        sa.UniqueConstraint("organisation_id", "key", name=op.f("uq_monitoring_answer_organisation_id_key")),
    )
