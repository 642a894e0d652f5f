"""What somebody typed for a report: no fact, but what it reckons with."""

from assessor.models.declared import AssessorTable
from assessor.models.planning.report_input import ReportInput

CLASSES: tuple[type[AssessorTable], ...] = (ReportInput,)
