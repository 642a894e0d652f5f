"""What trainers keep of a learner's programme: dates, hours, ratings, evidence links, reviews, prior learning."""

from assessor.models.declared import AssessorTable
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

SHARED: tuple[type[AssessorTable], ...] = (KsbWording,)
"""Tables that are the same for all organisations."""
CLASSES: tuple[type[AssessorTable], ...] = (
    *SHARED,
    ProgrammeRules,
    KsbLink,
    Enrolment,
    EnrolmentChange,
    LearningBreak,
    PlannedHours,
    HoursEntry,
    KsbRating,
    EvidenceLink,
    ProgressReview,
    PriorLearning,
)
"""In the order in which they refer to one another."""
