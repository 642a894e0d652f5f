"""Stored answers, one a row, without the names of people: whoever sat is a number in the order of first sittings.

The newest marks of each answer count. What was answered is told by the options as they stand in the item's file, so
that answers to shuffled options can be put together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, func, select

from assessor.bank.dealing import order_of
from assessor.bank.item import Item
from assessor.models.declared import is_simulated
from assessor.models.measurement import ASKED, RESPONSE, SCORED_RESPONSE, SITTING
from assessor.sittings.rows import RULES

Given = tuple[int, ...] | float | str | None
"""Options by their places in the item's file, a number, words, or None for "I don't know"."""

_NEWEST = select(func.max(SCORED_RESPONSE.c.number)).group_by(SCORED_RESPONSE.c.asked_id)
_ROWS = (
    select(
        SITTING.c.organisation_id,
        SITTING.c.person_ref,
        SITTING.c.seed,
        SITTING.c.calibration,
        ASKED.c.sitting_id,
        ASKED.c.item,
        ASKED.c.item_digest,
        ASKED.c.pilot,
        RESPONSE.c.answer,
        RESPONSE.c.seconds,
        SCORED_RESPONSE.c.by,
        SCORED_RESPONSE.c.category,
    )
    .select_from(SCORED_RESPONSE)
    .join(RESPONSE, RESPONSE.c.asked_id == SCORED_RESPONSE.c.asked_id)
    .join(ASKED, ASKED.c.id == RESPONSE.c.asked_id)
    .join(SITTING, SITTING.c.id == ASKED.c.sitting_id)
    .where(SCORED_RESPONSE.c.number.in_(_NEWEST))
    .order_by(SITTING.c.started_at, SITTING.c.id, ASKED.c.position)
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer with its marks."""

    person: int
    """A pseudonym: from 1, in the order of first sittings. Whoever sat without a name is another person each time."""
    sitting: int
    """From 1, in the order of their starts."""
    item: Item
    given: Given
    category: int
    seconds: float
    pilot: bool
    """Whether it did not count."""
    simulated: bool
    """Whether the person is made up."""
    by_rules: bool
    """False where a person marked it: the same question in one's own words."""
    seed: str
    """Of the sitting."""
    calibration: str
    """What was known of the items when the sitting began."""


@dataclass(frozen=True, slots=True)
class Stored:
    """All answers that the bank's items can tell of."""

    answers: tuple[Answer, ...]
    reworded: int
    """Answers left out since the item had another wording then, or is in the bank no more."""


def read_stored(connection: Connection, items: Iterable[Item]) -> Stored:
    """Read the answers to these items."""
    known = {item.name: (item, item.digest) for item in items}
    people: dict[tuple[str, str], int] = {}
    sittings: dict[str, int] = {}
    answers, reworded = [], 0
    for row in connection.execute(_ROWS).mappings():
        who = (row["organisation_id"], row["person_ref"] or f"in sitting {row['sitting_id']}")
        person = people.setdefault(who, len(people) + 1)
        sitting = sittings.setdefault(row["sitting_id"], len(sittings) + 1)
        item, digest = known.get(row["item"], (None, ""))
        if item is None or row["item_digest"] not in {"", digest}:  # empty: asked before digests were kept
            reworded += 1
            continue
        answers.append(_answer(row, item, person, sitting))
    return Stored(tuple(answers), reworded)


def _answer(row: RowMapping, item: Item, person: int, sitting: int) -> Answer:
    return Answer(
        person=person,
        sitting=sitting,
        item=item,
        given=_given(item, row["seed"], row["answer"]["given"]),
        category=row["category"],
        seconds=row["seconds"],
        pilot=row["pilot"],
        simulated=is_simulated(row["organisation_id"]),
        by_rules=row["by"] == RULES,
        seed=row["seed"],
        calibration=row["calibration"],
    )


def _given(item: Item, seed: str, shown: float | str | Sequence[int] | None) -> Given:
    """Return an answer by the places of options in the item's file."""
    if shown is None or isinstance(shown, int | float | str):
        return shown
    order = order_of(item, seed)
    return tuple(order[place] for place in shown)
