"""How able somebody is: sittings, what was asked, answers, marks and results; calibrations and counts of exposure.

Nothing of these rows is ever overwritten but the counts: a later marking or result stands beside the earlier one.
"""

from assessor.models.declared import AssessorTable
from assessor.models.measurement.asked import Asked
from assessor.models.measurement.calibration import Calibration
from assessor.models.measurement.item_exposure import ItemExposure
from assessor.models.measurement.response import Response
from assessor.models.measurement.result import Result
from assessor.models.measurement.scored_response import ScoredResponse
from assessor.models.measurement.sitting import Sitting

CLASSES: tuple[type[AssessorTable], ...] = (
    Calibration,
    ItemExposure,
    Sitting,
    Asked,
    Response,
    ScoredResponse,
    Result,
)
"""In the order in which they refer to one another."""

METADATA = AssessorTable.metadata
CALIBRATION = METADATA.tables["calibration"]
ITEM_EXPOSURE = METADATA.tables["item_exposure"]
SITTING = METADATA.tables["sitting"]
ASKED = METADATA.tables["asked"]
RESPONSE = METADATA.tables["response"]
SCORED_RESPONSE = METADATA.tables["scored_response"]
RESULT = METADATA.tables["result"]
