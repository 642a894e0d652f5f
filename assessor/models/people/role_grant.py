"""The table of roles."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, of_own, one_of

_WHOLE = text("team_id IS NULL AND cohort_id IS NULL")


class RoleGrant(AssessorTable, table=True):
    """One role of one person. A manager's names the team, a trainer's the cohort; others hold for the whole."""

    __tablename__: ClassVar[str] = "role_grant"
    __table_args__: ClassVar[TableArgs] = (
        of_own("role_grant", "person_id", "person"),
        of_own("role_grant", "team_id", "team"),
        of_own("role_grant", "cohort_id", "cohort"),
        of_own("role_grant", "given_by", "person"),
        one_of("role", "owner", "manager", "trainer", "learner", "author"),
        CheckConstraint("(role = 'manager') = (team_id IS NOT NULL)", name="team"),
        CheckConstraint("(role = 'trainer') = (cohort_id IS NOT NULL)", name="cohort"),
        UniqueConstraint("person_id", "team_id"),
        UniqueConstraint("person_id", "cohort_id"),
        Index(
            "uq_role_grant_person_id_role",
            "person_id",
            "role",
            unique=True,
            sqlite_where=_WHOLE,
            postgresql_where=_WHOLE,
        ),
        Index(None, "organisation_id", "role"),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    person_id: str
    """Who has it."""
    role: str
    """owner, manager, trainer, learner or author."""
    team_id: str | None = None
    """The team that is managed."""
    cohort_id: str | None = None
    """The cohort that is trained."""
    given_by: str | None = None
    """The person who gave it; none at sign-up."""
    given_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
