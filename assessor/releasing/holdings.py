"""What becomes of every table's rows when a person is erased. A table or column that is not named here fails a test.

Pages, the download of one's own data and docs/privacy tell what stands here; `assessor.jobs.erasing` does it.
"""

from assessor.models.access.account import Account
from assessor.models.access.login_attempt import LoginAttempt
from assessor.models.access.password_reset import PasswordReset
from assessor.models.access.recovery_code import RecoveryCode
from assessor.models.access.sign_in import SignIn
from assessor.models.access.sign_up_link import SignUpLink
from assessor.models.afterwards.badge import Badge
from assessor.models.afterwards.erasure import Erasure
from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.afterwards.result_share import ResultShare
from assessor.models.afterwards.review_request import ReviewRequest
from assessor.models.afterwards.statement import Statement
from assessor.models.afterwards.statement_rule import StatementRule
from assessor.models.afterwards.trainer_action import TrainerAction
from assessor.models.afterwards.trainer_note import TrainerNote
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
from assessor.models.measurement.asked import Asked
from assessor.models.measurement.calibration import Calibration
from assessor.models.measurement.calibration_use import CalibrationUse
from assessor.models.measurement.evidence import Evidence
from assessor.models.measurement.item_exposure import ItemExposure
from assessor.models.measurement.item_status import ItemStatus
from assessor.models.measurement.organisation_secret import OrganisationSecret
from assessor.models.measurement.response import Response
from assessor.models.measurement.result import Result
from assessor.models.measurement.scored_response import ScoredResponse
from assessor.models.measurement.sitting import Sitting
from assessor.models.panels.cut_panel import CutPanel
from assessor.models.panels.panel_rating import PanelRating
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
from assessor.models.planning.report_input import ReportInput
from assessor.models.programme.enrolment import Enrolment
from assessor.models.programme.enrolment_change import EnrolmentChange
from assessor.models.programme.evidence_link import EvidenceLink
from assessor.models.programme.hours_entry import HoursEntry
from assessor.models.programme.ksb_link import KsbLink
from assessor.models.programme.ksb_rating import KsbRating
from assessor.models.programme.ksb_wording import KsbWording
from assessor.models.programme.learning_break import LearningBreak
from assessor.models.programme.planned_hours import PlannedHours
from assessor.models.programme.prior_learning import PriorLearning
from assessor.models.programme.programme_rules import ProgrammeRules
from assessor.models.programme.progress_review import ProgressReview
from assessor.models.work.job import Job
from assessor.models.work.made_file import MadeFile
from assessor.models.work.outgoing_mail import OutgoingMail
from assessor.models.work.repeated_request import RepeatedRequest
from assessor.models.work.upload import Upload
from assessor.models.work.webhook import Webhook
from assessor.models.work.webhook_delivery import WebhookDelivery
from assessor.models.work.worker import Worker
from assessor.releasing.holding import Holding
from assessor.releasing.kinds_held import (
    ATTESTED,
    BADGES,
    BESIDE,
    DONE,
    DOOR,
    EQUALITY,
    GUESSING,
    LOGGED,
    MADE,
    MEASURED,
    NOBODY,
    PLACE,
    PROGRAMME,
    TRAINING,
    WHO,
    WORK,
)

HOLDINGS: dict[type[AssessorTable], Holding] = {
    Person: Holding(
        WHO,
        by="id",
        emptied="name email job_role external_ref account_id",
        number="id",
        plain="organisation_id joined_at left_at erased_at",
    ),
    Account: Holding(DOOR, by="account_id", goes=True, withheld="password_hash totp_secret totp_last_step"),
    SignIn: Holding(DOOR, by="account_id", goes=True, number="person_id", withheld="token_hash"),
    RecoveryCode: Holding(DOOR, by="account_id", goes=True, withheld="code_hash"),
    PasswordReset: Holding(DOOR, by="account_id", goes=True, number="made_by", withheld="token_hash"),
    RoleGrant: Holding(PLACE, by="person_id", goes=True, number="given_by"),
    TeamMember: Holding(PLACE, by="person_id", goes=True),
    CohortMember: Holding(PLACE, by="person_id", goes=True),
    Arrangement: Holding(PLACE, by="person_id", goes=True, number="set_by"),
    Invitation: Holding(PLACE, by="person_id", goes=True, number="sent_by", withheld="token_hash"),
    CampaignMember: Holding(PLACE, by="person_id", goes=True, number="sitting_id"),
    TrainerNote: Holding(TRAINING, by="person_id", goes=True, number="by"),
    TrainerAction: Holding(TRAINING, by="person_id", goes=True, number="who by"),
    Enrolment: Holding(PROGRAMME, by="person_id", goes=True, number="made_by"),
    EnrolmentChange: Holding(PROGRAMME, by="person_id", goes=True, number="by"),
    LearningBreak: Holding(PROGRAMME, by="person_id", goes=True, number="by"),
    PlannedHours: Holding(PROGRAMME, by="person_id", goes=True),
    HoursEntry: Holding(PROGRAMME, by="person_id", goes=True),
    KsbRating: Holding(PROGRAMME, by="person_id", goes=True),
    EvidenceLink: Holding(PROGRAMME, by="person_id", goes=True),
    ProgressReview: Holding(PROGRAMME, by="person_id", goes=True, number="by"),
    PriorLearning: Holding(PROGRAMME, by="person_id", goes=True, number="by"),
    Draft: Holding(BESIDE, by="asked_id", goes=True),
    ProblemReport: Holding(BESIDE, by="asked_id", goes=True, number="settled_by"),
    ResultShare: Holding(BESIDE, by="sitting_id", goes=True, number="with_person_id"),
    ResultSeen: Holding(BESIDE, by="sitting_id", goes=True, number="person_id"),
    ReviewRequest: Holding(BESIDE, by="sitting_id", goes=True, number="to_person_id"),
    Statement: Holding(BESIDE, by="person_id", goes=True, number="body"),
    Badge: Holding(
        BADGES,
        by="person_id",
        emptied="token level",
        number="person_id result",
        plain="id organisation_id place made_at until withdrawn_at withdrawn_by",
    ),
    MonitoringAnswer: Holding(EQUALITY, by="key", goes=True),
    Sitting: Holding(
        MEASURED,
        by="person_ref",
        emptied="person_ref",
        plain="id organisation_id seed form statuses pilots calibration scale cut_set held_back left_out self_rating "
        "started_at",
        withheld="seed",
    ),
    Asked: Holding(
        MEASURED,
        by="sitting_id",
        number="sitting_id",
        plain="id organisation_id position item item_digest pilot asks_confidence why at",
        withheld="why",
    ),
    Response: Holding(
        MEASURED, by="asked_id", emptied="answer", number="asked_id", plain="organisation_id seconds confidence at"
    ),
    ScoredResponse: Holding(
        MEASURED, by="asked_id", number="asked_id", words="by", plain="number organisation_id marking category at"
    ),
    Result: Holding(
        MEASURED,
        by="sitting_id",
        number="sitting_id",
        plain="number organisation_id scored calibration cut_set framework evidence made_with stage theta se low high "
        "level_probabilities level level_issued said missing areas flags reason conditions at",
    ),
    Evidence: Holding(
        ATTESTED,
        by="person_ref",
        emptied="person_ref",
        words="about by",
        plain="id organisation_id kind source rubric passed at",
    ),
    AuditEntry: Holding(
        LOGGED, by="person_id", number="person_id about detail", plain="number organisation_id at action"
    ),
    Erasure: Holding(
        LOGGED, by="person_id", number="person_id", plain="id organisation_id because asked_at done_at erased held"
    ),
    Campaign: Holding(
        DONE,
        number="made_by not_for_selection_by",
        words="name purpose lawful_basis",
        plain="id organisation_id not_for_selection_at mode trainers_see sample_size form timed_minutes opens_at "
        "due_on made_at launched_at closed_at",
    ),
    TeamSitting: Holding(DONE, number="sitting_id led_by", plain="organisation_id team_id campaign_id present at"),
    ApiToken: Holding(
        DONE,
        number="made_by",
        words="name",
        plain="id organisation_id scopes token_hash created_at expires_at revoked_at last_used_at",
    ),
    CutPanel: Holding(
        DONE, number="made_by", words="name", plain="id organisation_id level items round made_at closed_at"
    ),
    PanelRating: Holding(DONE, number="person_id", plain="panel_id round item organisation_id percent at"),
    ProgrammeRules: Holding(
        DONE, number="by", plain="number organisation_id tolerance_points new_starter_percent review_months at"
    ),
    StatementRule: Holding(DONE, number="by", plain="number organisation_id tells at"),
    ReportInput: Holding(DONE, number="by", words="said", plain="number organisation_id kind about at"),
    KsbLink: Holding(
        DONE,
        number="proposed_by confirmed_by",
        plain="id organisation_id standard code area proposed_at confirmed_at",
    ),
    ItemStatus: Holding(DONE, words="by why", plain="number item item_digest status at"),
    CalibrationUse: Holding(DONE, words="by", plain="number calibration at"),
    Webhook: Holding(
        DONE,
        number="made_by",
        words="url",
        plain="id organisation_id secret events made_at paused_at",
        withheld="secret",
    ),
    OutgoingMail: Holding(WORK, by="to", goes=True),
    MadeFile: Holding(MADE, by="person_id", goes=True, number="made_by", withheld="content"),
    Upload: Holding(WORK, number="made_by", words="name content choices", plain="id organisation_id made_at"),
    Job: Holding(
        WORK,
        number="asked_by arguments",
        words="title said why result",
        plain="id organisation_id kind made_at state tries steps steps_done not_before started_at ended_at",
    ),
    WebhookDelivery: Holding(
        LOGGED,
        number="body",
        plain="id organisation_id webhook_id event made_at attempts delivered_at given_up_at",
    ),
    RepeatedRequest: Holding(LOGGED, number="made_id", plain="id organisation_id body_digest at"),
    LoginAttempt: Holding(GUESSING, number="address_hash network_hash", plain="number succeeded at"),
    Organisation: Holding(
        NOBODY,
        plain="id name time_zone is_make_believe retention_months minimum_group reviewers marks_blind created_at "
        "closed_at",
    ),
    Team: Holding(NOBODY, plain="id organisation_id name created_at closed_at"),
    Cohort: Holding(NOBODY, plain="id organisation_id name starts_on ends_on created_at closed_at"),
    JobRoleTarget: Holding(NOBODY, plain="campaign_id job_role organisation_id level"),
    EntryTicket: Holding(NOBODY, number="sitting_id", plain="organisation_id campaign_id"),
    GroupFigures: Holding(NOBODY, plain="campaign_id organisation_id minimum stage people groups made_at"),
    SignUpLink: Holding(NOBODY, plain="id token_hash created_at expires_at used_at"),
    OrganisationSecret: Holding(NOBODY, plain="organisation_id secret made_at", withheld="secret"),
    ItemExposure: Holding(NOBODY, plain="item tests eligible asked"),
    Calibration: Holding(NOBODY, plain="label scale stage items made_from made_at"),
    KsbWording: Holding(NOBODY, plain="number standard code words source retrieved_on at"),
    Worker: Holding(NOBODY, plain="id host pid started_at beat_at ended_at"),
}
