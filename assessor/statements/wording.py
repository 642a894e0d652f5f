"""What a statement says, by the xAPI specification 1.0.3 (2.0 takes the same). Plain values; no store, no network.

People stand in it by a number (an account, never an address), sittings by theirs (the registration). An id is made of
what is said, so the same thing said twice is one statement.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any, Literal

Verb = Literal["initialized", "completed", "scored", "voided"]
Body = dict[str, Any]
LANGUAGE = "en-GB"
_VERBS = "http://adlnet.gov/expapi/verbs/"
_ASSESSMENT = "http://adlnet.gov/expapi/activities/assessment"


@dataclass(frozen=True, slots=True)
class Sat:
    """A sitting, as statements know it."""

    address: str
    """Of the installation: people and activities are numbered within it."""
    person_id: str
    sitting_id: str
    is_make_believe: bool
    """Whether the organisation is a demonstration; every statement says so."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a result says, in words, with its doubt."""

    said: str
    """The level in words, as she was told."""
    level: str | None
    """The name of the level issued; none where none is."""
    chance: float | None
    """That she is at this level or above."""
    stage: str
    """What the figures rest on (evidence stage)."""
    share_id: str
    """Of her choice to share it, by which it leaves."""


def began(sat: Sat, at: dt.datetime) -> Body:
    """Say that a sitting began."""
    return _body(sat, "initialized", at, id=_id(sat.address, sat.sitting_id, "initialized"))


def ended(sat: Sat, at: dt.datetime) -> Body:
    """Say that a sitting ended, and nothing of its result."""
    own = _id(sat.address, sat.sitting_id, "completed")
    return _body(sat, "completed", at, id=own, result={"completion": True})


def scored(sat: Sat, outcome: Outcome, at: dt.datetime) -> Body:
    """Say what a result says."""
    facts = {
        "result": outcome.said,
        "level": outcome.level,
        "chance-of-level-or-above": outcome.chance,
        "evidence-stage": outcome.stage,
    }
    said = {_term(sat.address, name): value for name, value in facts.items() if value is not None}
    return _body(sat, "scored", at, id=_id(sat.address, outcome.share_id, "scored"), result={"extensions": said})


def voided(sat: Sat, statement_id: str, at: dt.datetime) -> Body:
    """Take a statement back."""
    body = _body(sat, "voided", at, id=_id(sat.address, statement_id, "voided"))
    del body["context"]["platform"]  # which is of activities alone
    return body | {"object": {"objectType": "StatementRef", "id": statement_id}}


def _body(sat: Sat, verb: Verb, at: dt.datetime, **more: object) -> Body:
    make_believe = {"extensions": {_term(sat.address, "make-believe"): True}} if sat.is_make_believe else {}
    return {
        "actor": {"objectType": "Agent", "account": {"homePage": sat.address, "name": sat.person_id}},
        "verb": {"id": f"{_VERBS}{verb}", "display": {LANGUAGE: verb}},
        "object": _activity(sat),
        "context": {"registration": sat.sitting_id, "platform": "Toprung", "language": LANGUAGE, **make_believe},
        "timestamp": at.astimezone(dt.UTC).isoformat(timespec="milliseconds"),
        **more,
    }


def _activity(sat: Sat) -> Body:
    name = "A sitting on skill in working with AI"
    return {
        "objectType": "Activity",
        "id": f"{sat.address}/xapi/sitting",
        "definition": {
            "type": _ASSESSMENT,
            "name": {LANGUAGE: f"{name} (make-believe)" if sat.is_make_believe else name},
            "description": {
                LANGUAGE: "Questions on working with AI. Not validated for selection, pay or dismissal."
                + (" The people and results of this organisation are made up." if sat.is_make_believe else "")
            },
        },
    }


def _term(address: str, name: str) -> str:
    """Return the name of a term of ours, which is an address."""
    return f"{address}/xapi/terms/{name}"


def _id(address: str, thing: str, verb: Verb) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{address}/xapi/{thing}/{verb}"))
