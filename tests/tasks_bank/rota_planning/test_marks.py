from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from tasks_bank.answer import Action, Answer, Escalation
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.grade import Check
from tasks_bank.specimens import written
from tasks_bank.task import Task
from tasks_bank.tasks.rota_planning.assess import Rules, assess, cost_pence, rules_of
from tasks_bank.tasks.rota_planning.solver import Terms, cheapest_rota

Tables = dict[str, Sequence[Row]]
SEED = 4


@pytest.fixture(scope="module")
def case(task: Task) -> Case:
    return task.deal(SEED, task.dials())


@pytest.fixture(scope="module")
def rules(case: Case) -> Rules:
    return rules_of(case)


@pytest.fixture
def true(case: Case) -> Tables:
    return dict(case.truth.tables)


def checks(task: Task, case: Case, tables: Tables) -> Mapping[str, Check]:
    return {check.name: check for check in task.grade(case, written(case, tables)).checks}


def test_overtime_costs_half_as_much_again() -> None:
    terms = Terms("Ann Lee", 1200, 16, 24)
    assert terms.cost_pence(16) == 16 * 1200
    assert terms.cost_pence(20) == 16 * 1200 + 4 * 1800


def test_somebody_who_may_not_work_a_shift_does_not_count(task: Task, case: Case, rules: Rules, true: Tables) -> None:
    first, *others = true["rota"]
    barred = next(row["person"] for row in rules.workers if (first["shift"], row["person"]) not in rules.may)
    found = checks(task, case, true | {"rota": [first | {"person": barred}, *others]})["rota"]
    count = len(true["rota"])
    assert found.earned == pytest.approx(50 * ((count - 1) / count) ** 2)
    assert any(barred in detail and "may not work" in detail for detail in found.details)


def test_two_shifts_on_one_day_count_once(rules: Rules) -> None:
    posts = list(rules.posts.values())
    name, one, other = next(
        (row["person"], one, other)
        for row in rules.workers
        for one in posts
        for other in posts
        if one.ref != other.ref
        and one.start.date() == other.start.date()
        and {(one.ref, row["person"]), (other.ref, row["person"])} <= rules.may
    )
    found = assess(rules, [(one.ref, name), (other.ref, name)])
    assert len(found.kept) == 1
    assert "second shift" in next(iter(found.faults.values()))


def test_a_late_shift_before_an_early_one_is_too_short_a_rest(rules: Rules) -> None:
    name, late, early = next(
        (row["person"], late, early)
        for row in rules.workers
        for late in rules.posts.values()
        for early in rules.posts.values()
        if 0 < (early.start - late.end).total_seconds() < 11 * 3600
        and {(late.ref, row["person"]), (early.ref, row["person"])} <= rules.may
    )
    found = assess(rules, [(early.ref, name), (late.ref, name)])
    assert found.kept == ((late.ref, name),)


def test_a_crowd_on_a_shift_counts_for_nobody(task: Task, case: Case, rules: Rules, true: Tables) -> None:
    row = next(row for row in true["rota"] if rules.posts[row["shift"]].people == 1)
    other = next(each["person"] for each in rules.workers if each["person"] != row["person"])
    found = checks(task, case, true | {"rota": [*true["rota"], row | {"person": other}]})["rota"]
    count = len(true["rota"])
    assert found.earned == pytest.approx(50 * (count - 1) / count * (count - 1) / (count + 1))


def test_two_people_in_one_cell_are_two_rows(task: Task, case: Case, true: Tables) -> None:
    people: dict[str, list[str]] = {}
    for row in true["rota"]:
        people.setdefault(row["shift"], []).append(row["person"])
    together = [{"shift": shift, "person": " + ".join(names)} for shift, names in people.items()]
    assert checks(task, case, true | {"rota": together})["rota"].earned == pytest.approx(50)


def test_filling_a_shift_that_nobody_may_work_costs_marks(task: Task, case: Case, rules: Rules, true: Tables) -> None:
    shift = min(rules.closed)
    rota = [*true["rota"], {"shift": shift, "person": rules.workers[0]["person"]}]
    found = checks(task, case, true | {"rota": rota})["rota"]
    assert found.earned == pytest.approx(50 * len(true["rota"]) / len(rota))
    assert any("nobody may work" in detail for detail in found.details)


def test_another_rota_that_keeps_the_rules_is_as_good_but_for_its_cost(task: Task, case: Case, rules: Rules) -> None:
    dear = [Terms(t.name, 3000 - t.rate_pence, t.hours, t.most_hours) for t in rules.terms.values()]
    rota = cheapest_rota(list(rules.open_posts), dear, rules.may)
    found = checks(task, case, {"rota": [{"shift": shift, "person": person} for shift, person in rota]})
    assert found["rota"].earned == pytest.approx(50)
    assert cost_pence(rules, rota) > rules.least_pence
    assert found["cost"].earned < 15


def test_totals_follow_from_the_answers_own_rota(task: Task, case: Case, rules: Rules) -> None:
    (shift, person), *_ = sorted(rules.may)
    worker = next(row for row in rules.workers if row["person"] == person)
    hours = rules.posts[shift].hours
    cost = Decimal(worker["rate_pence"]) * hours / 100
    assert hours <= int(worker["hours"])
    tables: Tables = {
        "rota": [{"shift": shift, "person": person}],
        "totals": [{"person": person, "hours": str(hours), "cost": f"{cost:.2f}"}],
    }
    assert checks(task, case, tables)["totals"].earned == pytest.approx(15 / rules.seats)


def test_an_empty_seat_is_charged(rules: Rules, true: Tables) -> None:
    rota = [(row["shift"], row["person"]) for row in true["rota"]]
    assert cost_pence(rules, rota) == rules.least_pence
    assert cost_pence(rules, rota[1:]) > rules.least_pence


def test_the_work_may_be_done_by_actions(task: Task, case: Case, true: Tables) -> None:
    actions = tuple(Action("assign_shift", row) for row in true["rota"])
    totals = written(case, {"totals": true["totals"]}).text
    handed_over = tuple(Escalation(each.item, each.reason) for each in case.truth.escalations)
    assert task.grade(case, Answer(totals, (), actions, handed_over)).score == pytest.approx(1)


def test_without_anything_to_hand_over_silence_earns_nothing(task: Task) -> None:
    quiet = task.deal(SEED, task.dials("default,planted=0"))
    assert quiet.truth.escalations == ()
    assert task.grade(quiet, written(quiet, {"escalations": []})).score <= 0.02
