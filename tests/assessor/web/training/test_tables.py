"""Tables of another system, from a browser: looked at without anything being written, then read."""

import io

import pytest
from flask import Flask
from sqlmodel import select

from assessor.db import Store
from assessor.models.programme.enrolment import Enrolment
from assessor.models.programme.hours_entry import HoursEntry
from assessor.models.work.upload import Upload
from tests.assessor.web.making import Browser, Tenant

ENROLMENTS = "learner,programme,starts on,planned end on\n{0},ST1512,2026-06-01,2027-12-01\n"
HOURS = "learner,day,hours,theme\n{0},2026-06-02,1:30,Workshop\n{1},2026-06-03,2,Elsewhere\n{0},soon,2,Never\n"


def _handed(browser: Browser, kind: str, table: str, **changes: str) -> str:
    file = (io.BytesIO(table.encode()), "t.csv")
    done = browser.post("/programme-tables/", {"kind": kind, "map": "plain", "file": file, **changes})
    assert done.status_code == 303, done.text
    return str(done.location)


def _enrolled(own: Tenant, trainer: Browser) -> None:
    page = _handed(trainer, "enrolments", ENROLMENTS.format(own.people["learner"]))
    assert (
        trainer.post(page, {**_chosen("learner", "programme", "starts on", "planned end on"), "go": "1"}).status_code
        == 303
    )


def _chosen(*headings: str) -> dict[str, str]:
    return {heading.replace(" ", "_"): heading for heading in headings}


def _count(store: Store, own: Tenant, table: type[Enrolment] | type[HoursEntry]) -> int:
    with store.session(own.organisation_id) as session:
        return len(session.exec(select(table)).all())


def test_a_table_is_told_before_it_is_read_and_learners_of_others_are_left_out(
    trainer: Browser, own: Tenant, service_store: Store
) -> None:
    _enrolled(own, trainer)
    page = _handed(trainer, "hours", HOURS.format(own.people["learner"], own.stranger))
    told = trainer.get(page).text
    assert "1 new, 0 changed, 0 unchanged, 2 left out" in told
    assert "nobody here has the number or address" in told
    assert _count(service_store, own, HoursEntry) == 0
    columns = {"learner": "learner", "on": "day", "time": "hours", "what": "theme"}
    assert "1 new" in trainer.post(page, columns).text
    assert _count(service_store, own, HoursEntry) == 0
    assert trainer.post(page, {**columns, "go": "1"}).status_code == 303
    with service_store.session(own.organisation_id) as session:
        (entry,) = session.exec(select(HoursEntry)).all()
        assert (entry.person_id, entry.minutes, entry.what) == (own.people["learner"], 90, "Workshop")
        assert [one.content for one in session.exec(select(Upload))] == [b""]
    again = trainer.get(page)
    assert (again.status_code, again.location) == (303, "/programme-tables/")


def test_a_part_that_is_needed_has_to_have_a_column(trainer: Browser) -> None:
    page = _handed(trainer, "hours", "learner,when,hours\nx,2026-06-02,1\n")
    told = trainer.get(page)
    assert told.status_code == 422
    assert "Choose the column that holds the day." in told.text
    assert trainer.post(page, {"learner": "learner", "on": "when", "time": ""}).status_code == 422
    assert trainer.post(page, {"learner": "learner", "on": "when", "time": "hours"}).status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"), [({"kind": "gold"}, "kind"), ({"map": "../x"}, "map"), ({"file": ""}, "file")]
)
def test_what_is_no_table_is_not_taken(trainer: Browser, changes: dict[str, str], field: str) -> None:
    file = (io.BytesIO(HOURS.encode()), "t.csv")
    answer = trainer.post("/programme-tables/", {"kind": "hours", "map": "plain", "file": file, **changes})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text


def test_an_owner_reads_tables_of_everybody_and_nobody_sees_those_of_others(
    app: Flask, trainer: Browser, own: Tenant, service_store: Store
) -> None:
    owner = Browser.of(app, own.cookies["owner"])
    page = _handed(owner, "enrolments", ENROLMENTS.format(own.stranger))
    assert "1 new" in owner.get(page).text
    assert trainer.get(page).status_code == 403
    assert "1 left out" in trainer.get(_handed(trainer, "enrolments", ENROLMENTS.format(own.stranger))).text
    assert _count(service_store, own, Enrolment) == 0
