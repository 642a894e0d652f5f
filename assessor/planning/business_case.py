"""What an owner types for the business case of a team: up to which use of AI, by when, what an hour costs, which work.

Money comes in as pounds and is kept in whole pence. All mistakes are told at once, one sentence each.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Literal, get_args

from pydantic import Field

from assessor.planning.fields import Fields, NotTaken, typed_pounds
from assessor.versioned import Strict

KIND = "business_case"
Target = Literal["context", "orchestration"]
CURRENCY = "GBP"
MOST_WORKS = 12
MOST_HOUR_PENCE = 100_000
MOST_TIMES = 100_000
LEAST_TIMES = 0.1
LEAST_RATE, MOST_RATE = 0.1, 10.0
LATEST_YEARS = 5
_NAME = 80
_RUN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{3,63}")
_NUMBER = re.compile(r"\d{1,6}(\.\d{1,4})?|\d{1,3}(,\d{3})(\.\d{1,4})?")
_SHOWN = 30


class WorkSaid(Strict):
    """A piece of work that the team does."""

    name: str = Field(min_length=1, max_length=_NAME)
    times_a_month: float = Field(ge=LEAST_TIMES, le=MOST_TIMES)
    """By the whole team."""
    run: str = ""
    """The id of the benchmark run that stands for it; empty for none."""


class BusinessSaid(Strict):
    """All that was typed."""

    target: Target
    until: dt.date
    reached_percent: int = Field(ge=1, le=100)
    """Of those who work below the target, how many shall have taken the step by then."""
    hour_pence: int = Field(ge=1, le=MOST_HOUR_PENCE)
    """What an hour of a person costs."""
    per_dollar: float | None = Field(default=None, ge=LEAST_RATE, le=MOST_RATE)
    """Pounds for a US dollar, in which models are paid; none where nobody said."""
    works: tuple[WorkSaid, ...] = Field(min_length=1, max_length=MOST_WORKS)


def about(team_id: str) -> str:
    """Return about whom it is kept."""
    return f"team:{team_id}"


def read(form: Mapping[str, str], today: dt.date) -> BusinessSaid:
    """Return what a form says. Raises NotTaken."""
    fields = Fields(form)
    target = next((one for one in get_args(Target) if one == fields.text("target")), None)
    if target is None:
        fields.wrong("target", "Choose up to which way of using AI the case goes.")
    until = _until(fields, today)
    reached = fields.whole("reached", "people in a hundred", 1, 100)
    hour = fields.pence("hour_cost", "the cost of an hour", MOST_HOUR_PENCE)
    if hour == 0:
        fields.wrong("hour_cost", "An hour costs more than 0; write what an hour of a person costs in pounds.")
    rate = _number(fields, "per_dollar", "the pounds that a US dollar costs", (LEAST_RATE, MOST_RATE))
    for name, what in _NEEDED.items():
        if not fields.has(name):
            fields.wrong(name, f"Fill in {what}.")
    works = tuple(_works(fields))
    if not works:
        fields.wrong("work-0-name", "Name at least one piece of work, and how often the team does it in a month.")
    if fields.mistakes or target is None or until is None or reached is None or hour is None:
        raise NotTaken(fields.mistakes)
    return BusinessSaid(
        target=target, until=until, reached_percent=reached, hour_pence=hour, per_dollar=rate, works=works
    )


def as_form(said: BusinessSaid) -> dict[str, str]:
    """Return what was typed as a form shows it."""
    found = {
        "target": said.target,
        "until": said.until.isoformat(),
        "reached": str(said.reached_percent),
        "hour_cost": typed_pounds(said.hour_pence),
        "per_dollar": "" if said.per_dollar is None else f"{said.per_dollar:g}",
    }
    for place, work in enumerate(said.works):
        found |= {f"work-{place}-name": work.name, f"work-{place}-times": f"{work.times_a_month:g}"}
        found[f"work-{place}-run"] = work.run
    return found


def lines_in(form: Mapping[str, str]) -> int:
    """Return how many lines for work a form shows: those that are filled in, and three more."""
    filled = [place for place in range(MOST_WORKS) if form.get(f"work-{place}-name") or form.get(f"work-{place}-times")]
    return min(max(filled, default=-1) + 4, MOST_WORKS)


_NEEDED = {
    "until": "by when, as a day",
    "reached": "how many in a hundred shall take the step",
    "hour_cost": "what an hour of a person costs in pounds",
}


def _until(fields: Fields, today: dt.date) -> dt.date | None:
    until = fields.day("until", "the day by which")
    if until is not None and not today <= until <= today + dt.timedelta(days=366 * LATEST_YEARS):
        fields.wrong("until", f"{until} is not within {LATEST_YEARS} years from today; write a day that is.")
    return until


def _works(fields: Fields) -> Iterator[WorkSaid]:
    for place in range(MOST_WORKS):
        names = {each: f"work-{place}-{each}" for each in ("name", "times", "run")}
        if not any(map(fields.has, names.values())):
            continue
        name, run = fields.text(names["name"]), fields.text(names["run"])
        times = _number(fields, names["times"], "how often in a month", (LEAST_TIMES, MOST_TIMES))
        if not name:
            fields.wrong(names["name"], "Name this piece of work, or empty its other fields.")
        elif len(name) > _NAME:
            fields.wrong(names["name"], f"The name has {len(name)} characters; write {_NAME} at most.")
        if not fields.has(names["times"]):
            fields.wrong(names["times"], "Fill in how often the whole team does it in a month.")
        if run and not _RUN.fullmatch(run):
            fields.wrong(
                names["run"],
                f"'{run[:_SHOWN]}' is no id of a run; write one as `toprung bench list` shows it.",
            )
        if times is not None and 0 < len(name) <= _NAME and (not run or _RUN.fullmatch(run)):
            yield WorkSaid(name=name, times_a_month=times, run=run)


def _number(fields: Fields, name: str, what: str, bounds: tuple[float, float]) -> float | None:
    """Return a number between bounds; None where the field is empty or wrong."""
    said = fields.text(name)
    if not said:
        return None
    found = float(said.replace(",", "")) if said.isascii() and _NUMBER.fullmatch(said) else None
    if found is None or not bounds[0] <= found <= bounds[1]:
        fields.wrong(name, f"'{said[:_SHOWN]}' is not {what}; write a number from {bounds[0]:g} to {bounds[1]:,g}.")
        return None
    return found
