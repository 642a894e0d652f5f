"""The table of the levels that a campaign hopes for."""

from typing import ClassVar

from sqlmodel import Field

from assessor.models.declared import AssessorTable, TableArgs, at_most_long, between, of_own


class JobRoleTarget(AssessorTable, table=True):
    """The literacy level that one job role is to reach, in one campaign."""

    __tablename__: ClassVar[str] = "job_role_target"
    __table_args__: ClassVar[TableArgs] = (
        of_own("job_role_target", "campaign_id", "campaign"),
        between("level", 1, 5),
        at_most_long("job_role", 200),
    )

    campaign_id: str = Field(primary_key=True)
    """The campaign."""
    job_role: str = Field(primary_key=True)
    """The role, as people of it have it; empty for all others."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    level: int
    """The level of the framework, from 1."""
