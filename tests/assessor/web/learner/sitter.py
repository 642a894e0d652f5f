"""Somebody who sits in a browser: begins, reads the question on the page, answers it."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from assessor.db import Store
from assessor.models.access.account import Account
from assessor.models.declared import new_id
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.models.people.team_member import TeamMember
from tests.assessor.web.making import Browser, Tenant, sign_in

ASKED = re.compile(r'name="asked" value="([^"]+)"')
POSITION = re.compile(r"<h1[^>]*>Question (\d+)</h1>")


@dataclass
class Sitter:
    """A person, in one browser."""

    app: Flask
    store: Store
    organisation_id: str
    person_id: str
    account_id: str
    browser: Browser
    sitting_id: str = ""

    def begin(self, path: str = "/learner/begin", **said: str) -> str:
        """Begin a sitting and return its id."""
        answer = self.browser.post(path, said)
        assert answer.status_code == 303, answer.text
        self.sitting_id = answer.location.rstrip("/").rsplit("/", 1)[1]
        return self.sitting_id

    def page(self) -> str:
        """Return the page of the sitting, wherever that has come to."""
        return self.browser.get(f"/sitting/{self.sitting_id}/", follow_redirects=True).text

    def asked(self) -> tuple[str, int]:
        """Return the id and the position of the question that is open."""
        page = self.page()
        asked, position = ASKED.search(page), POSITION.search(page)
        assert asked, page
        assert position
        return asked[1], int(position[1])

    def answer(self, asked_id: str, said: Mapping[str, Any] | None = None, **more: Any) -> TestResponse:  # noqa: ANN401 - what the client takes
        """Send an answer to a question."""
        path = f"/sitting/{self.sitting_id}/answer"
        return self.browser.post(path, {"asked": asked_id, **(said or {"choice": "0"})}, **more)

    def to_the_end(self, most: int = 40) -> int:
        """Answer until the sitting is over, and return how many answers that took."""
        for number in range(most):
            found = ASKED.search(self.page())
            if not found:
                return number
            assert self.answer(found[1], {"choice": str(number % 5)}).status_code == 303
        raise AssertionError("the sitting does not end")

    def elsewhere(self) -> "Sitter":
        """Return the same person on another device."""
        with self.store.session_across(write=True) as session:
            cookie = sign_in(session, self.account_id, self.person_id, dt.datetime.now(dt.UTC))
        return Sitter(
            self.app,
            self.store,
            self.organisation_id,
            self.person_id,
            self.account_id,
            Browser.of(self.app, cookie),
            self.sitting_id,
        )


def sitter(app: Flask, store: Store, made: Tenant, now: dt.datetime) -> Sitter:
    """Make a learner of the manager's team and the trainer's cohort, signed in."""
    own: dict[str, Any] = {"organisation_id": made.organisation_id}
    account_id, person_id = new_id(), new_id()
    with store.session_across(write=True) as session:
        session.add(Account(id=account_id, email=f"{account_id}@example.org", created_at=now))
        session.flush()
        session.add(Person(id=person_id, account_id=account_id, name="Ada", joined_at=now, **own))
        session.flush()
        session.add(RoleGrant(id=new_id(), person_id=person_id, role="learner", given_at=now, **own))
        session.add(TeamMember(team_id=made.team_id, person_id=person_id, since=now, **own))
        session.add(CohortMember(cohort_id=made.cohort_id, person_id=person_id, since=now, **own))
        cookie = sign_in(session, account_id, person_id, now)
    return Sitter(app, store, made.organisation_id, person_id, account_id, Browser.of(app, cookie))
