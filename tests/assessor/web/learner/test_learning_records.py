"""A learning record store is told what may be told, once, later if it is away, and never waited for."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from assessor.app import create_app
from assessor.db import Store
from assessor.jobs.erasing import erase_person
from assessor.jobs.here import Here
from assessor.models.afterwards.statement import Statement
from assessor.models.every import METADATA
from assessor.models.people.audit_entry import AuditEntry
from assessor.models.people.person import Person
from assessor.models.work.job import Job
from assessor.settings import Settings
from tests.assessor.statements.record_store import KEY, SECRET, RecordStore, listening
from tests.assessor.web.learner.campaigns import campaign
from tests.assessor.web.learner.sitter import Sitter
from tests.assessor.web.making import Browser, Tenant, settings

TOLD_BEFORE = "learning record store is told that you began and ended"


@pytest.fixture(scope="module")
def serving() -> Iterator[RecordStore]:
    with listening() as store:
        yield store


@pytest.fixture(scope="module")
def app(service_store: Store, serving: RecordStore) -> Flask:
    return create_app(_settings(service_store, serving), service_store)


@pytest.fixture
def records(serving: RecordStore, service_store: Store) -> RecordStore:
    """Return the record store, with nothing in it and nothing on the way to it."""
    Here(service_store, _settings(service_store, serving)).work_off()
    serving.kept.clear()
    serving.status = serving.asked = 0
    return serving


def _settings(store: Store, records: RecordStore) -> Settings:
    changes: dict[str, Any] = {"lrs_endpoint": records.url, "lrs_key": KEY, "lrs_secret": SECRET}
    return settings(store.address, webhooks_private=True, **changes)


def sat(who: Sitter, tenant: Tenant, mode: str = "named") -> Sitter:
    """Begin and end a sitting of a campaign, and look at the result."""
    campaign_id = campaign(who, tenant, mode=mode, sample_size=1 if mode == "sample" else None)
    who.begin(f"/learner/campaigns/{campaign_id}/begin")
    assert who.browser.post(f"/sitting/{who.sitting_id}/end").status_code == 303
    who.browser.get(f"/result/{who.sitting_id}")
    return who


def tell(who: Sitter, records: RecordStore) -> None:
    """Have the jobs done that are due."""
    Here(who.store, _settings(who.store, records)).work_off()


def decide(app: Flask, tenant: Tenant, tells: str) -> int:
    return Browser.of(app, tenant.cookies["owner"]).post("/learning-records/", {"tells": tells}).status_code


def statements(who: Sitter) -> list[Statement]:
    with who.store.session(who.organisation_id) as session:
        return list(session.exec(select(Statement).where(Statement.person_id == who.person_id)))


def jobs(who: Sitter) -> list[Job]:
    ids = [f"statement-{one.id}" for one in statements(who)]
    with who.store.session(who.organisation_id) as session:
        return [session.get_one(Job, each) for each in ids]


@pytest.fixture
def shares(app: Flask, ours: Tenant) -> Iterator[None]:
    """Have the owners let results be told, for one test."""
    assert decide(app, ours, "results") == 303
    yield
    decide(app, ours, "sittings")


def test_begin_and_end_are_told_by_a_number_and_nothing_of_the_result(
    ada: Sitter, ours: Tenant, records: RecordStore
) -> None:
    sat(ada, ours)
    assert records.asked == 0  # a sitting waits for nobody
    tell(ada, records)
    assert records.verbs() == ["initialized", "completed"]
    assert {one["context"]["registration"] for one in records.kept.values()} == {ada.sitting_id}
    whole = str(list(records.kept.values()))
    assert ada.person_id in whole
    assert [word for word in ("Ada", "@", "theta", "level") if word in whole] == []
    assert all(one.taken_at for one in statements(ada))


@pytest.mark.parametrize("mode", ["sample", "anonymous"])
def test_of_samples_and_anonymous_campaigns_nothing_is_told(
    ada: Sitter, ours: Tenant, records: RecordStore, mode: str
) -> None:
    sat(ada, ours, mode)
    tell(ada, records)
    assert (records.asked, statements(ada)) == (0, [])


def test_of_a_sitting_of_ones_own_nothing_is_told(ada: Sitter, records: RecordStore) -> None:
    ada.begin()
    ada.browser.post(f"/sitting/{ada.sitting_id}/end")
    tell(ada, records)
    assert (records.asked, statements(ada)) == (0, [])


def test_a_store_that_is_away_is_told_later_and_holds_up_nothing(
    ada: Sitter, ours: Tenant, records: RecordStore
) -> None:
    records.status = 503
    sat(ada, ours)
    tell(ada, records)
    why = "the learning record store did not take it (answer 503)"
    assert {(one.state, one.why) for one in jobs(ada)} == {("waiting", why)}
    records.status = 0
    _again(ada)
    tell(ada, records)
    assert sorted(records.verbs()) == ["completed", "initialized"]
    assert {one.state for one in jobs(ada)} == {"done"}


def test_told_twice_it_is_there_once(ada: Sitter, ours: Tenant, records: RecordStore) -> None:
    sat(ada, ours)
    tell(ada, records)
    _again(ada, taken=False)  # as if the worker had died before it wrote down that it was taken
    tell(ada, records)
    assert (len(records.kept), records.asked) == (2, 4)
    records.status = 409
    _again(ada, taken=False)
    tell(ada, records)
    assert {one.said for one in jobs(ada)} == {"it was there already"}


def test_what_the_store_calls_wrong_is_given_up_at_once(ada: Sitter, ours: Tenant, records: RecordStore) -> None:
    records.status = 400
    sat(ada, ours)
    tell(ada, records)
    assert {one.state for one in jobs(ada)} == {"failed"}
    assert all(one.given_up_at for one in statements(ada))
    page = Browser.of(ada.app, ours.cookies["owner"]).get("/learning-records/").text
    assert "Not told" in page


def test_the_secret_is_in_no_row_and_no_message(
    ada: Sitter, ours: Tenant, records: RecordStore, caplog: pytest.LogCaptureFixture
) -> None:
    records.status = 401
    sat(ada, ours)
    tell(ada, records)
    with ada.store.reading() as connection:
        rows = [row for table in METADATA.sorted_tables for row in connection.execute(table.select())]
    assert SECRET not in f"{rows}{caplog.text}{_settings(ada.store, records)}"


def test_a_result_is_not_told_until_the_owners_decide_so_though_it_is_shared(
    ada: Sitter, ours: Tenant, records: RecordStore
) -> None:
    sat(ada, ours)
    share(ada, "owner")
    tell(ada, records)
    assert "scored" not in records.verbs()


@pytest.mark.usefixtures("shares")
def test_a_result_is_told_when_it_is_shared_with_the_owners_and_struck_out_when_that_ends(
    ada: Sitter, ours: Tenant, records: RecordStore
) -> None:
    sat(ada, ours)
    assert "also goes to your organisation" in ada.browser.get(f"/result/{ada.sitting_id}").text
    share(ada, "manager")
    tell(ada, records)
    assert "scored" not in records.verbs()
    share(ada, "owner")
    tell(ada, records)
    (scored,) = [one for one in records.kept.values() if one["verb"]["id"].endswith("scored")]
    assert "no level: too few answers" in scored["result"]["extensions"].values()
    share(ada, "owner", withdraw="1")
    tell(ada, records)
    (voided,) = [one for one in records.kept.values() if one["verb"]["id"].endswith("voided")]
    assert voided["object"] == {"objectType": "StatementRef", "id": scored["id"]}
    share(ada, "owner")
    tell(ada, records)
    assert sorted(records.verbs()) == ["completed", "initialized", "scored", "scored", "voided"]


@pytest.mark.usefixtures("shares")
def test_a_result_that_its_owner_has_not_seen_is_not_told(ada: Sitter, records: RecordStore) -> None:
    ada.begin()
    ada.browser.post(f"/sitting/{ada.sitting_id}/end")
    share(ada, "owner")
    tell(ada, records)
    assert (records.asked, statements(ada)) == (0, [])


@pytest.mark.usefixtures("shares")
def test_what_is_taken_back_before_it_left_never_leaves(ada: Sitter, ours: Tenant, records: RecordStore) -> None:
    sat(ada, ours)
    share(ada, "owner")
    share(ada, "owner", withdraw="1")
    tell(ada, records)
    assert records.verbs() == ["initialized", "completed"]
    said = {one.said for one in jobs(ada)} - {"taken, answer 204"}
    assert said == {"taken back before it was told", "what it takes back was never told"}


@pytest.mark.usefixtures("shares")
def test_what_may_have_arrived_is_struck_out_all_the_same(ada: Sitter, ours: Tenant, records: RecordStore) -> None:
    sat(ada, ours)
    tell(ada, records)
    records.status = 503
    share(ada, "owner")
    tell(ada, records)
    share(ada, "owner", withdraw="1")
    records.status = 0
    _again(ada)
    tell(ada, records)
    assert records.verbs() == ["initialized", "completed", "voided"]


def test_what_waits_is_not_told_of_somebody_who_is_erased(ada: Sitter, ours: Tenant, records: RecordStore) -> None:
    sat(ada, ours)
    waiting = jobs(ada)
    with ada.store.session(ada.organisation_id, write=True) as session:
        erase_person(session, ada.store, session.get_one(Person, ada.person_id))
    tell(ada, records)
    assert (records.asked, statements(ada)) == (0, [])
    with ada.store.session(ada.organisation_id) as session:
        assert {session.get_one(Job, one.id).said for one in waiting} == {"erased, so it is not told"}


def test_owners_decide_and_it_stands_in_the_log(app: Flask, own: Tenant, service_store: Store) -> None:
    assert decide(app, own, "nothing") == 303
    assert decide(app, own, "everything") == 422
    with service_store.session(own.organisation_id) as session:
        (entry,) = session.exec(select(AuditEntry).where(AuditEntry.action == "statements.decided"))
    assert entry.detail == {"before": "sittings", "now": "nothing"}
    assert Browser.of(app, own.cookies["manager"]).get("/learning-records/").status_code == 403


def test_her_page_says_before_she_begins_what_is_told(ada: Sitter, ours: Tenant) -> None:
    assert TOLD_BEFORE in ada.browser.get(f"/learner/campaigns/{campaign(ada, ours)}/begin").text
    assert (
        TOLD_BEFORE
        not in ada.browser.get(f"/learner/campaigns/{campaign(ada, ours, mode='sample', sample_size=1)}/begin").text
    )
    assert TOLD_BEFORE not in ada.browser.get("/learner/begin").text


def test_without_a_store_nothing_is_put_by(ada: Sitter, ours: Tenant, service_store: Store) -> None:
    bare = create_app(settings(service_store.address), service_store)
    bare.extensions.update({name: one for name, one in ada.app.extensions.items() if name == "toprung-instruments"})
    ada.app, ada.browser = bare, Browser.of(bare, ada.browser.cookie())
    sat(ada, ours)
    assert statements(ada) == []


def share(who: Sitter, role: str, **more: str) -> None:
    assert who.browser.post(f"/result/{who.sitting_id}/share", {"role": role, **more}).status_code == 303


def _again(who: Sitter, *, taken: bool = True) -> None:
    """Have jobs taken up now instead of after their wait."""
    with who.store.session(who.organisation_id, write=True) as session:
        for one in statements(who):
            job = session.get_one(Job, f"statement-{one.id}")
            job.not_before, job.state, job.ended_at, job.steps_done = None, "waiting", None, 0
            if not taken:
                session.get_one(Statement, one.id).taken_at = None
