import csv
import io
from decimal import Decimal

import pytest

from tasks_bank.case import Case
from tasks_bank.task import Task
from tasks_bank.tasks.at_risk_accounts.dealing import deal_review
from tasks_bank.tasks.at_risk_accounts.planted import KINDS
from tasks_bank.tasks.at_risk_accounts.records import Review
from tasks_bank.tasks.at_risk_accounts.scoring import at_risk, fall_of
from tasks_bank.world.month import is_working_day

NO_RISK = {"seasonal_dip", "merged_account", "renewal_signed", "one_off_order"}


@pytest.fixture(scope="module", params=range(40, 48))
def review(request: pytest.FixtureRequest, task: Task) -> Review:
    return deal_review(request.param, task.dials("large,disagree=0.5"))


@pytest.fixture(scope="module")
def case(task: Task) -> Case:
    return task.deal(7, task.dials())


def test_every_kind_is_planted_when_there_is_room(review: Review) -> None:
    assert {plant.kind for plant in review.planted} == set(KINDS)
    items = [plant.item for plant in review.planted]
    assert len(set(items)) == len(items)


def test_what_is_no_risk_is_not_on_the_list_and_looked_as_if_it_should_be(review: Review) -> None:
    careful = {each.account.ref for each in at_risk(review)}
    careless = {each.account.ref for each in at_risk(review, careful=False)}
    for plant in review.planted:
        if plant.kind in NO_RISK:
            assert plant.item not in careful, plant
            assert plant.item in careless, plant
        else:
            assert plant.item in careful, plant
            assert plant.item not in careless, plant


def test_no_fall_of_sales_is_within_a_per_cent_of_what_counts(review: Review) -> None:
    for account in review.accounts:
        if account.merged_into is None:
            fall = fall_of(review, account)
            assert all(
                abs(fall - limit) > Decimal("0.9") for limit in (review.policy.slight_fall, review.policy.steep_fall)
            )


def test_sales_notes_and_mails_are_of_working_days_of_the_three_months(review: Review) -> None:
    days = [invoice.dated for account in review.accounts for invoice in account.invoices]
    days += [message.dated for account in review.accounts for message in account.messages]
    days += [ticket.opened for account in review.accounts for ticket in account.tickets]
    assert all(is_working_day(day) and any(day in month for month in review.months) for day in days)


def test_nobody_writes_about_a_ticket_before_it_was_opened(review: Review) -> None:
    for account in review.accounts:
        for message in account.messages:
            named = [ticket for ticket in account.tickets if ticket.ref in message.text]
            assert all(ticket.opened < message.dated for ticket in named)


def test_every_invoice_is_of_at_least_ten_pounds_and_has_its_own_reference(review: Review) -> None:
    invoices = [invoice for account in review.accounts for invoice in account.invoices]
    assert min(invoice.amount for invoice in invoices) >= 10
    assert len({invoice.ref for invoice in invoices}) == len(invoices)


def test_contracts_end_with_a_month_and_run_for_whole_years(case: Case) -> None:
    for row in case.systems["contracts"].rows:
        assert row["start"][8:] == "01"
        assert row["start"] < row["runs_until"]
        assert int(row["runs_until"][8:]) >= 28


def test_the_sources_disagree_only_where_the_dial_says_so(task: Task) -> None:
    def disagreeing(value: float) -> int:
        review = deal_review(5, task.dials(f"default,planted=0,disagree={value}"))
        return sum(
            account.crm_end != account.registered_end or bool(account.said_closed) for account in review.accounts
        )

    assert disagreeing(0) == 0
    assert disagreeing(0.5) == 9
    assert disagreeing(1) == 18


def test_files_and_systems_hold_the_same_rows(case: Case) -> None:
    files = {file.name: file for file in case.brief.files}
    for name in ("crm", "tickets", "notes"):
        rows = list(csv.DictReader(io.StringIO(files[f"{name}.csv"].data.decode())))
        assert rows == [dict(row) for row in case.systems[name].rows]
    mails = [row["mail"] for row in case.systems["mails"].rows]
    assert [file.name for file in case.brief.files if file.suffix == ".eml"] == [f"mails/{mail}.eml" for mail in mails]


def test_there_is_always_somebody_at_risk_and_somebody_well(task: Task) -> None:
    for seed in range(60, 90):
        review = deal_review(seed, task.dials("small,accounts=5,planted=14"))
        assert 0 < len(at_risk(review)) < len(review.accounts)
