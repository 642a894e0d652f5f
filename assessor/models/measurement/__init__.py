"""How able somebody is: sittings, what was asked, answers, marks, evidence, results; and what is known of items.

Nothing of these rows is ever overwritten but the counts: a later marking or result stands beside the earlier one.
"""

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

CLASSES: tuple[type[AssessorTable], ...] = (
    Calibration,
    CalibrationUse,
    ItemExposure,
    ItemStatus,
    OrganisationSecret,
    Evidence,
    Sitting,
    Asked,
    Response,
    ScoredResponse,
    Result,
)
"""In the order in which they refer to one another."""

METADATA = AssessorTable.metadata
CALIBRATION = METADATA.tables["calibration"]
CALIBRATION_USE = METADATA.tables["calibration_use"]
ITEM_EXPOSURE = METADATA.tables["item_exposure"]
ITEM_STATUS = METADATA.tables["item_status"]
ORGANISATION_SECRET = METADATA.tables["organisation_secret"]
EVIDENCE = METADATA.tables["evidence"]
SITTING = METADATA.tables["sitting"]
ASKED = METADATA.tables["asked"]
RESPONSE = METADATA.tables["response"]
SCORED_RESPONSE = METADATA.tables["scored_response"]
RESULT = METADATA.tables["result"]
