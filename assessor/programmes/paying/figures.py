"""Dated figures on who pays, and what a training provider claims of the way up: each with its source. Never a promise.

A figure that is not known for a day is None and nothing is put in its place.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from assessor.framework import Rung
from assessor.versioned import Strict, read_versioned

FUNDING = Path(__file__).parents[1] / "funding"
CLAIMS = Path(__file__).parents[1] / "claims"
LATEST_FUNDING = "england-1"
LATEST_CLAIMS = "pathway-2"
GUIDANCE = "Guidance, not advice: check with your training provider and the rules in force before you decide."
ADULT = 25
"""From this age on an employer without the levy pays a share."""


class Figure(Strict):
    """One figure of the rules, for the days for which it holds."""

    key: str
    value: float
    unit: Literal["%", "months", "GBP"]
    who: str
    """For whom or what it holds."""
    valid_from: dt.date
    valid_until: dt.date | None = None
    """The last day; none where no end is known."""
    source: str
    kind: Literal["primary", "training provider", "secondary"]
    as_of: dt.date
    """When the source was read."""
    conflict: str = ""
    """What another source says instead."""

    def holds(self, day: dt.date) -> bool:
        """Say whether it holds on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class _Funding(Strict):
    title: str
    figure: tuple[Figure, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _says_one_thing_a_day(self) -> "_Funding":
        for figure in self.figure:
            others = (one for one in self.figure if one.key == figure.key and one is not figure)
            if any(one.holds(figure.valid_from) for one in others):
                raise ValueError(f"two figures '{figure.key}' hold on {figure.valid_from}")
        return self


class Claim(Strict):
    """What somebody says of how long a rung of use takes."""

    rung: Rung
    said: str
    by: str
    source: str
    as_of: dt.date


class Route(Strict):
    """What somebody says of where a programme leads, and how long it takes."""

    programme: str
    said: str
    by: str
    source: str
    as_of: dt.date


class _Claims(Strict):
    title: str
    claim: tuple[Claim, ...]
    route: tuple[Route, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """The employer's share of training and assessment."""

    percent: float | None
    """None where no figure is known for the day."""
    figure: Figure | None
    """What it rests on; None where the levy's own funds pay, or nothing is known."""
    said: str


def figures_on(day: dt.date) -> tuple[Figure, ...]:
    """Return the figures that hold on a day. Raises BrokenFile."""
    return tuple(figure for figure in _funding().figure if figure.holds(day))


def figure_on(key: str, day: dt.date) -> Figure | None:
    """Return one figure; None where none is known for the day. Raises BrokenFile."""
    return next((figure for figure in figures_on(day) if figure.key == key), None)


def employers_share(day: dt.date, *, pays_levy: bool, has_funds: bool, age: int) -> Share:
    """Return what an employer pays for an apprentice who starts on a day at an age; `has_funds` in the levy account."""
    if pays_levy and has_funds:
        return Share(0.0, None, "The funds in the levy account pay, up to the standard's band.")
    key = "no_levy_from_25_percent" if age >= ADULT else "no_levy_to_24_percent"
    figure = figure_on("levy_payer_exhausted_percent" if pays_levy else key, day)
    if figure is None:
        return Share(None, None, f"No figure is kept for a start on {day}.")
    return Share(figure.value, figure, f"The employer pays {figure.value:g} %: {figure.who}.")


def claims() -> tuple[Claim, ...]:
    """Return what is claimed of the way up, to be quoted with its source. Raises BrokenFile."""
    return _claims().claim


def routes() -> tuple[Route, ...]:
    """Return what is claimed of where programmes lead, to be quoted with its source. Raises BrokenFile."""
    return _claims().route


def band_on(code: str, day: dt.date) -> Figure | None:
    """Return what is funded of a programme for each learner, at most; None where it is not known."""
    return figure_on(f"{code.lower()}_band_gbp", day)


@cache
def _funding() -> _Funding:
    return read_versioned(_Funding, FUNDING, LATEST_FUNDING, "set of funding rules")


@cache
def _claims() -> _Claims:
    return read_versioned(_Claims, CLAIMS, LATEST_CLAIMS, "set of claims")
