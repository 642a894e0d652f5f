"""What becomes of results: who sees them, what is asked and noted about them, what is said elsewhere, and their end."""

from assessor.models.afterwards.badge import Badge
from assessor.models.afterwards.erasure import Erasure
from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.afterwards.result_share import ResultShare
from assessor.models.afterwards.review_request import ReviewRequest
from assessor.models.afterwards.statement import Statement
from assessor.models.afterwards.statement_rule import StatementRule
from assessor.models.afterwards.trainer_action import TrainerAction
from assessor.models.afterwards.trainer_note import TrainerNote
from assessor.models.declared import AssessorTable

CLASSES: tuple[type[AssessorTable], ...] = (
    ResultSeen,
    ResultShare,
    ReviewRequest,
    TrainerNote,
    TrainerAction,
    Badge,
    Statement,
    StatementRule,
    Erasure,
)
"""In the order in which they refer to one another."""
