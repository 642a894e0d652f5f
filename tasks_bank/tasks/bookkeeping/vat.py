"""What the VAT codes mean and how entries make up the boxes of a VAT return. Facts and sources are in vat.toml."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

Side = Literal["sale", "purchase"]
WHOLE_POUNDS = frozenset({"6", "7"})
"""Boxes that are stated without pence."""


@dataclass(frozen=True, slots=True)
class Treatment:
    """How one VAT code is treated."""

    code: str
    rate: Decimal
    vat_boxes: Mapping[Side, tuple[str, ...]]
    """The boxes that the VAT of an entry is added to, on each side."""
    net_boxes: Mapping[Side, tuple[str, ...]]
    source: str
    since: str
    """From when it has been in force, as an ISO date."""


@dataclass(frozen=True, slots=True)
class Coded:
    """What the boxes need of an entry."""

    side: Side
    code: str
    net: Decimal
    vat: Decimal


@cache
def treatments() -> Mapping[str, Treatment]:
    """Return the treatments by their code."""
    found = tomllib.loads((Path(__file__).parent / "vat.toml").read_text(encoding="utf-8"))
    return {
        code: Treatment(
            code,
            Decimal(said["rate"]),
            {"sale": tuple(said["sale"]["vat"]), "purchase": tuple(said["purchase"]["vat"])},
            {"sale": tuple(said["sale"]["net"]), "purchase": tuple(said["purchase"]["net"])},
            said["source"],
            said["since"].isoformat(),
        )
        for code, said in found.items()
    }


def vat_boxes(entries: Iterable[Coded]) -> Mapping[str, Decimal]:
    """Add entries up to the boxes 1, 3, 4, 5, 6 and 7, as the return states them; unknown codes count nowhere."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for entry in entries:
        if treatment := treatments().get(entry.code):
            for box in treatment.vat_boxes[entry.side]:
                sums[box] += entry.vat
            for box in treatment.net_boxes[entry.side]:
                sums[box] += entry.net
    sums["3"] = sums["1"]
    sums["5"] = sums["3"] - sums["4"]
    return {box: as_stated(box, sums[box]) for box in ("1", "3", "4", "5", "6", "7")}


def as_stated(box: str, amount: Decimal) -> Decimal:
    """Drop the pence where the return has none."""
    return Decimal(int(amount)) if box in WHOLE_POUNDS else amount
