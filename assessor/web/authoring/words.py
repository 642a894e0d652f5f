"""Words on an item's status by accounts: two different ones make a pilot live, whatever people call themselves.

The bank is the installation's, so a word holds for all organisations. While several share an installation, only authors
of the one that its settings name may give words; those of a make-believe one never do.
"""

import datetime as dt

from sqlalchemy import Table, func, select

from assessor.bank.item import Item, Status
from assessor.curating.reviewing import BadReview, say
from assessor.db import Store
from assessor.models.people.organisation import Organisation
from assessor.people.viewer import Viewer
from assessor.settings import Settings
from assessor.sittings.statuses import Standing

_ORGANISATION: Table = Organisation.__table__  # type: ignore[attr-defined]


def why_not(store: Store, settings: Settings, who: Viewer) -> str:
    """Return why somebody's words do not count for the bank; empty where they do."""
    if who.is_make_believe:
        return "An organisation that is make-believe has no say on questions."
    if settings.authors_of:
        is_named = settings.authors_of in {who.organisation_id, who.organisation}
        return "" if is_named else f"Questions are looked after by authors of {settings.authors_of}."
    real = select(func.count()).select_from(_ORGANISATION).where(_ORGANISATION.c.is_make_believe.is_(False))
    with store.reading() as connection:
        several = connection.execute(real).scalar_one() > 1
    said = "Several organisations share this installation; TOPRUNG_AUTHORS_OF has to name whose authors look after it."
    return said if several else ""


def signed(who: Viewer) -> str:
    """Return how a word is signed."""
    return f"{who.name} ({_account(who)})"


def waits_for_another(standing: Standing, who: Viewer) -> bool:
    """Say whether somebody's account has said live of a pilot already."""
    return any(_account(who) in word for word in standing.for_live)


def give(store: Store, item: Item, standing: Standing, word: tuple[Status, str], who: Viewer) -> str:
    """Keep somebody's word, a status and why, and return what is in effect. Raises BadReview."""
    status, why = word
    if not why.strip():
        raise BadReview("Say why; whoever looks at this question next reads it.")
    if status == "live" and waits_for_another(standing, who):
        raise BadReview("Your account has said so already; another person has to.")
    return say(store, item, status, by=signed(who), why=why.strip(), at=dt.datetime.now(dt.UTC))


def _account(who: Viewer) -> str:
    assert who.account_id is not None, "only somebody who is signed in gives a word"
    return f"account {who.account_id}"
