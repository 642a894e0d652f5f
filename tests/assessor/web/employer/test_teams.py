"""Teams and the overview: made, figures with their uncertainty, small groups hidden, and results only once shared."""

from flask import Flask

from assessor.db import Store
from tests.assessor.web.employer.conftest import NOW, figures_of, people
from tests.assessor.web.learner.sitter import Sitter, sitter
from tests.assessor.web.making import Browser, Tenant
from tests.assessor.web.training.conftest import campaign

BEFORE, AFTER = (0.2, 0.6, 0.1, 0.1, 0.0), (0.0, 0.1, 0.2, 0.7, 0.0)


def finished(who: Sitter, campaign_id: str) -> str:
    """Sit, end early, and look at the result."""
    sitting_id = who.begin(f"/learner/campaigns/{campaign_id}/begin")
    who.browser.post(f"/sitting/{sitting_id}/end")
    who.browser.get(f"/result/{sitting_id}")
    return sitting_id


def test_an_owner_makes_a_team_fills_it_and_dissolves_it(app: Flask, owner: Browser, own: Tenant) -> None:
    assert owner.post("/teams/new", {"name": "Team 0"}).status_code == 422
    path = owner.post("/teams/new", {"name": "Sales"}).location
    assert "nobody@example.org" in owner.post(path, {"do": "put in", "members": "nobody@example.org"}).text
    owner.post(path, {"do": "put in", "members": own.address("learner")})
    owner.post(path, {"do": "appoint", "managers": own.address("trainer")})
    trainer = Browser.of(app, own.cookies["trainer"])
    assert "Learner" in trainer.get(path).text
    assert owner.post(path, {"dismiss": own.people["trainer"]}).status_code == 303
    assert trainer.get(path).status_code == 403
    owner.post(path, {"take_out": own.people["learner"]})
    assert "Nobody yet." in owner.get(path).text
    assert owner.post(path, {"do": "dissolve"}).location == "/teams/"
    assert "Sales" not in owner.get("/teams/").text


def test_a_manager_sees_her_teams_alone_and_changes_none(manager: Browser, own: Tenant) -> None:
    listed = manager.get("/teams/").text
    assert "Team 0" in listed
    assert "Team 1" not in listed
    assert manager.get(f"/teams/{own.other_team_id}").status_code == 403
    assert manager.post(f"/teams/{own.team_id}/people", {"name": "Mine"}).status_code == 403


def test_a_teams_levels_are_told_with_their_interval_areas_and_movement(
    manager: Browser, own: Tenant, service_store: Store
) -> None:
    figures_of(service_store, own, "Spring", BEFORE, 200)
    figures_of(service_store, own, "Autumn", AFTER, 20)
    page = manager.get(f"/teams/{own.team_id}").text
    assert "The largest share is at AI Builder: 70 in 100 (" in page
    assert "6 of 6 who were asked count." in page
    assert "+25 (error 0, 6 people)" in page
    assert "From Spring to Autumn" in page
    assert "+60 points (" in page
    assert "At this stage no group may be said to be ahead of another" in page


def test_the_overview_lists_groups_by_name_and_hides_small_ones(
    owner: Browser, own: Tenant, service_store: Store
) -> None:
    assert "There are no figures of groups yet" in owner.get("/overview/").text
    campaign_id = figures_of(service_store, own, "Autumn", AFTER, 20)
    page = owner.get(f"/overview/?campaign={campaign_id}").text
    assert page.index("Team 0") < page.index("Team 1")
    clerk = page[page.index(">Clerk<") :]
    assert "not shown" in clerk[: clerk.index("</tr>")]
    table = owner.get(f"/campaigns/{campaign_id}/levels.csv").text
    assert "Team 0,team,6,6,4,AI Builder,0.7," in table
    assert 'Clerk,role,,,,,,,,simulated,5,"not shown' in table


def test_a_result_is_listed_for_a_manager_once_its_learner_shares_it(
    app: Flask, manager: Browser, own: Tenant, service_store: Store
) -> None:
    ada = sitter(app, service_store, own, NOW)
    sitting_id = finished(ada, campaign(service_store, own, ada.person_id))
    page = f"/teams/{own.team_id}"
    assert f"/result/{sitting_id}" not in manager.get(page).text
    ada.browser.post(f"/result/{sitting_id}/share", {"role": "manager"})
    assert f"/result/{sitting_id}" in manager.get(page).text
    ada.browser.post(f"/result/{sitting_id}/share", {"role": "manager", "withdraw": "1"})
    assert f"/result/{sitting_id}" not in manager.get(page).text


def test_how_far_a_team_is_is_told_where_it_is_no_small_one(
    owner: Browser, manager: Browser, own: Tenant, service_store: Store
) -> None:
    path = owner.post("/campaigns/new", {"name": "Now", "purpose": "Training", "basis": "contract"}).location
    owner.post(path, {"everybody": "1", "mode": "named"})
    people(service_store, own, 5, own.team_id)
    owner.post(path.replace("/who", "/launch"), {"accepted": "1"})
    assert "Now</strong>: not shown." in manager.get(f"/teams/{own.team_id}").text
