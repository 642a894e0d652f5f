"""``toprung report …``: what measures were made into, as pages, documents and tables. DATABASE_URL names the store."""

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from typing import Any

from sqlmodel import Session, col, select

from assessor.cli.organisations import organisation_named
from assessor.db import open_store
from assessor.errors import AssessorError
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.cohort import Cohort
from assessor.models.people.person import Person
from assessor.models.people.team import Team
from assessor.people.viewer import Viewer
from assessor.people.viewing import viewer_of
from assessor.progress import asking, reach
from assessor.progress.sources import Asked, Sources, sources_of
from assessor.settings import Settings


class NoSuchPerson(AssessorError):
    """Nobody of the organisation has this id or address."""


class NoSuchGroup(AssessorError):
    """The organisation has no team or cohort of this id or name."""


def main(argv: Sequence[str]) -> int:
    """Run ``toprung report …`` and return its exit code; a user's mistake ends in one sentence."""
    try:
        return asking.command(argv, {name: partial(rows_of, name) for name in asking.names()})
    except AssessorError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code


def rows_of(kind: str, options: argparse.Namespace) -> list[Any]:
    """Return the rows of whom was asked for, each noted as made for the reader. Raises AssessorError."""
    now = dt.datetime.now(dt.UTC)
    with closing(open_store(Settings.from_environment().database_url)) as store:
        organisation = organisation_named(store, options.organisation or None)
        with sources_of(store, organisation.id) as sources:
            wishes = {name: said for name in asking.wishes_of(kind) if (said := getattr(options, name))}
            return [
                asking.given(sources, kind, Asked(viewer, about, now, wishes)).rows
                for viewer, about in _wanted(sources, kind, options)
            ]


def _wanted(sources: Sources, kind: str, options: argparse.Namespace) -> list[tuple[Viewer, str]]:
    """Return on whom reports are wanted, each with who reads it."""
    session, subject = sources.session, asking.subject_of(kind)
    reader = viewer_of(session, _person(session, options.reader)) if options.reader else None
    if getattr(options, "all", False):
        if reader is None:
            return [(viewer_of(session, person), person.id) for person in _who_sat(session)]
        return [(reader, about) for about in reach.everybody(session, reader, subject)]
    if subject == "learner":
        person = _person(session, options.learner)
        return [(reader or viewer_of(session, person), person.id)]
    assert reader is not None, "every other report asks for its reader"
    if subject == "team":
        return [(reader, _group(session, Team, options.team))]
    if subject == "cohort":
        return [(reader, _group(session, Cohort, options.cohort))]
    return [(reader, about) for about in reach.everybody(session, reader, subject)]


def _who_sat(session: Session) -> Sequence[Person]:
    sat = select(Sitting.person_ref)
    return session.exec(select(Person).where(col(Person.id).in_(sat)).order_by(Person.name)).all()


def _person(session: Session, wanted: str) -> Person:
    """Return the person of an id or an address. Raises NoSuchPerson."""
    is_meant = (col(Person.id) == wanted) | (col(Person.email) == wanted.strip().lower())
    found = session.exec(select(Person).where(is_meant)).all()
    if len(found) != 1:
        raise NoSuchPerson(f"nobody here has the id or address '{wanted}'; write one of this organisation's")
    return found[0]


def _group(session: Session, table: type[Team] | type[Cohort], wanted: str) -> str:
    """Return the id of a team or cohort by its id or name. Raises NoSuchGroup."""
    found = session.exec(select(table.id).where((col(table.id) == wanted) | (col(table.name) == wanted))).all()
    if len(found) != 1:
        what = table.__name__.lower()
        raise NoSuchGroup(f"there is no {what} of the id or name '{wanted}' here; write one of this organisation's")
    return found[0]
