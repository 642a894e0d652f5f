"""Reads stored answers as a table of sittings by items. Who sat is not read: a calibration knows no person.

A row is a sitting, since somebody who sits again may be abler by then. Counted are the newest marks of each answer,
pilots too. Left out, and counted as such: answers to another wording of an item than the bank's, answers that a person
marked (the same question in one's own words is another task), and people who are made up, or all others. What a team
took together is not read: several people at once are nobody.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, func, select

from assessor.bank.item import Item
from assessor.models.campaigns import TEAM_SITTING
from assessor.models.declared import is_simulated
from assessor.models.measurement import ASKED, SCORED_RESPONSE
from assessor.scoring.pool import NOT_ADMINISTERED, Responses
from assessor.sittings.rows import RULES

SIMULATED = "answers of made-up people"
PEOPLE = "answers of people"
GONE = "answers to items that the bank has no more"
REWORDED = "answers to another wording of an item"
BY_PERSON = "answers in one's own words"

_NEWEST = select(func.max(SCORED_RESPONSE.c.number)).group_by(SCORED_RESPONSE.c.asked_id)
_ANSWERS = (
    select(
        ASKED.c.sitting_id,
        ASKED.c.organisation_id,
        ASKED.c.item,
        ASKED.c.item_digest,
        SCORED_RESPONSE.c.by,
        SCORED_RESPONSE.c.category,
    )
    .join(SCORED_RESPONSE, SCORED_RESPONSE.c.asked_id == ASKED.c.id)
    .where(SCORED_RESPONSE.c.number.in_(_NEWEST), ASKED.c.sitting_id.not_in(select(TEAM_SITTING.c.sitting_id)))
    .order_by(ASKED.c.sitting_id, ASKED.c.position)
)


@dataclass(frozen=True, slots=True, eq=False)
class StoredAnswers:
    """Who, without a name, answered what."""

    names: tuple[str, ...]
    """Items with at least one answer, with version."""
    responses: Responses
    """(sittings, items), -1 where an item was not asked."""
    simulated: bool
    """Whether they are answers of made-up people."""
    left_out: Mapping[str, int]
    """How many answers were left out, by the reason."""

    @property
    def counts(self) -> dict[str, int]:
        """The number of answers to each item."""
        there = (self.responses != NOT_ADMINISTERED).sum(axis=0)
        return dict(zip(self.names, map(int, there), strict=True))


def read_answers(connection: Connection, items: Sequence[Item], *, simulated: bool) -> StoredAnswers:
    """Read all answers to these items that are of people, or all that are of made-up people."""
    known = {item.name: item.digest for item in items}
    left_out: Counter[str] = Counter()
    sittings: dict[str, int] = {}
    found: list[tuple[int, str, int]] = []
    for row in connection.execute(_ANSWERS):
        if reason := _reason(row.organisation_id, row.by, known.get(row.item), row.item_digest, simulated=simulated):
            left_out[reason] += 1
        else:
            found.append((sittings.setdefault(row.sitting_id, len(sittings)), row.item, row.category))
    answered = {item for _, item, _ in found}
    names = tuple(name for name in known if name in answered)
    places = {name: place for place, name in enumerate(names)}
    responses = np.full((len(sittings), len(names)), NOT_ADMINISTERED, dtype=np.int64)
    for sitting, name, category in found:
        responses[sitting, places[name]] = category
    return StoredAnswers(names, responses, simulated, dict(left_out))


def _reason(organisation_id: str, by: str, digest: str | None, asked_digest: str, *, simulated: bool) -> str | None:
    """Return why an answer is left out, or None."""
    if is_simulated(organisation_id) != simulated:
        return PEOPLE if simulated else SIMULATED
    if digest is None:
        return GONE
    if asked_digest not in {"", digest}:  # empty: asked before digests were kept
        return REWORDED
    return None if by == RULES else BY_PERSON
