"""The release rule on every way out of the service: a result with words that stand nowhere else is looked for.

Every route is asked, with things that are there, by everybody. A page, a report, an export and the API are ways alike,
and a new one is among them by being there. Then everything that the store keeps is looked through: letters, calls to
other systems, jobs with their results, the audit log. That a module which reads results says how it asks the rule, is
for `tests/architecture/test_release.py`.
"""

from dataclasses import dataclass, field

import pytest
from flask import Flask
from sqlmodel import select

from assessor.app import create_app
from assessor.db import Store
from assessor.models.every import METADATA
from assessor.models.measurement.result import Result
from assessor.progress import asking
from assessor.web import instruments
from assessor.web.instruments import Instruments
from tests.assessor.sittings.making import bank
from tests.assessor.web.made.of_people import program
from tests.assessor.web.making import HOST, Browser, Tenant, settings
from tests.assessor.web.programs.states import taken
from tests.assessor.web.test_every_route import OTHER_ARGUMENTS
from tests.assessor.web.things_made import KINDS

WORDS = "zq-canary-zq"
"""Stands in the result and nowhere else."""
OTHERS = ("owner", "manager", "trainer", "author", "program")


def reports_of(endpoint: str) -> list[str]:
    """Return the reports that a route gives: ``reports.on_team`` those on teams."""
    on = endpoint.removeprefix("reports.on_")
    subjects = {"organisation", "trainer"} if on == "all" else {on}
    return [name for name in asking.names() if asking.subject_of(name) in subjects]


@dataclass
class House:
    """A service with one learner's result in it, and everybody who may ask."""

    app: Flask
    own: Tenant
    store: Store
    key: str
    sitting_id: str
    named: dict[str, str] = field(default_factory=dict)
    """Something of each kind that paths name; where it can be, the learner's."""
    figures: tuple[str, ...] = ()
    """What the result said when it was made, and systems were told."""

    def paths(self) -> list[str]:
        """Return the address of everything that can be read."""
        there = self.app.url_map.bind(HOST)
        found = []
        for route in self.app.url_map.iter_rules():
            if "GET" not in (route.methods or ()) or route.endpoint == "static":
                continue
            for report in reports_of(route.endpoint) if "report" in route.arguments else [""]:
                known = OTHER_ARGUMENTS | self.named | ({"report": report} if report else {})
                path = there.build(route.endpoint, {name: known[name] for name in route.arguments}, method="GET")
                has_files = route.endpoint in {"reports.own", "reports.on_learner"}
                found += [path, f"{path}?as=json"] if has_files else [path]
        return found

    def tell(self, who: str) -> list[str]:
        """Return where somebody finds the words of the result."""
        headers = {"Authorization": f"Bearer {self.key}"} if who == "program" else {}
        cookies = {str(role): cookie for role, cookie in self.own.cookies.items()}
        browser = Browser.of(self.app, cookies.get(who, ""))
        found = []
        for path in self.paths():
            if who == "program" and not path.startswith("/api/"):
                continue
            if who != "program" and path.startswith("/api/"):
                continue
            if WORDS.encode() in browser.get(path, headers=headers).data.lower():
                found.append(path)
        return found

    def share(self, role: str, **more: str) -> None:
        """Share the learner's result by her page, or take it back."""
        learner = Browser.of(self.app, self.own.cookies["learner"])
        assert learner.post(f"/result/{self.sitting_id}/share", {"role": role, **more}).status_code == 303


@pytest.fixture
def house(service_store: Store, own: Tenant) -> House:
    app = create_app(settings(service_store.address, api_per_min=60_000), service_store)
    ours = Instruments(service_store, bank(30))
    app.extensions[instruments.EXTENSION] = ours
    instrument = ours.of(own.organisation_id)
    with service_store.session(own.organisation_id, write=True) as session:
        named = {kind: make(session, own)[0].id for kind, make in KINDS.items()}
        key = program(session, own)
    sitting_id, asked_id = taken(instrument, own.people["learner"])
    named |= {"sitting_id": sitting_id, "result_id": sitting_id, "answer_id": asked_id}
    house = House(app, own, service_store, key, sitting_id, named)
    finished = Browser.of(app).client.post(
        f"/api/v1/sittings/{sitting_id}/finish", base_url=f"http://{HOST}", headers={"Authorization": f"Bearer {key}"}
    )
    assert finished.status_code == 200
    with service_store.session(own.organisation_id, write=True) as session:
        result = session.exec(select(Result).where(Result.sitting_id == sitting_id)).one()
        house.figures = (str(result.theta), result.made_with)
        result.said, result.missing, result.made_with = WORDS, [f"evidence: {WORDS}"], WORDS
    return house


def kept(store: Store, words: tuple[str, ...]) -> list[str]:
    """Return the tables, other than that of results, in which something of the result stands."""
    found = []
    with store.reading() as connection:
        for table in METADATA.sorted_tables:
            rows = [] if table.name == "result" else connection.execute(table.select()).all()
            if any(word in str(row).lower() for row in rows for word in words):
                found.append(table.name)
    return found


def test_nothing_of_a_result_leaves_by_any_way_but_to_whom_the_rule_lets_see_it(house: House) -> None:
    page, answer = f"/result/{house.sitting_id}", f"/api/v1/results/{house.sitting_id}"
    nowhere: list[str] = []
    assert {who: house.tell(who) for who in OTHERS} == dict.fromkeys(OTHERS, nowhere)
    assert {page, "/my/report", "/my/report?as=json"} <= set(house.tell("learner"))
    assert house.tell("program") == nowhere
    house.share("manager")
    assert page in house.tell("manager")
    house.share("manager", withdraw="1")
    house.share("owner")
    assert house.tell("program") == ["/api/v1/results", answer]
    assert page in house.tell("owner")
    assert [house.tell(who) for who in ("manager", "trainer")] == [nowhere, nowhere]
    report = f"/learners/{house.own.people['learner']}/reports/learner"
    trainer = Browser.of(house.app, house.own.cookies["trainer"])
    house.share("trainer")
    assert WORDS in trainer.get(report).text.lower()
    house.share("trainer", withdraw="1")
    assert WORDS not in trainer.get(report).text.lower()
    assert "webhook_delivery" in kept(house.store, (house.sitting_id,))
    assert kept(house.store, (WORDS, *house.figures)) == nowhere
