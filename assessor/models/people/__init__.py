"""Who is in which organisation, with which roles, teams and cohorts; invitations, keys of the API, the audit log."""

from assessor.models.declared import AssessorTable
from assessor.models.people.api_token import ApiToken
from assessor.models.people.arrangement import Arrangement
from assessor.models.people.audit_entry import AuditEntry
from assessor.models.people.cohort import Cohort
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.invitation import Invitation
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.models.people.team import Team
from assessor.models.people.team_member import TeamMember

CLASSES: tuple[type[AssessorTable], ...] = (
    Organisation,
    Person,
    Team,
    Cohort,
    TeamMember,
    CohortMember,
    RoleGrant,
    Arrangement,
    Invitation,
    ApiToken,
    AuditEntry,
)
"""In the order in which they refer to one another."""
