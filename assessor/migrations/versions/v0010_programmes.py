"""Programmes of learners: enrolments and their changes, hours, ratings, evidence links, reviews, prior learning."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

TEXT = sa.String()
DAY = sa.Date()
NUMBER = sa.Integer()
INSTANT = sa.DateTime(timezone=True)
COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _shared_and_rules()
    _links()
    _enrolments()
    _changes()
    _hours()
    _prior_learning()
    _ratings()
    _reviews()


def _shared_and_rules() -> None:
    op.create_table(
        "ksb_wording",
        *_musts(number=COUNTER, standard=TEXT, code=TEXT, words=TEXT, source=TEXT, retrieved_on=DAY, at=INSTANT),
        _limit("ksb_wording", "said", "words <> ''"),
        _limit("ksb_wording", "words", "length(words) <= 2000"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_ksb_wording")),
    )
    _index("ksb_wording", "standard", "code")
    op.create_table(
        "programme_rules",
        *_musts(number=COUNTER, organisation_id=TEXT, tolerance_points=NUMBER, new_starter_percent=NUMBER),
        *_musts(review_months=NUMBER, by=TEXT, at=INSTANT),
        _of_own("programme_rules", "by", "person"),
        _of_organisation("programme_rules"),
        _limit("programme_rules", "tolerance_points", "tolerance_points >= 1 AND tolerance_points <= 50"),
        _limit("programme_rules", "new_starter_percent", "new_starter_percent >= 0 AND new_starter_percent <= 50"),
        _limit("programme_rules", "review_months", "review_months >= 1 AND review_months <= 12"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_programme_rules")),
    )
    _index("programme_rules", "organisation_id")


def _links() -> None:
    _table(
        "ksb_link",
        *_musts(standard=TEXT, code=TEXT, area=TEXT, proposed_by=TEXT, proposed_at=INSTANT),
        *_mays(confirmed_by=TEXT, confirmed_at=INSTANT),
        _of_own("ksb_link", "proposed_by", "person"),
        _of_own("ksb_link", "confirmed_by", "person"),
        _once("ksb_link", "organisation_id", "standard", "code", "area"),
        _limit("ksb_link", "two_people", "confirmed_by <> proposed_by"),
        _limit("ksb_link", "confirmed", "(confirmed_by IS NULL) = (confirmed_at IS NULL)"),
    )


def _enrolments() -> None:
    _table(
        "enrolment",
        *_musts(person_id=TEXT, programme=TEXT, version=TEXT, starts_on=DAY, planned_end_on=DAY, employer=TEXT),
        *_mays(minimum_off_job_min=NUMBER, planned_off_job_min=NUMBER, review_months=NUMBER),
        *_musts(review_reason=TEXT, made_at=INSTANT),
        *_mays(ended_on=DAY, ended_as=TEXT, made_by=TEXT),
        _once("enrolment", "organisation_id", "id"),
        _once("enrolment", "organisation_id", "person_id", "programme", "starts_on"),
        _of_own("enrolment", "person_id", "person"),
        _of_own("enrolment", "made_by", "person"),
        _limit("enrolment", "days", "planned_end_on > starts_on"),
        _limit("enrolment", "end", "ended_on IS NULL OR ended_on >= starts_on"),
        _limit("enrolment", "ended", "(ended_on IS NULL) = (ended_as IS NULL)"),
        _limit("enrolment", "ended_as", "ended_as IN ('completed', 'withdrawn')"),
        _limit("enrolment", "minimum_off_job_min", "minimum_off_job_min >= 0"),
        _limit("enrolment", "planned_off_job_min", "planned_off_job_min >= 0"),
        _limit("enrolment", "review_months", "review_months >= 1 AND review_months <= 12"),
        _limit("enrolment", "review_reason", "review_months IS NULL OR review_reason <> ''"),
        _limit("enrolment", "employer", "length(employer) <= 200"),
    )


def _changes() -> None:
    _table(
        "enrolment_change",
        *_of_learner("enrolment_change"),
        *_musts(on=DAY, why=TEXT, at=INSTANT),
        *_mays(planned_end_on=DAY, employer=TEXT, progress_percent=NUMBER, by=TEXT),
        _of_own("enrolment_change", "by", "person"),
        _limit("enrolment_change", "something", "planned_end_on IS NOT NULL OR employer IS NOT NULL"),
        _limit("enrolment_change", "progress_percent", "progress_percent >= 0 AND progress_percent <= 100"),
        _limit("enrolment_change", "employer", "length(employer) <= 200"),
        _limit("enrolment_change", "why", "length(why) <= 1000"),
    )
    _table(
        "learning_break",
        *_of_learner("learning_break"),
        *_musts(starts_on=DAY, at=INSTANT),
        *_mays(back_on=DAY, by=TEXT),
        _of_own("learning_break", "by", "person"),
        _limit("learning_break", "days", "back_on > starts_on"),
    )
    for table in ("enrolment_change", "learning_break"):
        _index(table, "organisation_id", "enrolment_id")
        _index(table, "organisation_id", "person_id")


def _hours() -> None:
    op.create_table(
        "planned_hours",
        *_of_learner("planned_hours"),
        *_musts(month=DAY, organisation_id=TEXT, minutes=NUMBER),
        _of_organisation("planned_hours"),
        _limit("planned_hours", "minutes", "minutes >= 0"),
        sa.PrimaryKeyConstraint("enrolment_id", "month", name=op.f("pk_planned_hours")),
    )
    _index("planned_hours", "organisation_id", "person_id")
    _table(
        "hours_entry",
        *_of_learner("hours_entry"),
        *_musts(on=DAY, minutes=NUMBER, what=TEXT, source=TEXT, source_ref=TEXT, at=INSTANT),
        _once("hours_entry", "enrolment_id", "source", "source_ref"),
        _limit("hours_entry", "minutes", "minutes >= 1 AND minutes <= 6000"),
        _limit("hours_entry", "what", "length(what) <= 500"),
    )
    _index("hours_entry", "organisation_id", "enrolment_id", "on")
    _index("hours_entry", "organisation_id", "person_id")


def _prior_learning() -> None:
    _table(
        "prior_learning",
        *_of_learner("prior_learning"),
        *_musts(minutes=NUMBER, codes=sa.JSON(), evidence=TEXT, by=TEXT, at=INSTANT),
        _of_own("prior_learning", "by", "person"),
        _limit("prior_learning", "minutes", "minutes >= 1"),
        _limit("prior_learning", "given", "evidence <> ''"),
        _limit("prior_learning", "evidence", "length(evidence) <= 2000"),
    )
    _index("prior_learning", "organisation_id", "person_id")


def _ratings() -> None:
    _table(
        "ksb_rating",
        *_of_learner("ksb_rating"),
        *_musts(code=TEXT, rater=TEXT, rating=NUMBER, most=NUMBER, on=DAY, source=TEXT, at=INSTANT),
        _once("ksb_rating", "enrolment_id", "code", "rater", "on"),
        _limit("ksb_rating", "rater", "rater IN ('self', 'employer')"),
        _limit("ksb_rating", "rating", "most >= 1 AND rating >= 0 AND rating <= most"),
    )
    _table(
        "evidence_link",
        *_of_learner("evidence_link"),
        *_musts(codes=sa.JSON(), title=TEXT, link=TEXT, on=DAY, source=TEXT, source_ref=TEXT, at=INSTANT),
        *_mays(signed_off_on=DAY),
        _once("evidence_link", "enrolment_id", "source", "source_ref"),
        _limit("evidence_link", "title", "length(title) <= 300"),
        _limit("evidence_link", "link", "length(link) <= 2000"),
    )
    for table in ("ksb_rating", "evidence_link"):
        _index(table, "organisation_id", "person_id")


def _reviews() -> None:
    _table(
        "progress_review",
        *_of_learner("progress_review"),
        *_mays(planned_on=DAY, held_on=DAY, progress_percent=NUMBER, rag_override=TEXT, by=TEXT),
        *_musts(learner_came=sa.Boolean(), employer_came=sa.Boolean(), rag_reason=TEXT, concerns=TEXT, notes=TEXT),
        *_musts(source=TEXT, source_ref=TEXT, at=INSTANT),
        _of_own("progress_review", "by", "person"),
        _once("progress_review", "enrolment_id", "source", "source_ref"),
        _limit("progress_review", "day", "planned_on IS NOT NULL OR held_on IS NOT NULL"),
        _limit("progress_review", "progress_percent", "progress_percent >= 0 AND progress_percent <= 100"),
        _limit("progress_review", "rag_override", "rag_override IN ('red', 'amber', 'green')"),
        _limit("progress_review", "overridden", "(rag_override IS NULL) = (rag_reason = '')"),
        _limit("progress_review", "concerns", "length(concerns) <= 4000"),
        _limit("progress_review", "notes", "length(notes) <= 4000"),
        _limit("progress_review", "rag_reason", "length(rag_reason) <= 1000"),
    )
    _index("progress_review", "organisation_id", "person_id")


def _table(name: str, *parts: Any) -> None:  # noqa: ANN401 - columns and limits
    op.create_table(
        name,
        *_musts(id=TEXT, organisation_id=TEXT),
        *parts,
        _of_organisation(name),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _of_learner(table: str) -> list[Any]:
    """Return what leads to an enrolment and its learner."""
    leading = [_of_own(table, "enrolment_id", "enrolment"), _of_own(table, "person_id", "person")]
    return [*_musts(enrolment_id=TEXT, person_id=TEXT), *leading]


def _musts(**columns: Any) -> list[sa.Column[Any]]:  # noqa: ANN401 - types of columns
    return [sa.Column(name, kind, nullable=False) for name, kind in columns.items()]


def _mays(**columns: Any) -> list[sa.Column[Any]]:  # noqa: ANN401 - types of columns
    return [sa.Column(name, kind, nullable=True) for name, kind in columns.items()]


def _of_own(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    theirs = [f"{other}.organisation_id", f"{other}.id"]
    return sa.ForeignKeyConstraint(["organisation_id", column], theirs, name=f"fk_{table}_{column}")


def _of_organisation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f(f"fk_{table}_organisation"))


def _limit(table: str, name: str, what: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(what, name=op.f(f"ck_{table}_{name}"))


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f("_".join(("uq", table, *columns))))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f("_".join(("ix", table, *columns))), table, list(columns))
