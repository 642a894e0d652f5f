"""Who is asked to sit, why and under which promises; and what a sitting in a browser keeps beside its answers."""

from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.campaigns.draft import Draft
from assessor.models.campaigns.entry_ticket import EntryTicket
from assessor.models.campaigns.group_figures import GroupFigures
from assessor.models.campaigns.job_role_target import JobRoleTarget
from assessor.models.campaigns.monitoring_answer import MonitoringAnswer
from assessor.models.campaigns.problem_report import ProblemReport
from assessor.models.campaigns.team_sitting import TeamSitting
from assessor.models.declared import AssessorTable

CLASSES: tuple[type[AssessorTable], ...] = (
    Campaign,
    JobRoleTarget,
    CampaignMember,
    EntryTicket,
    GroupFigures,
    TeamSitting,
    Draft,
    ProblemReport,
    MonitoringAnswer,
)
"""In the order in which they refer to one another."""

TEAM_SITTING = AssessorTable.metadata.tables["team_sitting"]
