"""What an owner types for the Article 4 record: measures for AI literacy, a row each; and what is known of the duty.

The duty's facts are dated data. Nothing in here judges whether an organisation complies.
"""

import datetime as dt
import secrets
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field
from sqlmodel import Session

from assessor.people.viewer import Viewer
from assessor.planning import inputs
from assessor.planning.fields import Fields, NotTaken
from assessor.versioned import Strict, read_versioned

PLACE = inputs.Place("article_4")
DUTIES = Path(__file__).parent / "duties"
LATEST_DUTY = "article-4-1"
MOST_MEASURES = 100
MOST_WORDS = 500
_LONGEST = dt.timedelta(days=3 * 366)
_OLDEST = dt.date(2020, 1, 1)
_NEEDED = {
    "audience": "for whom the measure is",
    "objective": "what these people are to be able to do",
    "measure": "what is done for it",
    "review_on": "the day on which it is looked at again",
}


class Fact(Strict):
    """One thing that is known of the duty."""

    about: str
    said: str
    source: str
    kind: Literal["primary", "secondary", "our reading"]
    as_of: dt.date
    """When the source was read."""
    conflict: str = ""
    """What another source says instead."""


class Duty(Strict):
    """What is known of the duty, at a date."""

    name: str
    version: int = Field(ge=1)
    issued: dt.date
    title: str
    note: str
    fact: tuple[Fact, ...] = Field(min_length=1)


class MeasureSaid(Strict):
    """One measure."""

    key: str = Field(min_length=1, max_length=20)
    """Tells it from the others, for as long as it stands."""
    audience: str = Field(min_length=1, max_length=MOST_WORDS)
    objective: str = Field(min_length=1, max_length=MOST_WORDS)
    measure: str = Field(min_length=1, max_length=MOST_WORDS)
    evidence: str = Field(default="", max_length=MOST_WORDS)
    """What is kept of it, and where; empty where nothing is."""
    done_on: dt.date | None = None
    """None while it is planned or goes on."""
    review_on: dt.date
    changed_on: dt.date
    """When these words were typed."""


class RecordSaid(Strict):
    """All measures, in the order in which they were added."""

    measures: tuple[MeasureSaid, ...] = Field(default=(), max_length=MOST_MEASURES)

    def of(self, key: str) -> MeasureSaid | None:
        """Return a measure by its key; None where it is gone."""
        return next((one for one in self.measures if one.key == key), None)


@cache
def read_duty(name: str = LATEST_DUTY) -> Duty:
    """Read what is known of the duty, by the name of its file. Raises BrokenFile."""
    return read_versioned(Duty, DUTIES, name, "file on a duty")


def newest(session: Session) -> tuple[RecordSaid, inputs.Typed | None]:
    """Return the measures as they stand, and who changed them last."""
    typed = inputs.newest(session, PLACE)
    return RecordSaid.model_validate(typed.said) if typed else RecordSaid(), typed


def put(said: RecordSaid, form: Mapping[str, str], today: dt.date) -> RecordSaid:
    """Return the measures with one from a form: in the place of the one whose key it names, or as a new one.

    Raises NotTaken.
    """
    key = form.get("key", "")
    if not key and len(said.measures) >= MOST_MEASURES:
        raise NotTaken({"audience": f"There are {MOST_MEASURES} measures; take one out before you add another."})
    if key and said.of(key) is None:
        raise NotTaken({"audience": "This measure was taken out meanwhile; add it as a new one."})
    made = _measure(form, key or secrets.token_hex(6), today)
    others = tuple(made if one.key == key else one for one in said.measures)
    return RecordSaid(measures=others if key else (*others, made))


def without(said: RecordSaid, key: str) -> RecordSaid:
    """Return the measures without one; what was typed before stays in the store."""
    return RecordSaid(measures=tuple(one for one in said.measures if one.key != key))


def keep(session: Session, viewer: Viewer, said: RecordSaid, at: dt.datetime) -> None:
    """Keep the measures; those of before stay beside them."""
    inputs.keep(session, viewer, PLACE, said.model_dump(mode="json"), at)


def as_form(one: MeasureSaid) -> dict[str, str]:
    """Return a measure as a form shows it."""
    days = {"done_on": one.done_on.isoformat() if one.done_on else "", "review_on": one.review_on.isoformat()}
    words = {name: getattr(one, name) for name in ("key", "audience", "objective", "measure", "evidence")}
    return words | days


def _measure(form: Mapping[str, str], key: str, today: dt.date) -> MeasureSaid:
    fields = Fields(form)
    for name, what in _NEEDED.items():
        if not fields.has(name):
            fields.wrong(name, f"Fill in {what}.")
    for name in ("audience", "objective", "measure", "evidence"):
        if len(fields.text(name)) > MOST_WORDS:
            fields.wrong(name, f"This has {len(fields.text(name)):,} characters; write {MOST_WORDS} at most.")
    done = fields.day("done_on", "the day on which it was done")
    if done is not None and not _OLDEST <= done <= today:
        fields.wrong("done_on", f"{done} is not a day up to today; leave it empty while the measure is planned.")
    review = fields.day("review_on", "the day of the review")
    if review is not None and not _OLDEST <= review <= today + _LONGEST:
        fields.wrong("review_on", f"{review} is more than three years off; set a day before that.")
    if fields.mistakes or review is None:
        raise NotTaken(fields.mistakes)
    return MeasureSaid(
        key=key,
        audience=fields.text("audience"),
        objective=fields.text("objective"),
        measure=fields.text("measure"),
        evidence=fields.text("evidence"),
        done_on=done,
        review_on=review,
        changed_on=today,
    )
