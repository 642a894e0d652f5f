"""The page of a team and the report on it tell the same figures: both read what was published."""

import datetime as dt

import pytest

from assessor.db import Store
from assessor.models.campaigns.group_figures import GroupFigures
from assessor.models.people.person import Person
from assessor.people.viewer import Role
from assessor.people.viewing import viewer_of
from assessor.planning import attitude
from assessor.progress.choosing import NoSuchFigures
from assessor.progress.kinds import team
from assessor.progress.sources import Asked, sources_of
from reports.groups.rows import Group
from reports.groups.wording import in_words
from tests.assessor.web.employer.conftest import NOW, figures_of
from tests.assessor.web.making import Browser, Tenant

THEN, LATER = (0.6, 0.3, 0.1, 0.0, 0.0), (0.1, 0.2, 0.4, 0.2, 0.1)


def told(store: Store, own: Tenant, role: Role = "owner", team_id: str = "", **wishes: str) -> Group:
    with sources_of(store, own.organisation_id) as sources:
        viewer = viewer_of(sources.session, sources.session.get_one(Person, own.people[role]))
        group: Group = team.rows(sources, Asked(viewer, team_id or own.team_id, NOW, wishes)).rows.group
        sources.session.rollback()
    return group


def test_the_report_tells_the_shares_and_the_movement_of_the_page(
    manager: Browser, own: Tenant, service_store: Store
) -> None:
    figures_of(service_store, own, "Spring", THEN, 200)
    figures_of(service_store, own, "Autumn", LATER, 20)
    page, group = manager.get(f"/teams/{own.team_id}").text, told(service_store, own, "manager")
    assert group.told is not None
    assert group.movement is not None
    assert all(in_words(share) in page for share in group.told.levels)
    assert all(in_words(row.then) in page for row in group.movement.levels)
    assert (group.movement.before.campaign, group.movement.after.campaign, group.movement.days) == (
        "Spring",
        "Autumn",
        180,
    )


def test_a_manager_reads_everybody_beside_her_team_and_no_roles(own: Tenant, service_store: Store) -> None:
    figures_of(service_store, own, "Spring", THEN, 200)
    group = told(service_store, own, "manager")
    assert group.everybody is not None
    assert group.roles is None
    assert told(service_store, own).roles == ()


def test_shares_at_each_level_or_above_are_published(own: Tenant, service_store: Store) -> None:
    """Of chances 0.1, 0.2, 0.4, 0.2, 0.1: 0.9, 0.7, 0.3 and 0.1 from the second level on."""
    figures_of(service_store, own, "Autumn", LATER, 20)
    group = told(service_store, own)
    assert group.told is not None
    assert [share.part for share in group.told.above] == [0.9, 0.7, 0.3, 0.1]


def test_figures_of_another_campaign_are_told_where_they_are_asked_for(own: Tenant, service_store: Store) -> None:
    first = figures_of(service_store, own, "Spring", THEN, 200)
    figures_of(service_store, own, "Summer", THEN, 100)
    figures_of(service_store, own, "Autumn", LATER, 20)
    day = (NOW - dt.timedelta(days=60)).date().isoformat()
    group = told(service_store, own, until=day)
    assert group.told is not None
    assert group.told.when.campaign == "Summer"
    since = told(service_store, own, since=first)
    assert since.movement is not None
    assert since.movement.before.campaign == "Spring"


def test_figures_that_are_not_there_are_one_sentence(own: Tenant, service_store: Store) -> None:
    figures_of(service_store, own, "Spring", THEN, 200)
    with pytest.raises(
        NoSuchFigures, match=r"fits --until '1999-01-01'; write a campaign's id, or a day .*: Spring, closed"
    ):
        told(service_store, own, until="1999-01-01")


def test_a_pair_for_the_mistakes_ended_90_days_apart(own: Tenant, service_store: Store) -> None:
    figures_of(service_store, own, "Spring", THEN, 200)
    figures_of(service_store, own, "Summer", THEN, 60)
    figures_of(service_store, own, "Autumn", LATER, 20)
    group = told(service_store, own)
    assert group.apart is not None
    assert group.apart.before.campaign == "Spring"
    assert group.movement is not None
    assert group.movement.before.campaign == "Summer"


def test_a_team_that_no_campaign_asked_says_so(own: Tenant, service_store: Store) -> None:
    group = told(service_store, own)
    assert group.told is None
    assert group.why_not.startswith("No campaign that asked this group has figures yet")


def test_the_newest_figures_that_show_the_group_are_told_and_later_ones_named(
    own: Tenant, service_store: Store
) -> None:
    figures_of(service_store, own, "Spring", THEN, 200)
    latest = figures_of(service_store, own, "Autumn", LATER, 20)
    with service_store.session(own.organisation_id, write=True) as session:
        made = session.get_one(GroupFigures, latest)
        made.groups = [
            {"kind": row["kind"], "id": row["id"], "name": row["name"], "levels": None, "target": None, "areas": None}
            for row in made.groups
        ]
        session.add(made)
    group = told(service_store, own)
    assert group.told is not None
    assert group.told.when.campaign == "Spring"
    assert group.newer == ("Autumn",)
    assert told(service_store, own, until=latest).told is None


def test_the_page_of_a_team_offers_the_report_on_earlier_figures(
    manager: Browser, own: Tenant, service_store: Store
) -> None:
    spring = figures_of(service_store, own, "Spring", THEN, 200)
    at = f"/teams/{own.team_id}/reports/team"
    assert "of earlier figures" not in manager.get(f"/teams/{own.team_id}").text
    figures_of(service_store, own, "Summer", THEN, 100)
    figures_of(service_store, own, "Autumn", LATER, 20)
    page = manager.get(f"/teams/{own.team_id}").text
    assert f'<form method="get" action="{at}">' in page
    assert page.count(f'<option value="{spring}">Spring, closed ') == 2
    assert "Movement in 180 days" in manager.get(f"{at}?until=&since={spring}").text


def test_figures_that_cannot_be_shown_together_lead_back_with_a_sentence(
    manager: Browser, own: Tenant, service_store: Store
) -> None:
    spring = figures_of(service_store, own, "Spring", THEN, 200)
    autumn = figures_of(service_store, own, "Autumn", LATER, 20)
    answer = manager.get(f"/teams/{own.team_id}/reports/team?until={spring}&since={autumn}")
    assert (answer.status_code, answer.location) == (303, f"/teams/{own.team_id}")
    assert "No figures of this group fit" in manager.get(answer.location).text


def test_what_an_owner_answered_is_told_apart_from_what_the_question_is_about(
    owner: Browser, own: Tenant, service_store: Store
) -> None:
    figures_of(service_store, own, "Spring", THEN, 200)
    owner.post("/planning/how-training-is-run/", {question.key: "not_known" for question in attitude.QUESTIONS})
    answers = told(service_store, own).answers
    assert answers is not None
    assert {one.said for one in answers.answers} == {"I do not know, or it is not decided"}
    assert [one.about for one in answers.answers] == [question.about for question in attitude.QUESTIONS]
