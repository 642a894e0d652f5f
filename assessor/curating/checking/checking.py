"""The door: every finding on a bank, from its files."""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from assessor.bank.item import Item
from assessor.bank.reading import BrokenItem, read_item
from assessor.curating.checking.blueprint import Blueprint, gaps
from assessor.curating.checking.finding import Fault, Finding, warning
from assessor.curating.checking.forms import form_faults
from assessor.curating.checking.keys import key_faults
from assessor.curating.checking.likeness import alike
from assessor.curating.checking.tags import tag_faults
from assessor.curating.checking.wording import YEARS_OFF, wording_faults, years_easier

_NAMED = 5
_MOST_PAIRS = 500
"""Of items that are alike: a bank that has more was made by a machine, and a person reads no more."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A bank as it was found."""

    files: int
    items: tuple[Item, ...]
    """Those that could be read."""
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity == "error" for finding in self.findings)


def check_files(files: Iterable[Path], blueprint: Blueprint | None, today: dt.date) -> Checked:
    """Check items from their files, and all of them together against a blueprint."""
    paths = sorted(files)
    items, findings = [], []
    for path in paths:
        try:
            item = read_item(path)
        except BrokenItem as broken:
            findings.append(Finding("error", _short(path), str(broken).partition(": ")[2]))
            continue
        items.append(item)
        findings += [Finding(fault.severity, _short(path), fault.says) for fault in item_faults(item, today)]
    findings += [Finding(fault.severity, "", fault.says) for fault in _bank_faults(items, blueprint)]
    return Checked(len(paths), tuple(items), tuple(findings))


def item_faults(item: Item, today: dt.date) -> Iterator[Fault]:
    """Yield what is wrong with one item; nothing but its forms where those cannot be dealt."""
    broken = list(form_faults(item))
    yield from broken
    if not broken:
        yield from wording_faults(item)
    yield from tag_faults(item, today)


def _bank_faults(items: Sequence[Item], blueprint: Blueprint | None) -> Iterator[Fault]:
    whole = [item for item in items if not list(form_faults(item))]
    if blueprint:
        yield from gaps(items, blueprint)
    yield from key_faults(whole)
    for pair in itertools.islice(alike(items), _MOST_PAIRS):
        same = f"{pair.first.id} and {pair.second.id} share {pair.overlap:.0%} of the words of their questions"
        yield Fault("error" if pair.overlap == 1 else "warning", same)
    yield from _reads_easier(whole)


def _reads_easier(items: Sequence[Item]) -> Iterator[Fault]:
    """Say once for all what does no harm by itself: that items read easier than they state."""
    years = {item.id: easier for item in items if (easier := years_easier(item)) is not None}
    far = sorted((name for name, easier in years.items() if easier > YEARS_OFF), key=lambda name: -years[name])
    if far:
        yield warning(
            f"{len(far)} items read more than {YEARS_OFF:.0f} years easier than the reading age that they state (on "
            f"average all items do by {mean(years.values()):.1f}); most so: {', '.join(far[:_NAMED])}"
        )


def _short(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
