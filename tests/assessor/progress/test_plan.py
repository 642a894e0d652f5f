"""The rows of the plan in the make-believe organisation: published figures, typed inputs, claims or a measured pace."""

import pytest
from sqlmodel import select

from assessor.campaigns.groups import pace
from assessor.models.people.person import Person
from assessor.models.people.team import Team
from assessor.people.viewer import Viewer
from assessor.progress.kinds.plan import NoSuchGroup, rows
from assessor.progress.sources import Asked, sources_of
from reports.kinds.plan.rows import Plan
from tests.assessor.demo import NOW, Demo


def planned(demo: Demo, group: str = "") -> Plan:
    with sources_of(demo.store, demo.organisation_id) as sources:
        person = sources.session.exec(select(Person).order_by(Person.name)).first()
        assert person is not None
        who = Viewer(organisation_id=demo.organisation_id, person_id=person.id, roles=frozenset({"owner"}))
        wishes = {"group": group} if group else {}
        found: Plan = rows(sources, Asked(who, demo.organisation_id, NOW, wishes)).rows
    return found


@pytest.fixture(scope="module")
def plan(demo: Demo) -> Plan:
    return planned(demo)


def test_where_people_are_is_what_was_published_of_the_widest_campaign(plan: Plan) -> None:
    standing = plan.standing
    assert standing is not None
    assert standing.when.asked >= standing.when.people >= 5
    assert standing.arrived == ("AI Builder", "AI Strategist")
    assert standing.there is not None
    assert standing.there.part == pytest.approx(sum(each.share.part for each in standing.levels[3:]), abs=0.02)


def test_until_enough_people_sat_again_the_way_is_told_by_claims(plan: Plan) -> None:
    assert plan.pace.steps == ()
    assert plan.pace.needed == 30
    assert 0 < plan.pace.retested < 30
    assert [rung for rung, _ in plan.claims] == ["Prompting", "Context engineering", "Orchestration"]
    assert all(said.source.startswith("https://") and said.by for _, said in (*plan.claims, *plan.routes))


def test_from_so_many_people_on_the_way_is_told_as_measured(demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "FEWEST", 5)
    told = planned(demo).pace
    assert [(step.begins, step.ends) for step in told.steps] == [("AI User", "AI Applier"), ("AI User", "AI Builder")]
    assert told.first is not None
    assert told.last is not None
    assert told.first < told.last <= NOW.date()


def test_no_unit_that_has_ended_is_offered_and_seats_have_the_version_of_their_start(plan: Plan) -> None:
    assert "AU0002" not in {one.code for one in plan.offers}
    assert any(line.startswith("AU0002 is not offered") for line in plan.gone)
    assert {one.code: one.version for one in plan.seats} == {"ST0795": "1.1", "ST1512": "2.1", "AU0010": "1"}


def test_seats_without_a_price_are_counted_and_left_out(plan: Plan) -> None:
    assert (plan.all_seats, plan.left_out) == (26, 14)
    assert any(line.startswith("ST0795: the price of a seat and its months") for line in plan.unknown)


def test_the_employers_part_is_a_quarter_of_what_the_account_cannot_pay(plan: Plan) -> None:
    money = plan.money
    assert money is not None
    own = next(side for side in money.sides if side.is_own)
    # 12 · 18,000 over 15 months is 14,400 a month, beside 4,200 to August. After December 98,300 are left; 5,300 of it
    # expires; then 12,100 less each month: 8,300 after July. August is short by 3,800 and the seven months after it by
    # 7,900 each: 59,100 in all.
    assert own.low == own.high == 59_100 * 100 // 4
    assert sum(row.expired for row in money.months) == 5_300 * 100
    assert [row.employer_pays for row in money.months][-1] == 1_975 * 100


def test_a_team_has_its_own_figures_and_nothing_that_was_typed_for_all(demo: Demo) -> None:
    with demo.store.session(demo.organisation_id) as session:
        team = session.exec(select(Team).order_by(Team.name)).first()
        assert team is not None
    found = planned(demo, f"team:{team.id}")
    assert found.about == team.name
    assert found.seats == ()
    assert found.standing is None
    assert "not shown" in found.why_no_standing


@pytest.mark.parametrize("group", ["team:nobody", "everybody", "person:1"])
def test_a_group_that_is_not_there_is_refused(demo: Demo, group: str) -> None:
    with pytest.raises(NoSuchGroup, match="write team:ID or cohort:ID"):
        planned(demo, group)


def test_simulated_people_are_said_to_be_so(plan: Plan) -> None:
    assert plan.evidence_label == "Simulated people of a make-believe organisation."
