import csv
import datetime as dt
import io
from collections import Counter

import pytest

from tasks_bank.case import Case
from tasks_bank.catalog import find_task
from tasks_bank.task import Task
from tasks_bank.tasks.compliance_monitoring.dealing import deal_office
from tasks_bank.tasks.compliance_monitoring.office import Office
from tasks_bank.tasks.compliance_monitoring.planted import KINDS
from tasks_bank.tasks.compliance_monitoring.rulebook import by_amount, by_days, working_days_between, working_days_later
from tasks_bank.world.month import is_working_day

SEEDS = range(1, 13)


@pytest.fixture(scope="module")
def task() -> Task:
    return find_task("compliance_monitoring")


@pytest.fixture(params=SEEDS, scope="module")
def office(task: Task, request: pytest.FixtureRequest) -> Office:
    return deal_office(request.param, task.dials("large"))


def test_four_working_days_after_maundy_thursday_2026_are_ten_days() -> None:
    thursday = dt.date(2026, 4, 2)  # Good Friday is the 3rd of April, Easter Monday the 6th
    assert working_days_later(thursday, 4) == dt.date(2026, 4, 10)
    assert working_days_between(thursday, dt.date(2026, 4, 10)) == 4
    assert working_days_between(thursday, thursday) == 0


@pytest.mark.parametrize(("amount", "severity"), [(101, "low"), (149, "low"), (150, "medium"), (400, "medium")])
def test_one_and_a_half_times_the_limit_is_medium(amount: int, severity: str) -> None:
    assert by_amount(amount, 100) == severity


@pytest.mark.parametrize(("days", "severity"), [(1, "low"), (5, "low"), (6, "medium"), (None, "medium")])
def test_more_than_five_days_late_or_never_is_medium(days: int | None, severity: str) -> None:
    assert by_days(days) == severity


def test_with_all_planted_every_kind_occurs(task: Task) -> None:
    for seed in SEEDS:
        kinds = {row["kind"] for row in task.deal(seed, task.dials("default,planted=15")).truth.facts["planted"]}
        assert kinds == set(KINDS)


def test_every_clause_is_broken_somewhere(task: Task) -> None:
    clauses = Counter(
        row["clause"]
        for seed in SEEDS
        for row in task.deal(seed, task.dials("default,planted=15")).truth.tables["breaches"]
    )
    assert set(clauses) == {"2.1", "2.2", "2.3", "3.1", "3.2", "4.1", "4.2", "5.1", "5.2"}


def test_no_item_breaks_two_clauses_or_is_also_cleared(office: Office) -> None:
    items = [breach.item for breach in office.breaches]
    assert len(set(items)) == len(items)
    assert not set(items) & {each.item for each in office.cleared}
    assert not set(items) & {item for item, _ in office.tempting}


def test_everything_happens_on_working_days_of_the_month(office: Office) -> None:
    month = office.company.month
    days = [
        *(mail.sent.date() for mail in office.mails),
        *(line.sent.date() for line in office.chats),
        *(call.made.date() for call in office.calls),
        *(day for order in office.orders for day in (order.signed, order.started)),
        *(day for gift in office.gifts for day in (gift.received, gift.entered)),
        *(purchase.ordered for purchase in office.purchases),
        *(entry.logged for entry in office.complaints),
        *(entry.acknowledged for entry in office.complaints if entry.acknowledged),
    ]
    assert all(is_working_day(day) and day in month for day in days)


def test_all_of_a_persons_time_is_in_office_hours(office: Office) -> None:
    moments = [*(m.sent for m in office.mails), *(c.sent for c in office.chats), *(c.made for c in office.calls)]
    assert all(9 <= moment.hour < 17 for moment in moments)


def test_nobody_at_work_is_on_leave_when_offering_and_calling(office: Office) -> None:
    people = {person.name: person for person in office.company.people}
    for call in office.calls:
        assert people[call.taken_by].is_in(call.made.date())
    for order in office.orders:
        assert people[order.seller].is_in(order.signed)


def test_purchases_cost_what_such_things_cost(office: Office) -> None:
    for purchase in office.purchases:
        prices = {ware.name: (ware.low, ware.high) for ware in purchase.supplier.trade.wares}
        if purchase.what in prices:  # the parts of a split one cost less
            low, high = prices[purchase.what]
            assert low <= purchase.amount <= high


def test_self_checks_agree_with_the_papers_where_none_is_to_disagree(task: Task) -> None:
    truth = task.deal(3, task.dials("large,disagree=0")).truth
    broken = {row["item"] for row in truth.tables["breaches"]}
    assert truth.facts["self_checks"]
    assert all((row["says"] == "broken") == (row["item"] in broken) for row in truth.facts["self_checks"])


def test_all_self_checks_are_wrong_where_all_are_to_disagree(task: Task) -> None:
    truth = task.deal(3, task.dials("large,disagree=1")).truth
    broken = {row["item"] for row in truth.tables["breaches"]}
    assert all((row["says"] == "broken") != (row["item"] in broken) for row in truth.facts["self_checks"])


def test_files_and_systems_have_the_same_rows(task: Task) -> None:
    case = task.deal(4, task.dials())
    names = {"chat": "chat-export.csv", "gifts_register": "records/gifts-register.csv", "staff": "staff.csv"}
    for system, name in names.items():
        data = next(file.data for file in case.brief.files if file.name == name)
        assert tuple(csv.DictReader(io.StringIO(data.decode()))) == case.systems[system].rows


def test_the_old_rule_book_has_its_own_figures_and_no_word_on_judging(task: Task) -> None:
    case: Case = task.deal(5, task.dials())
    old, new = deal_office(5, task.dials()).rules.old, deal_office(5, task.dials()).rules.new
    assert old.discount > new.discount
    assert old.gift < new.gift
    assert f"above {new.discount} %" in case.brief.rules
    assert f"above {old.discount} %" not in case.brief.rules
    assert len(case.brief.rules.split()) < 720
