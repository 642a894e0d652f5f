"""The way in: which reports there are, and the rows of one for who asks. Commands, pages and jobs come by here."""

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

from sqlmodel import Session

import reports.cli
from assessor.errors import AssessorError
from assessor.people.audit import note
from assessor.progress import kinds
from assessor.progress.reach import FOR, reaches
from assessor.progress.sources import Asked, Given, Sources
from assessor.training.told import note_opened
from reports import kinds as shown
from reports.given import GivenKind, Subject


class NotYours(AssessorError):
    """Somebody asks for a report that is not hers to ask for."""


@cache
def names() -> tuple[str, ...]:
    """List the reports that the assessor feeds, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(kinds.__path__)))


def kind_of(name: str) -> GivenKind:
    """Return how a report is shown; `name` is one of `names()`."""
    return cast("GivenKind", shown.load(name))


def subject_of(name: str) -> Subject:
    """Return whom a report is on."""
    return kind_of(name).subject


def wishes_of(name: str) -> Mapping[str, str]:
    """Return what else may be said of a report: names, and what each is."""
    return kind_of(name).wishes


def given(sources: Sources, name: str, asked: Asked) -> Given:
    """Return the rows of a report, and note for whom they were made. Raises NotYours."""
    found = rows(sources, name, asked)
    noted(sources.session, name, asked, found)
    return found


def rows(sources: Sources, name: str, asked: Asked) -> Given:
    """Return the rows of a report; nothing is written. Whoever shows them notes it. Raises NotYours."""
    if not reaches(sources.session, asked.viewer, subject_of(name), asked.about):
        raise NotYours(
            f"the report '{name}' is not for {asked.viewer.name or 'this reader'}; it is for {FOR[subject_of(name)]}"
        )
    found: Given = importlib.import_module(f"{kinds.__name__}.{name}").rows(sources, asked)
    return found


def noted(session: Session, name: str, asked: Asked, found: Given) -> None:
    """Note for whom a report was made, and that she has opened the results of others that stand in it."""
    subject = subject_of(name)
    about = "person" if subject in {"learner", "trainer"} else subject
    note(session, asked.viewer, "report.made", f"{about}:{asked.about}", {"report": name})
    if subject != "learner" or asked.about != asked.viewer.person_id:
        note_opened(session, asked.viewer, found.opened, asked.now)


def command(argv: Sequence[str], rows: reports.cli.Given) -> int:
    """Run ``toprung report …``, with where the rows of each of the assessor's kinds come from."""
    return reports.cli.main(argv, rows)
