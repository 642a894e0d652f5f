"""All tables of the assessor. Whoever compares, makes or moves the whole store asks here."""

from assessor.models import access, afterwards, campaigns, measurement, panels, people, planning, programme, work
from assessor.models.declared import AssessorTable

CLASSES: tuple[type[AssessorTable], ...] = (
    *measurement.CLASSES,
    people.CLASSES[0],  # an organisation, before what it owns
    access.CLASSES[0],  # an account, before the people behind it
    *people.CLASSES[1:],
    *access.CLASSES[1:],
    *campaigns.CLASSES,
    *afterwards.CLASSES,
    *panels.CLASSES,
    *programme.CLASSES,
    *planning.CLASSES,
    *work.CLASSES,
)
"""In the order in which they refer to one another."""

METADATA = AssessorTable.metadata
