"""Voluntary questions after a sitting, for figures of large groups alone: whether items treat groups alike (DIF).

Answers lie apart from people. Their key is made from the sitting's id under the organisation's secret, so that figures
can be joined to answers by a program that has the secret, and a person's row be found when she has it erased.
"""

import datetime as dt
import hashlib
import hmac
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlmodel import Session, select

from assessor.db import Store
from assessor.models.campaigns.monitoring_answer import MonitoringAnswer
from assessor.sittings import rows

_PURPOSE = b"monitoring\n"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, with what may be chosen."""

    name: str
    text: str
    options: tuple[tuple[str, str], ...]


QUESTIONS = (
    Asked(
        "age",
        "How old are you?",
        (("-24", "Under 25"), ("25-39", "25 to 39"), ("40-54", "40 to 54"), ("55-", "55 or over")),
    ),
    Asked("gender", "What describes you?", (("woman", "Woman"), ("man", "Man"), ("other", "In another way"))),
    Asked("language", "Is English the language that you learned first?", (("yes", "Yes"), ("no", "No"))),
    Asked(
        "disability",
        "Does a condition or illness limit what you can do day to day?",
        (("no", "No"), ("some", "Yes, a little"), ("much", "Yes, a lot")),
    ),
)


def chosen(said: Mapping[str, str]) -> dict[str, str]:
    """Return the answers that are among those offered; everything else counts as left out."""
    return {one.name: said[one.name] for one in QUESTIONS if said.get(one.name) in {value for value, _ in one.options}}


def key_of(connection: Connection, organisation_id: str, sitting_id: str) -> str:
    """Return the key under which the answers beside a sitting lie."""
    own = rows.secret(connection, organisation_id)
    assert own is not None, "an organisation gets its secret with its first sitting"
    return hmac.new(bytes.fromhex(own["secret"]), _PURPOSE + sitting_id.encode(), hashlib.sha256).hexdigest()


def keys_of(store: Store, organisation_id: str, sitting_ids: Iterable[str]) -> list[str]:
    """Return the keys under which the answers beside sittings lie."""
    with store.reading() as connection:
        return [key_of(connection, organisation_id, sitting_id) for sitting_id in sitting_ids]


def keep(session: Session, organisation_id: str, key: str, answers: Mapping[str, str], today: dt.date) -> None:
    """Keep answers; later ones take the place of earlier ones, and none at all removes them."""
    there = session.exec(select(MonitoringAnswer).where(MonitoringAnswer.key == key)).one_or_none()
    if not answers:
        if there is not None:
            session.delete(there)
        return
    if there is not None:
        there.answers = dict(answers)
        return
    session.add(
        MonitoringAnswer(
            id=str(uuid.uuid4()),
            organisation_id=organisation_id,
            key=key,
            answers=dict(answers),
            month=today.replace(day=1),
        )
    )
