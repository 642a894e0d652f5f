"""Puts notes into a dealt case: useful ones, and the share that is stale, poisoned or contradicted.

A task offers both sorts, each with what it does to a perfect answer; that is kept with the hidden truth.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.notes.note import Kind, Note

NOTES = "notes"
"""The dial: how many notes a case has. It is also what the facts call them."""
STALE_NOTES = "stale_notes"
"""The dial: the share of them that must not be believed."""
EDITS = "note_edits"
"""What the facts call the changes that notes make to a perfect answer."""

State = Literal["useful", "stale", "poisoned", "contradicted"]
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to a perfect answer: without `match` a row is added, without `cells` the rows that match are dropped."""

    table: str
    match: Cells | None
    """Cells that the rows have which are meant; empty means all rows."""
    cells: Cells | None
    """What those rows then hold."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A note that a task could bring."""

    kind: Kind
    about: str
    text: str
    by: str
    days_ago: int
    """Before the first day of the month that the work is about."""
    state: State = "useful"
    edits: tuple[Edit, ...] = ()
    """What lacking a useful note, or believing another one, does to a perfect answer."""
    expires_days_ago: int | None = None


def with_notes(case: Case, first: dt.date, useful: Sequence[Offer], wrong: Sequence[Offer]) -> Case:
    """Return the case with as many notes as its dials say, in the order of their dates; the first offers come first.

    `first` is the first day of the month. Useful notes that are not asked for must not be lacking: whoever offers one
    with edits first, and hides what it tells, has to see that it is dealt.
    """
    bad = min(round(int(case.dials.get(NOTES, 0)) * float(case.dials.get(STALE_NOTES, 0))), len(wrong))
    good = min(int(case.dials.get(NOTES, 0)) - bad, len(useful))
    if good + bad <= 0:
        return case
    offers = [*useful[:good], *wrong[:bad]]
    Random(f"notes {case.seed}").shuffle(offers)
    offers.sort(key=lambda offer: -offer.days_ago)
    named = [(f"N{number}", offer) for number, offer in enumerate(offers, start=1)]
    facts = {
        NOTES: tuple({"note": name, "state": offer.state} for name, offer in named),
        EDITS: tuple(_row(name, offer, edit) for name, offer in named for edit in offer.edits),
    }
    return replace(
        case,
        notes=tuple(_note(name, offer, first) for name, offer in named),
        truth=replace(case.truth, facts={**case.truth.facts, **facts}),
    )


def _row(name: str, offer: Offer, edit: Edit) -> Row:
    """Write an edit as a row; ``null`` stands for what is not there."""
    return {
        "note": name,
        "state": offer.state,
        "table": edit.table,
        "match": json.dumps(edit.match, sort_keys=True),
        "cells": json.dumps(edit.cells, sort_keys=True),
    }


def _note(name: str, offer: Offer, first: dt.date) -> Note:
    expires = None if offer.expires_days_ago is None else first - dt.timedelta(days=offer.expires_days_ago)
    at = first - dt.timedelta(days=offer.days_ago)
    return Note(name, offer.kind, offer.about, offer.text, at, offer.by, expires)
