"""Panels on cuts, jobs and their workers, files, mail, calls to other systems."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _panels()
    _jobs()
    _files()
    _webhooks()


def _panels() -> None:
    op.create_table(
        "cut_panel",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_cut_panel_name")),
        sa.CheckConstraint("level >= 2 AND level <= 5", name=op.f("ck_cut_panel_level")),
        sa.CheckConstraint("round >= 1", name=op.f("ck_cut_panel_round")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "made_by"], ["person.organisation_id", "person.id"], name="fk_cut_panel_made_by"
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_cut_panel_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cut_panel")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_cut_panel_organisation_id_id")),
    )
    op.create_table(
        "panel_rating",
        sa.Column("panel_id", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint("percent >= 0 AND percent <= 100", name=op.f("ck_panel_rating_percent")),
        sa.CheckConstraint("round >= 1", name=op.f("ck_panel_rating_round")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "panel_id"],
            ["cut_panel.organisation_id", "cut_panel.id"],
            name="fk_panel_rating_panel_id",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"], ["person.organisation_id", "person.id"], name="fk_panel_rating_person_id"
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_panel_rating_organisation")),
        sa.PrimaryKeyConstraint("panel_id", "round", "person_id", "item", name=op.f("pk_panel_rating")),
    )


def _jobs() -> None:
    op.create_table(
        "worker",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("beat_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=True),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("steps_done", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("not_before", INSTANT, nullable=True),
        sa.Column("started_at", INSTANT, nullable=True),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.CheckConstraint(
            "(state IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL)", name=op.f("ck_job_ended")
        ),
        sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_job_state")),
        sa.CheckConstraint("steps >= 0", name=op.f("ck_job_steps")),
        sa.CheckConstraint("steps_done >= 0", name=op.f("ck_job_steps_done")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "asked_by"], ["person.organisation_id", "person.id"], name="fk_job_asked_by"
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_job_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index(op.f("ix_job_organisation_id_made_at"), "job", ["organisation_id", "made_at"], unique=False)
    op.create_index(op.f("ix_job_state"), "job", ["state"], unique=False)


def _files() -> None:
    op.create_table(
        "outgoing_mail",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("sent_at", INSTANT, nullable=True),
        sa.Column("given_up_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_mail")),
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_upload_name")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "made_by"], ["person.organisation_id", "person.id"], name="fk_upload_made_by"
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_upload_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )


def _webhooks() -> None:
    op.create_table(
        "webhook",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("paused_at", INSTANT, nullable=True),
        sa.CheckConstraint("length(url) <= 2000", name=op.f("ck_webhook_url")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "made_by"], ["person.organisation_id", "person.id"], name="fk_webhook_made_by"
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_webhook_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_webhook_organisation_id_id")),
    )
    op.create_table(
        "webhook_delivery",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("webhook_id", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("attempts", sa.JSON(), nullable=False),
        sa.Column("delivered_at", INSTANT, nullable=True),
        sa.Column("given_up_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "webhook_id"],
            ["webhook.organisation_id", "webhook.id"],
            name="fk_webhook_delivery_webhook_id",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_webhook_delivery_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_delivery")),
    )
    op.create_index(
        op.f("ix_webhook_delivery_organisation_id_webhook_id"),
        "webhook_delivery",
        ["organisation_id", "webhook_id"],
        unique=False,
    )
