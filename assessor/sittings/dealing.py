"""What a person is shown: the form that a sitting deals of an item, with options or in words.

Forms are dealt from HMAC-SHA-256 of the sitting's seed under a secret of the organisation, never from the bare seed:
whoever knows the program and a seed cannot tell which form of a family another organisation's people get. The secret
stays in its table; nothing here shows it. Sittings of before there was a secret go on with their bare seed.
"""

import datetime as dt
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from assessor.bank.dealing import Dealt, deal, filled, values_of
from assessor.bank.item import Item, Kind
from assessor.bank.marking import Response, mark
from assessor.deciding.stage import Stage
from assessor.models.measurement.sitting import Sitting
from assessor.sittings import rows

_SECRET_BYTES = 32
MOST_CHARACTERS = 2000
"""Of an answer in words."""
Given = Response | str
"""An answer as it comes in: a response to the item, or words."""


@dataclass(frozen=True, slots=True)
class Question:
    """An item as it is shown. Whether it counts is not in it."""

    asked_id: str
    sitting: Sitting
    position: int
    """From 1."""
    kind: Kind
    dealt: Dealt
    asks_confidence: bool
    """Whether to ask how sure the person is."""
    asked_at: dt.datetime
    """When it was first shown, UTC."""
    in_words: bool = False
    """True where it is asked without options, and answered in words."""
    spent_s: float = 0.0
    """On the answers before it."""
    stage: Stage = "author-judged"
    """What is known of the items rests on this."""


def make_secret(connection: Connection, organisation_id: str, at: dt.datetime) -> None:
    """Make an organisation's secret at its first sitting."""
    row = {"organisation_id": organisation_id, "secret": secrets.token_hex(_SECRET_BYTES), "made_at": at}
    rows.keep_secret(connection, row)


def form_seed(connection: Connection, sitting: Sitting) -> str:
    """Return the seed from which a sitting deals its forms."""
    own = rows.secret(connection, sitting.organisation_id)
    if own is None or sitting.started_at < own["made_at"]:
        return sitting.seed
    return hmac.new(bytes.fromhex(own["secret"]), sitting.seed.encode(), hashlib.sha256).hexdigest()


def asked_in_words(item: Item, *, narrative: bool) -> bool:
    """Say whether a sitting, of the narrative form or not, asks an item in words."""
    return narrative and item.narrative is not None


def show(item: Item, seed: str, *, in_words: bool) -> Dealt:
    """Return an item as it is shown; in words it has no options."""
    if not in_words or item.narrative is None:
        return deal(item, seed)
    values = values_of(item, seed)
    return Dealt(
        item=item.name,
        seed=seed,
        stem=filled(item.narrative.ask, values),
        exhibit=filled(item.exhibit, values),
        options=(),
        order=(),
    )


def as_kept(item: Item, answer: Given, *, in_words: bool) -> Any:  # noqa: ANN401 - what JSON holds
    """Return an answer as JSON keeps it; ticks of several options are no order. Raises ValueError."""
    if isinstance(answer, str):
        if not in_words:
            raise ValueError(f"item {item.id} is not answered in words here")
        if not answer.strip() or len(answer) > MOST_CHARACTERS:
            raise ValueError(f"an answer in words has 1 to {MOST_CHARACTERS:,} characters, not {len(answer):,}")
        return answer
    if answer is None or isinstance(answer, int | float):
        return answer
    return sorted(answer) if item.kind == "multiple" else list(answer)


def category_of(item: Item, seed: str, answer: Given, *, in_words: bool) -> int | None:
    """Return the category by the rules; None for words, which a person marks. Raises ValueError."""
    if isinstance(answer, str):
        return None
    if in_words and answer is not None:
        raise ValueError(f'item {item.id} was asked in words; hand in a text, or nothing for "I don\'t know"')
    return mark(item, deal(item, seed), answer)
