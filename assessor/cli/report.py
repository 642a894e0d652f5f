"""``toprung report …``: what measures were made into, as pages, documents and tables. DATABASE_URL names the store."""

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from contextlib import closing

from sqlmodel import Session, col, select

from assessor import progress
from assessor.bank.reading import read_banked
from assessor.cli.organisations import organisation_named
from assessor.cli.sit import private_names
from assessor.db import open_store
from assessor.errors import AssessorError
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.person import Person
from assessor.people.audit import note
from assessor.people.viewing import viewer_of
from assessor.settings import Settings
from assessor.sittings.ending.results import Results
from assessor.training.told import note_opened


class NoSuchPerson(AssessorError):
    """Nobody of the organisation has this id or address."""


def main(argv: Sequence[str]) -> int:
    """Run ``toprung report …`` and return its exit code; a user's mistake ends in one sentence."""
    try:
        return progress.command(argv, {"learner": learners})
    except AssessorError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code


def learners(options: argparse.Namespace) -> list[object]:
    """Return the rows of who was asked for, and note for whom they were made. Raises AssessorError."""
    with closing(open_store(Settings.from_environment().database_url)) as store:
        organisation = organisation_named(store, options.organisation or None)
        banked = list(read_banked())
        items = [one.item for one in banked]
        results = Results(store, items, organisation_id=organisation.id, private=private_names(banked))
        with store.session(organisation.id, write=True) as session:
            sources = progress.Sources(store, session, results, {item.name: item for item in items})
            return [_rows(sources, person, options.reader) for person in _people(session, options)]


def _people(session: Session, options: argparse.Namespace) -> Sequence[Person]:
    if not options.all:
        return [_person(session, options.learner)]
    sat = select(Sitting.person_ref)
    return session.exec(select(Person).where(col(Person.id).in_(sat)).order_by(Person.name)).all()


def _person(session: Session, wanted: str) -> Person:
    """Return the person of an id or an address. Raises NoSuchPerson."""
    is_meant = (col(Person.id) == wanted) | (col(Person.email) == wanted.strip().lower())
    found = session.exec(select(Person).where(is_meant)).all()
    if len(found) != 1:
        raise NoSuchPerson(f"nobody here has the id or address '{wanted}'; write one of this organisation's")
    return found[0]


def _rows(sources: progress.Sources, person: Person, reader: str) -> object:
    """Return a learner's rows; that they were made for another is noted as if she had opened the results."""
    now = dt.datetime.now(dt.UTC)
    viewer = viewer_of(sources.session, _person(sources.session, reader) if reader else person)
    found, shown = progress.learner_rows(sources, viewer, person, now)
    if viewer.person_id == person.id:
        note(sources.session, viewer, "report.made", f"person:{person.id}")
    else:
        note_opened(sources.session, viewer, shown, now)
    return found
