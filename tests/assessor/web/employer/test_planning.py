"""What an owner types for the plan: kept by group, mistakes beside their fields, nothing lost; the plan shows it."""

import datetime as dt

from assessor.db import Store
from assessor.planning.inputs import Place, newest
from tests.assessor.web.employer.conftest import figures_of
from tests.assessor.web.making import Browser, Tenant

NEXT = (dt.date.today().replace(day=1) + dt.timedelta(days=40)).strftime("%Y-%m")  # noqa: DTZ011 - a month from now
SEATS = {
    "pays_levy": "no",
    "ST1512-people": "4",
    "ST1512-starts": NEXT,
    "ST1512-months": "18",
    "ST1512-price": "18,000",
}


def test_what_is_typed_is_kept_and_shown_with_who_typed_it(owner: Browser, own: Tenant, service_store: Store) -> None:
    assert "Nothing has been typed yet." in owner.get("/planning/").text
    answer = owner.post("/planning/", SEATS)
    assert (answer.status_code, answer.location) == (303, "/planning/?group=organisation")
    page = owner.get("/planning/").text
    assert "Typed last by <bdi>Owner</bdi>" in page
    assert 'name="ST1512-price" type="text" value="18000"' in page
    with service_store.session(own.organisation_id) as session:
        typed = newest(session, Place("plan"))
    assert typed is not None
    assert typed.said["seats"][0]["price_pence"] == 1_800_000


def test_a_mistake_stands_beside_its_field_and_what_was_typed_stays(owner: Browser) -> None:
    answer = owner.post("/planning/", {**SEATS, "ST1512-months": "many", "expiring": "soon"})
    assert answer.status_code == 422
    assert '<a href="#ST1512-months">&#39;many&#39; is no number of months' in answer.text
    assert 'id="ST1512-months-error"' in answer.text
    assert 'value="many"' in answer.text
    assert "soon</textarea>" in answer.text


def test_a_team_has_a_plan_of_its_own(owner: Browser, own: Tenant) -> None:
    team = f"team:{own.team_id}"
    owner.post("/planning/", {**SEATS, "group": team})
    assert "Typed last by" in owner.get("/planning/", query_string={"group": team}).text
    assert "Nothing has been typed yet." in owner.get("/planning/").text


def test_a_team_of_another_organisation_is_not_there(owner: Browser, theirs: Tenant) -> None:
    theirs_too = f"team:{theirs.team_id}"
    assert owner.get("/planning/", query_string={"group": theirs_too}).status_code == 404
    assert owner.post("/planning/", {**SEATS, "group": theirs_too}).status_code == 404


def test_the_page_offers_no_unit_that_nobody_starts_any_more(owner: Browser) -> None:
    page = owner.get("/planning/").text
    assert "AU0010-people" in page
    assert "AU0002" not in page


def test_the_plan_reckons_with_what_was_typed_and_with_published_figures(
    owner: Browser, own: Tenant, service_store: Store
) -> None:
    figures_of(service_store, own, "Spring check", (0.2, 0.5, 0.1, 0.2, 0.0), 5)
    owner.post("/planning/", SEATS)
    page = owner.get("/reports/plan").text
    assert "4 seats planned" in page
    assert "0 to £3,600" in page.replace("£0", "0")
    assert "Spring check" in page
    assert "Growth measured here is told from 30 people on who sat again" in page


def test_a_plan_leads_back_to_what_was_typed_for_the_same_group(owner: Browser, own: Tenant) -> None:
    page = owner.get(f"/reports/plan?group=team:{own.team_id}").text
    assert f'href="/planning/?group=team:{own.team_id}">Back to what it reckons with<' in page


def test_a_plan_is_for_owners(manager: Browser) -> None:
    assert manager.get("/planning/").status_code == 403
    assert manager.get("/reports/plan").status_code == 403
