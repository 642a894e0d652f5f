"""What `benchmarks.service` measures with: an organisation, its learners who are signed in, and their sittings."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from assessor.bank.reading import read_banked
from assessor.db import Store
from assessor.models.access.account import Account
from assessor.models.access.sign_in import SignIn
from assessor.models.declared import new_id
from assessor.models.measurement import ASKED, ITEM_EXPOSURE, SITTING
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.people.tokens import digest, new_token
from assessor.sittings.sitting import Sittings

SITTINGS = 4
"""Of each learner, one after the other; nobody comes to the end of the last within a measurement."""


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody who is signed in."""

    person_id: str
    token: str
    sittings: list[str]
    """Begun, with nothing asked yet."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that waits for its answer."""

    learner: Learner
    sitting_id: str
    asked_id: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that is sent and answered."""

    organisation_id: str
    learners: list[Learner]
    waiting: list[Waiting]
    """In an order in which all learners come before one comes again."""


def prepare(store: Store, learners: int) -> Prepared:
    """Make an organisation, its learners, and what they sit."""
    at, own = dt.datetime.now(dt.UTC), new_id()
    with store.session_across(write=True) as session:
        session.add(Organisation(id=own, name="Harbour Homes", is_make_believe=True, created_at=at))
        session.flush()
        people = [_learner(session, own, at) for _ in range(learners)]
    one = Sittings(store, [banked.item for banked in read_banked()], organisation_id=own).start(seed="first")
    fixed = one.model_dump()
    with store.writing() as connection:
        connection.execute(
            SITTING.insert(),
            [
                fixed | {"id": sitting_id, "seed": sitting_id, "person_ref": person.person_id}
                for person in people
                for sitting_id in person.sittings
            ],
        )
        more, exposure = len(people) * SITTINGS, ITEM_EXPOSURE.c
        counted = {"tests": exposure.tests + more, "eligible": exposure.eligible + more}
        connection.execute(ITEM_EXPOSURE.update().values(**counted))
        rows = _asked(own, people, at)
        connection.execute(ASKED.insert(), rows)
    of = {person.sittings[-1]: person for person in people}
    waiting = [Waiting(of[row["sitting_id"]], row["sitting_id"], row["id"]) for row in rows]
    return Prepared(own, people, waiting)


def _learner(session: Any, own: str, at: dt.datetime) -> Learner:  # noqa: ANN401 - a session of any store
    account_id, person_id, token = new_id(), new_id(), new_token()
    session.add(Account(id=account_id, email=f"{account_id}@example.org", created_at=at))
    session.flush()
    session.add(
        Person(id=person_id, organisation_id=own, account_id=account_id, name=f"Learner {person_id}", joined_at=at)
    )
    session.flush()
    session.add(RoleGrant(id=new_id(), organisation_id=own, person_id=person_id, role="learner", given_at=at))
    session.add(
        SignIn(
            id=new_id(),
            token_hash=digest(token),
            account_id=account_id,
            person_id=person_id,
            created_at=at,
            confirmed_at=at,
            last_seen_at=at,
            said_agent="a benchmark",
        )
    )
    return Learner(person_id, token, [new_id() for _ in range(SITTINGS)])


def _asked(own: str, people: list[Learner], at: dt.datetime) -> list[dict[str, Any]]:
    """Return a question of each kind with one right answer, for the last sitting of each."""
    items = [banked.item for banked in read_banked() if banked.item.kind == "single"]
    return [
        {
            "id": new_id(),
            "organisation_id": own,
            "sitting_id": person.sittings[-1],
            "position": position,
            "item": item.name,
            "item_digest": item.digest,
            "pilot": False,
            "asks_confidence": False,
            "why": {"rule": "the most informative"},
            "at": at,
        }
        for position, item in enumerate(items, start=1)
        for person in people
    ]
