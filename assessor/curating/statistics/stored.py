"""Stored answers, one a row, without the names of people: whoever sat is a number in the order of first sittings.

The newest marks of each answer count. What was answered is told by the options as they stand in the item's file, so
that answers to shuffled options can be put together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from assessor.bank.dealing import order_of
from assessor.bank.item import Item
from assessor.models.campaigns import TEAM_SITTING
from assessor.models.declared import is_simulated
from assessor.models.measurement import ASKED, RESPONSE, SCORED_RESPONSE, SITTING
from assessor.models.measurement.sitting import Sitting
from assessor.sittings.dealing import asked_in_words, form_seed
from assessor.sittings.rows import RULES

Given = tuple[int, ...] | float | str | None
"""Options by their places in the item's file, a number, words, or None for "I don't know"."""

_NEWEST = select(func.max(SCORED_RESPONSE.c.number)).group_by(SCORED_RESPONSE.c.asked_id)
_ROWS = (
    select(
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
    .where(SCORED_RESPONSE.c.number.in_(_NEWEST), SITTING.c.id.not_in(select(TEAM_SITTING.c.sitting_id)))
    .order_by(SITTING.c.started_at, SITTING.c.id, ASKED.c.position)
)
_SITTINGS = select(SITTING).order_by(SITTING.c.started_at, SITTING.c.id)


@dataclass(frozen=True, slots=True)
class Sat:
    """One sitting, without the name of whoever sat."""

    number: int
    """From 1, in the order of their starts."""
    person: int
    """A pseudonym: from 1, in the order of first sittings. Whoever sat without a name is another person each time."""
    simulated: bool
    """Whether the person is made up."""
    seed: str
    """Of the sitting, by which its items were chosen."""
    form_seed: str = field(repr=False)
    """From which its forms were dealt; it stays in here, since it is made with a secret."""
    narrative: bool
    """Whether items were answered in words where they can be."""
    calibration: str
    """What was known of the items at its start."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer with its marks."""

    sat: Sat
    item: Item
    given: Given
    category: int
    seconds: float
    pilot: bool
    """Whether it did not count."""
    in_words: bool
    """Whether it was asked for an answer in one's own words, which is another task."""
    by_rules: bool
    """False where a person marked it."""


@dataclass(frozen=True, slots=True)
class Stored:
    """All answers that the bank's items can tell of."""

    answers: tuple[Answer, ...]
    reworded: int
    """Answers left out since the item had another wording then, or is in the bank no more."""


def read_stored(connection: Connection, items: Iterable[Item]) -> Stored:
    """Read the answers to these items."""
    known = {item.name: (item, item.digest) for item in items}
    sittings = _sittings(connection)
    answers, reworded = [], 0
    for row in connection.execute(_ROWS).mappings():
        item, digest = known.get(row["item"], (None, ""))
        if item is None or row["item_digest"] not in {"", digest}:  # empty: asked before digests were kept
            reworded += 1
            continue
        sat = sittings[row["sitting_id"]]
        answers.append(
            Answer(
                sat=sat,
                item=item,
                given=_given(item, sat.form_seed, row["answer"]["given"]),
                category=row["category"],
                seconds=row["seconds"],
                pilot=row["pilot"],
                in_words=asked_in_words(item, narrative=sat.narrative),
                by_rules=row["by"] == RULES,
            )
        )
    return Stored(tuple(answers), reworded)


def _sittings(connection: Connection) -> dict[str, Sat]:
    people: dict[tuple[str, str], int] = {}
    found: dict[str, Sat] = {}
    for row in connection.execute(_SITTINGS).mappings().all():
        sitting = Sitting(**row)
        who = (sitting.organisation_id, f"person {sitting.person_ref}" if sitting.person_ref else sitting.id)
        found[sitting.id] = Sat(
            number=len(found) + 1,
            person=people.setdefault(who, len(people) + 1),
            simulated=is_simulated(sitting.organisation_id),
            seed=sitting.seed,
            form_seed=form_seed(connection, sitting),
            narrative=bool(sitting.form.get("narrative")),
            calibration=sitting.calibration,
        )
    return found


def _given(item: Item, seed: str, shown: float | str | Sequence[int] | None) -> Given:
    """Return an answer by the places of options in the item's file."""
    if shown is None or isinstance(shown, int | float | str):
        return shown
    order = order_of(item, seed)
    return tuple(order[place] for place in shown)
