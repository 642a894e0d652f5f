"""The reports, one folder each; the folder listing is the registry, and no kind knows another.

A kind's folder brings ``kind.py`` with a `KIND` that fills the port below, and ``samples.py`` with `samples()`:
made-up input that the common test builds pages from, so that a new kind is tested without an edit elsewhere.
"""

import importlib
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from reports.data import Page


class Kind(Protocol):
    """One kind of report."""

    about: str
    """What it shows, for the list of reports."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add what the command line takes besides ``--format`` and ``--out``."""
        ...

    def pages(self, options: Namespace, given: Iterable[Any] = ()) -> Iterable[Page]:
        """Read what was asked for, or take what is given, and build its pages, ``index`` first."""
        ...

    def source(self, options: Namespace) -> str:
        """Say where the rows came from, for the line before the last: ``ledger: sqlite:///runs.db``."""
        ...


@dataclass(frozen=True, slots=True)
class Sample:
    """Made-up pages of a kind, and what they must account for."""

    pages: tuple[Page, ...]
    trials: int
    """How many trials, or sittings, went in."""
    left_out: int
    """How many of them could not be measured, or may not be shown."""
    counted: tuple[str, str] = ("trial", "trials")
    """What they are, one and more."""


REQUIRED_SAMPLES = ("many", "one", "none", "left-out")
"""The samples that every kind brings."""
ON_MANY, MANY = ("team", "cohort", "trainer"), 5000
"""A kind about one of these brings a sample with so many people, for its layout."""


def names() -> list[str]:
    """List the kinds, sorted."""
    return sorted(path.parent.name for path in Path(__file__).parent.glob("*/kind.py"))


def load(name: str) -> Kind:
    """Return a kind by its name, one of `names()`."""
    kind: Kind = importlib.import_module(f"reports.kinds.{name}.kind").KIND
    return kind


def samples(name: str) -> Mapping[str, Sample]:
    """Return the made-up pages of a kind by name."""
    found: Mapping[str, Sample] = importlib.import_module(f"reports.kinds.{name}.samples").samples()
    return found
