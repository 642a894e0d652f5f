"""What the skills scan is given: ratings, measures, decisions. None of them is made from another."""

import datetime as dt
from dataclasses import dataclass

from reports.data import Note
from reports.programme.rows import Enrolled, Ksb, Prior, Sat


@dataclass(frozen=True, slots=True)
class Scan:
    """All that the skills scan tells."""

    id: str
    """The learner's, for the name of a file."""
    name: str
    organisation: str
    made_on: dt.date
    reader: str
    """For whom it was made."""
    why: str
    """Why that reader may see results."""
    framework: str
    enrolled: Enrolled | None
    """None: the learner is on no programme."""
    ksbs: tuple[Ksb, ...]
    first: Sat | None
    """The first sitting that may be seen."""
    hidden: int
    """Ended sittings that may not be seen by this reader."""
    sittings: int
    """Ended sittings that are known of, the hidden ones included."""
    priors: tuple[Prior, ...]
    asked_min: int | None
    """Off the job that the rules ask for, prior learning taken off; None where nobody has typed it."""
    planned_min: int | None
    """The plan's whole; None where nobody has typed it."""
    evidence: Note
    evidence_label: str
