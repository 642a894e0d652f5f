"""The form of a kind whose rows are given: on one learner, team or cohort, or on each of a list, a page each."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from reports.data import Link, Page, Report

Subject = Literal["learner", "team", "cohort", "trainer", "organisation"]
WHOSE: Mapping[str, str] = {
    "learner": "a person's id or the address of her mail",
    "team": "a team's id or name",
    "cohort": "a cohort's id or name",
}
"""What names one on the command line; a trainer's report is the reader's own, and there is one organisation."""


@dataclass(frozen=True, slots=True)
class Listed:
    """How reports on several are put together."""

    folder: str
    """Where their pages are written: ``learners``."""
    name: Callable[[Any], str]
    """From the rows of one, the id that names its page."""
    build: Callable[[Sequence[Any], Callable[[Any], str]], Report]
    """From the rows of all and the page of each, the page that leads to them."""
    title: str
    """What the way back to that page is called."""


@dataclass(frozen=True, slots=True)
class GivenKind:
    """A report that is built from what the assessor gives."""

    about: str
    """What it shows, for the list of reports."""
    subject: Subject
    """Whom it is on."""
    build: Callable[[Any], Report]
    """From the rows of one."""
    listed: Listed | None = None
    """None where there is never more than one."""
    wishes: Mapping[str, str] = field(default_factory=dict)
    """What else may be said when it is asked for: names, and what each is."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add whom it is on, and through whose eyes."""
        if self.subject in WHOSE:
            whose = parser.add_mutually_exclusive_group(required=True)
            whose.add_argument(f"--{self.subject}", metavar="ID", default="", help=WHOSE[self.subject])
            if self.listed:
                whose.add_argument(
                    "--all", action="store_true", help="all that the reader may see, a page each, and a list of them"
                )
        parser.add_argument(
            "--organisation",
            metavar="ID",
            default="",
            help="which organisation, where there are several: its id or name",
        )
        own = "; default: the learner herself" if self.subject == "learner" else ""
        parser.add_argument(
            "--reader",
            metavar="ID",
            default="",
            required=not own,
            help=f"for whom it is made, by id or address: what she may see{own}",
        )
        for name, what in self.wishes.items():
            parser.add_argument(f"--{name}", metavar="WORDS", default="", help=what)

    def pages(self, options: Namespace, given: Iterable[Any] = ()) -> Iterator[Page]:
        """Build a page for each that is given; one that was asked for alone is the index."""
        rows = list(given)
        if not (self.listed and getattr(options, "all", False)):
            yield from (Page("index", self.build(one)) for one in rows)
            return
        listed = self.listed
        yield Page("index", listed.build(rows, lambda one: f"{listed.folder}/{listed.name(one)}"))
        for one in rows:
            up = Link(listed.title, "index")
            yield Page(f"{listed.folder}/{listed.name(one)}", replace(self.build(one), up=up))

    def source(self, options: Namespace) -> str:
        """Say who reads."""
        return f"for: {options.reader or 'the learner'}"
