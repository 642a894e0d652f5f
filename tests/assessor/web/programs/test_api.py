"""What programs get and what they do not: people, sittings, results by the release rule, webhooks, limits."""

from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from assessor.app import create_app
from assessor.db import Store
from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.work.webhook_delivery import WebhookDelivery
from assessor.storing.tenants import TenantSession
from assessor.web.programs import repeats
from assessor.web.programs.limiting import Limit
from assessor.web.service import own_rows
from tests.assessor.web.making import HOST, Browser, Tenant, settings
from tests.assessor.web.programs.calling import Program


def taken(program: Program, person_id: str) -> str:
    """Take a sitting for a person, by "I don't know", and return its id."""
    sitting: str = program.made("/sittings", {"person_id": person_id})["sitting"]["id"]
    for _ in range(3):
        asked = program.made(f"/sittings/{sitting}/next")["question"]
        assert program.made(f"/sittings/{sitting}/answers", {"asked_id": asked["asked_id"], "answer": None})["kept"]
    program.made(f"/sittings/{sitting}/finish")
    return sitting


def test_without_a_key_a_problem_says_so(app: Flask) -> None:
    answer = app.test_client().get("/api/v1/people", base_url=f"http://{HOST}")
    assert (answer.status_code, answer.content_type) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json
    assert {"type", "title", "status", "detail", "instance"} == set(answer.json)


def test_a_sign_in_is_no_key(app: Flask, own: Tenant) -> None:
    assert Browser.of(app, own.cookies["owner"]).get("/api/v1/people").status_code == 401


def test_the_document_tells_of_every_route_of_the_api(app: Flask) -> None:
    said = Browser.of(app).get("/api/v1/openapi.json").json
    assert said
    assert said["openapi"] == "3.1.0"
    told = {(method.upper(), path) for path, methods in said["paths"].items() for method in methods}
    there = {
        (method, route.rule.replace("<", "{").replace(">", "}"))
        for route in app.url_map.iter_rules()
        if route.rule.startswith("/api/v1/") and not route.rule.endswith(".json")
        for method in (route.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert told == there


def test_the_reference_is_a_page_without_a_script(app: Flask) -> None:
    page = Browser.of(app).get("/api-reference")
    assert page.status_code == 200
    assert "<script" not in page.text
    assert "sitting.finished" in page.text


def test_the_same_request_makes_a_person_once(ours_by_key: Program) -> None:
    body = {"name": "Ada Byron", "email": "ada@example.org"}
    first, second = (ours_by_key.ask("POST", "/people", body, Idempotency_Key="one") for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json == second.json
    other = ours_by_key.ask("POST", "/people", {"name": "Bea"}, Idempotency_Key="one")
    assert other.status_code == 422


def test_what_breaks_off_before_it_is_written_down_leaves_nothing(
    ours_by_key: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = {"name": "Cleo", "email": "cleo@example.org"}
    looks = [own_rows]

    def second_fails(**how: bool) -> AbstractContextManager[TenantSession]:
        return looks.pop()(**how)  # the second one is asked for once the person was added

    with monkeypatch.context() as broken:
        broken.setattr(repeats, "own_rows", second_fails)
        assert ours_by_key.ask("POST", "/people", body, Idempotency_Key="broken").status_code == 500
    assert "Cleo" not in [one["name"] for one in ours_by_key.got("/people")["people"]]
    assert ours_by_key.ask("POST", "/people", body, Idempotency_Key="broken").status_code == 201


def test_what_has_not_changed_is_not_sent_again(ours_by_key: Program) -> None:
    tag = ours_by_key.ask("GET", "/people").headers["ETag"]
    assert ours_by_key.ask("GET", "/people", If_None_Match=tag).status_code == 304


def test_pages_of_a_list_hold_everybody_once(ours_by_key: Program) -> None:
    whole = [one["id"] for one in ours_by_key.got("/people")["people"]]
    found: list[str] = []
    after = ""
    for _ in whole:
        page = ours_by_key.got(f"/people?limit=2&after={after}")
        found += [one["id"] for one in page["people"]]
        after = page["next"]
        if after is None:
            break
    assert found == whole


def test_values_that_are_not_taken_are_named(ours_by_key: Program) -> None:
    answer = ours_by_key.ask("POST", "/people", {"name": "", "age": 3})
    assert answer.status_code == 422
    assert answer.json
    assert [one["field"] for one in answer.json["errors"]] == ["name", "age"]


@pytest.mark.parametrize(("body", "status"), [(b"{", 400), (b"[" * 100_000, 400), (b'{"name": "\\ud800"}', 422)])
def test_a_body_that_is_no_json_is_refused(ours_by_key: Program, body: bytes, status: int) -> None:
    answer = ours_by_key.app.test_client().post(
        "/api/v1/people",
        data=body,
        content_type="application/json",
        base_url=f"http://{HOST}",
        headers={"Authorization": f"Bearer {ours_by_key.key}"},
    )
    assert answer.status_code == status


def test_a_result_is_first_for_who_sat_and_then_hers_to_share(
    app: Flask, ours_by_key: Program, own: Tenant, service_store: Store
) -> None:
    learner = Browser.of(app, own.cookies["learner"])
    sitting = taken(ours_by_key, own.people["learner"])
    path = f"/results/{sitting}"
    assert ours_by_key.ask("GET", path).status_code == 403
    assert learner.get(f"/result/{sitting}").status_code == 200
    assert ours_by_key.ask("GET", path).status_code == 403
    assert ours_by_key.got("/results")["results"] == []
    learner.post(f"/result/{sitting}/share", {"role": "owner"})
    shown = ours_by_key.got(path)["result"]
    assert (shown["stage"], shown["person_id"]) == ("author-judged", own.people["learner"])
    assert shown["scale"]
    with service_store.session(own.organisation_id) as session:
        seen = session.exec(select(ResultSeen.as_role).where(ResultSeen.person_id == own.people["owner"])).all()
    assert seen == ["owner"]


def test_an_answer_that_comes_twice_counts_once(ours_by_key: Program, own: Tenant) -> None:
    sitting = ours_by_key.made("/sittings", {"person_id": own.people["learner"]})["sitting"]["id"]
    assert ours_by_key.made("/sittings", {"person_id": own.people["learner"]})["sitting"]["id"] == sitting
    asked = ours_by_key.made(f"/sittings/{sitting}/next")["question"]
    assert ours_by_key.made(f"/sittings/{sitting}/next")["question"] == asked
    given = {"asked_id": asked["asked_id"], "answer": [0]}
    ours_by_key.made(f"/sittings/{sitting}/answers", given)
    ours_by_key.made(f"/sittings/{sitting}/answers", given)
    other = ours_by_key.ask("POST", f"/sittings/{sitting}/answers", given | {"answer": None})
    assert other.status_code == 409


def hooked(program: Program) -> str:
    """Set up a webhook and return its id."""
    hook: dict[str, Any] = program.made("/webhooks", {"url": "https://example.org/h", "events": ["sitting.finished"]})
    assert hook["secret"]
    assert program.got(f"/webhooks/{hook['webhook']['id']}")["secret"] is None
    return str(hook["webhook"]["id"])


def test_who_asked_is_told_once_that_a_sitting_ended_and_nothing_of_its_result(
    ours_by_key: Program, own: Tenant, service_store: Store
) -> None:
    hook = hooked(ours_by_key)
    sitting = taken(ours_by_key, own.people["learner"])
    ours_by_key.made(f"/sittings/{sitting}/finish")
    with service_store.session(own.organisation_id) as session:
        told = session.exec(select(WebhookDelivery)).one()
    assert set(told.body) == {"sitting_id", "person_id", "campaign_id", "is_make_believe", "result"}
    listed = ours_by_key.got(f"/webhooks/{hook}/deliveries")["deliveries"]
    assert [one["id"] for one in listed] == [told.id]
    assert ours_by_key.ask("POST", f"/deliveries/{told.id}/again").status_code == 409
    with service_store.session(own.organisation_id, write=True) as session:
        session.get_one(WebhookDelivery, told.id).delivered_at = told.made_at
    again = ours_by_key.made(f"/deliveries/{told.id}/again")["delivery"]
    assert again["id"] != told.id
    assert ours_by_key.ask("DELETE", f"/webhooks/{hook}").status_code == 204


def test_a_webhook_leads_by_https_to_the_public_network(ours_by_key: Program) -> None:
    answer = ours_by_key.ask("POST", "/webhooks", {"url": "http://example.org", "events": ["sitting.finished"]})
    assert answer.status_code == 422


def test_a_campaign_is_drafted_and_has_no_figures_yet(ours_by_key: Program) -> None:
    drafted = ours_by_key.made("/campaigns", {"name": "Spring", "due_on": "2027-03-01"})["campaign"]
    assert drafted["launched_at"] is None
    assert ours_by_key.got(f"/campaigns/{drafted['id']}")["campaign"] == drafted
    assert ours_by_key.ask("GET", f"/campaigns/{drafted['id']}/groups").status_code == 404


def test_a_key_that_asks_too_often_waits(service_store: Store, ours_by_key: Program) -> None:
    slow = Program(create_app(settings(service_store.address, api_per_min=2), service_store), ours_by_key.key)
    assert slow.ask("GET", "/teams").status_code == 200
    answer = slow.ask("GET", "/cohorts")
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 30


def test_what_a_key_did_not_use_is_saved_up_for_half_a_minute() -> None:
    limit = Limit(60)
    assert [limit.take("key", 0.0) for _ in range(31)] == [0] * 30 + [1]
    assert [limit.take("key", 2.0) for _ in range(3)] == [0, 0, 1]
    assert [limit.take("key", 1e6) for _ in range(31)] == [0] * 30 + [1]
