"""Puts items into their place: an installation's own open bank, or a private bank. All are good, or none is written.

Nothing that people may have been asked is overwritten: another content under the same id and version is refused.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assessor.bank.item import Item
from assessor.bank.reading import HOME, OWN, SHIPPED, Place, home, places, read_item
from assessor.bank.writing import as_toml
from assessor.curating.exchange.source import Offered
from assessor.errors import AssessorError, CannotWrite

_BANK = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_ONLY_OURS = 0o700
_FILE_OURS, _FILE_OPEN = 0o600, 0o644


class BadImport(AssessorError):
    """Items that cannot be taken in; one sentence says why."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do."""

    folder: Path
    """AREA/ID.toml are written below it."""
    bank: str
    private: bool
    new: tuple[Item, ...]
    newer: tuple[Item, ...]
    """Of a higher version than the one that is there, whose file they replace."""
    same: int
    """There already, as they are."""
    faults: tuple[str, ...]
    """What forbids the whole import."""


def plan_import(offered: Offered, *, private: bool, bank: str | None) -> Plan:
    """Compare what is offered with the banks that are there. Raises BadImport, BrokenItem."""
    folder, name = _target(private=private, bank=bank)
    there = places()
    new, newer, faults = [], [], list(offered.faults)
    same = 0
    for where, item in offered.items:
        place = there.get(item.id)
        if place is None or _covers(place, name):
            new.append(item)
        elif place.bank != name:
            faults.append(f"{where}: the id {item.id} is in the bank '{place.bank}' already; give it another one")
        else:
            before = read_item(place.path)
            if before.digest == item.digest and before == item:
                same += 1
            elif item.version > before.version:
                newer.append(item)
            else:
                faults.append(_overwrites(where, item, before))
    return Plan(folder, name, private, tuple(new), tuple(newer), same, tuple(faults))


def carry_out(plan: Plan) -> Iterator[Item]:
    """Write the items of a plan without faults, and yield each when it is written beside its place.

    After the last one all are moved into their places. Raises CannotWrite; unless moving has begun, nothing is left
    then. An import that was broken off while moving is ended by the same import again.
    """
    try:
        _make_folder(plan.folder, private=plan.private)
        with tempfile.TemporaryDirectory(prefix=".import-", dir=plan.folder) as staged:
            moves: dict[Path, Path] = {}
            for item in (*plan.new, *plan.newer):
                written = _stage(Path(staged), item, private=plan.private)
                moves[written] = plan.folder / item.area / f"{item.id}.toml"
                yield item
            os.sync()  # a power cut must not leave an empty file where an item was
            for area in {target.parent for target in moves.values()}:
                _make_folder(area, private=plan.private)
            for written, target in moves.items():
                written.replace(target)
    except OSError as error:
        raise CannotWrite(plan.folder, error) from error


def _target(*, private: bool, bank: str | None) -> tuple[Path, str]:
    own = home()
    if own is None:
        raise BadImport(f"items are taken into ${HOME}; set it to the folder of your own tasks and items")
    if not private:
        if bank is not None:
            raise BadImport(f"the open items of an installation are one bank; --name {bank} goes with --private")
        return own / "items", OWN
    if bank is None:
        raise BadImport("a private bank needs a name; give it by --name")
    if not _BANK.fullmatch(bank) or bank in {OWN, SHIPPED}:
        raise BadImport(
            f"'{bank}' is no name for a private bank; up to 40 small letters, digits and hyphens are, "
            f"but not '{OWN}' and '{SHIPPED}'"
        )
    return own / "private" / bank, bank


def _covers(place: Place, bank: str) -> bool:
    """Tell whether an installation's own open item would take the place of a shipped one, as it may."""
    return bank == OWN and place.bank == SHIPPED


def _overwrites(where: str, item: Item, before: Item) -> str:
    if item.version < before.version:
        return f"{where}: version {item.version} of {item.id} is older than the one there, {before.version}"
    if before.digest == item.digest:
        return (
            f"{where}: {item.id} is there as {before.status} with review on {before.review}; a status is changed by "
            "`toprung items review`, and a new review date by a new version"
        )
    return f"{where}: {item.id} is there with another content as version {item.version}; make this {item.version + 1}"


def _stage(folder: Path, item: Item, *, private: bool) -> Path:
    path = folder / f"{item.id}.toml"
    path.write_text(as_toml(item), encoding="utf-8")
    path.chmod(_FILE_OURS if private else _FILE_OPEN)
    return path


def _make_folder(folder: Path, *, private: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if private:
        folder.chmod(_ONLY_OURS)
