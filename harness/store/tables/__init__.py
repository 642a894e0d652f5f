"""The ledger's tables, one a file: columns, keys and limits. No queries and no connections.

These modules do without ``from __future__ import annotations``: SQLModel reads the annotations when a class is made.
Rows go in and out by the Core tables below; the classes are where columns are declared and described.
"""

from harness.store.tables.call import Call
from harness.store.tables.declared import LedgerTable
from harness.store.tables.event import Event
from harness.store.tables.grade import Grade
from harness.store.tables.lease import Lease
from harness.store.tables.planned_trial import PlannedTrial
from harness.store.tables.repriced import Repriced
from harness.store.tables.review import Review
from harness.store.tables.run import Run
from harness.store.tables.span import Span
from harness.store.tables.trial import Trial

CLASSES: tuple[type[LedgerTable], ...] = (Run, PlannedTrial, Trial, Grade, Call, Repriced, Span, Event, Review, Lease)
"""In the order in which a reader meets them."""

METADATA = LedgerTable.metadata
RUN = METADATA.tables["run"]
PLANNED = METADATA.tables["planned_trial"]
TRIAL = METADATA.tables["trial"]
GRADE = METADATA.tables["grade"]
CALL = METADATA.tables["call"]
REPRICED = METADATA.tables["repriced"]
SPAN = METADATA.tables["span"]
EVENT = METADATA.tables["event"]
REVIEW = METADATA.tables["review"]
LEASE = METADATA.tables["lease"]
