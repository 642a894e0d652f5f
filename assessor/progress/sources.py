"""What every report of the assessor's is read from, what is asked of it, and what its figures are evidence of."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from assessor.bank.item import Item
from assessor.bank.reading import read_banked
from assessor.db import Store
from assessor.deciding.stage import STAGES, Stage, meaning
from assessor.models.people.organisation import Organisation
from assessor.people.viewer import Viewer
from assessor.sittings.ending.results import Results
from assessor.training.told import Told
from reports.data import Note

WORK = {"orchestration_task": "A practical task of agents", "governance": "Governing a use of AI"}
"""Kinds of practical evidence, as reports name them."""
_MAKE_BELIEVE = Note(
    "A make-believe organisation",
    "Its people are simulated. Nothing here says anything about real people.",
    "caution",
)


@dataclass(frozen=True, slots=True)
class Sources:
    """What a report is read from."""

    store: Store
    session: Session
    """Of the organisation."""
    results: Results
    bank: Mapping[str, Item]
    """The questions by name, which tell a right answer."""

    @property
    def organisation(self) -> Organisation:
        """The organisation."""
        return self.session.exec(select(Organisation)).one()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a report."""

    viewer: Viewer
    """For whom it is made."""
    about: str
    """On whom: the id of a person, a team, a cohort or the organisation."""
    now: dt.datetime
    """UTC."""
    wishes: Mapping[str, str] = field(default_factory=dict)
    """What else was said, by name: days, a run. The kind in `reports` lists the names."""

    @property
    def today(self) -> dt.date:
        """The day in the organisation's zone."""
        return self.day_of(self.now)

    def day_of(self, at: dt.datetime) -> dt.date:
        """Return the day of a moment in the organisation's zone."""
        return at.astimezone(ZoneInfo(self.viewer.time_zone)).date()


@dataclass(frozen=True, slots=True)
class Given:
    """What a report is given."""

    rows: Any
    """As its kind in `reports` defines them."""
    opened: Sequence[Told] = ()
    """The sittings whose results stand in it, to be noted as opened."""


@contextmanager
def sources_of(store: Store, organisation_id: str, *, write: bool = True) -> Iterator[Sources]:
    """Give the sources of an organisation, in a session that may write what is noted, or one that only reads."""
    banked = list(read_banked())
    items = [one.item for one in banked]
    private = [one.item.name for one in banked if one.private]
    results = Results(store, items, organisation_id=organisation_id, private=private)
    with store.session(organisation_id, write=write) as session:
        yield Sources(store, session, results, {item.name: item for item in items})


def stage_of(said: str) -> Stage:
    """Return an evidence stage as the store holds it."""
    return next(stage for stage in STAGES if stage == said)


def evidence_of(organisation: Organisation, stage: Stage | None) -> tuple[Note, str]:
    """Return what figures are evidence of, as a note and in a few words; no stage: there are none."""
    if organisation.is_make_believe:
        return _MAKE_BELIEVE, "Simulated people of a make-believe organisation."
    if stage is None:
        return Note("What this is evidence of", "Nothing yet: there is no result to show."), "No results."
    said = f"{stage[0].upper()}{stage[1:]}: {meaning(stage).means}."
    return Note("What this is evidence of", said), f"Evidence stage: {stage}."
