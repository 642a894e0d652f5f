import csv
import io

import pytest

from tasks_bank.case import Case
from tasks_bank.checks.mentions import states
from tasks_bank.task import Task
from tasks_bank.tasks.sales_follow_up.dealing import deal_desk
from tasks_bank.tasks.sales_follow_up.deciding import decide, facts_of, never_of, text_of
from tasks_bank.tasks.sales_follow_up.planted import KINDS
from tasks_bank.tasks.sales_follow_up.records import Desk
from tasks_bank.world.month import is_working_day

QUIET = {
    "opted_out": "do_not_contact",
    "asked_to_stop": "do_not_contact",
    "legal_question": "ask_legal",
    "discount_above": "ask_head",
    "promise_below_list": "ask_head",
}


@pytest.fixture(scope="module", params=range(40, 48))
def desk(request: pytest.FixtureRequest, task: Task) -> Desk:
    return deal_desk(request.param, task.dials("large,disagree=0.5"))


@pytest.fixture(scope="module")
def case(task: Task) -> Case:
    return task.deal(7, task.dials())


def test_every_kind_is_planted_when_there_is_room(desk: Desk) -> None:
    assert {plant.kind for plant in desk.planted} == set(KINDS)
    assert len({plant.item for plant in desk.planted}) == len(desk.planted)


def test_what_is_planted_changes_the_action_or_the_mail(desk: Desk) -> None:
    leads = {lead.ref: lead for lead in desk.leads}
    for plant in desk.planted:
        careful, careless = (decide(desk, leads[plant.item], careful=careful) for careful in (True, False))
        if plant.kind in QUIET:
            assert careful.action == QUIET[plant.kind]
            assert careless.has_mail
        elif plant.kind == "promised_day":
            assert careful.due != careless.due
        else:
            assert text_of(desk, careful) != text_of(desk, careless), plant


def test_a_right_mail_states_every_fact_and_nothing_that_it_must_not(desk: Desk) -> None:
    for decision in (decide(desk, lead) for lead in desk.leads):
        text = text_of(desk, decision)
        if decision.has_mail:
            assert all(any(states(text, s) for s in fact.spellings) for fact in facts_of(desk, decision))
            assert not [word for word in never_of(desk, decision) if states(text, word)]


def test_no_spelling_of_a_fact_is_forbidden_in_the_same_mail(desk: Desk) -> None:
    for decision in (decide(desk, lead) for lead in desk.leads):
        wanted = {spelling for fact in facts_of(desk, decision) for spelling in fact.spellings}
        assert not wanted & set(never_of(desk, decision))


def test_mails_are_of_working_days_before_today_and_due_days_are_not_past(desk: Desk) -> None:
    days = [letter.dated for lead in desk.leads for letter in lead.thread]
    assert all(is_working_day(day) and day < desk.today for day in days)
    due = [decide(desk, lead).due for lead in desk.leads]
    assert all(is_working_day(day) and day >= desk.today for day in due)


def test_nobody_writes_while_on_leave_but_the_head_of_sales(desk: Desk) -> None:
    people = {person.name: person for person in desk.sellers}
    for lead in desk.leads:
        for letter in lead.thread:
            assert letter.sender.name not in people or people[letter.sender.name].is_in(letter.dated)


def test_nobody_was_written_to_after_opting_out(desk: Desk) -> None:
    since = {entry.address.casefold(): entry.since for entry in desk.opt_outs if entry.channel == "e-mail"}
    for lead in desk.leads:
        if (first := since.get(lead.contact.email.casefold())) is not None:
            assert all(letter.dated < first for letter in lead.thread)


def test_an_automatic_reply_comes_on_the_day_of_our_mail(task: Task) -> None:
    for seed in range(60, 64):
        mails = task.deal(seed, task.dials("large")).systems["mails"].rows
        replies = [row for row in mails if "Automatic reply" in row["text"]]
        ours = {row["mail"]: row["date"] for row in mails}
        for row in replies:
            lead, _, number = row["mail"].rpartition("-")
            assert ours[f"{lead}-{int(number) - 1}"] == row["date"]


def test_a_demonstration_is_on_a_day_when_the_seller_is_there(desk: Desk) -> None:
    for lead in desk.leads:
        assert lead.demo is None or lead.seller.is_in(lead.demo.date())


def test_every_price_changes(desk: Desk) -> None:
    assert all(price.before < price.now <= price.before * 1.1 for price in desk.prices)


def test_leads_have_companies_and_addresses_of_their_own(desk: Desk) -> None:
    assert len({lead.company for lead in desk.leads}) == len(desk.leads)
    assert len({lead.contact.email for lead in desk.leads}) == len(desk.leads)


def test_the_pipeline_is_behind_only_where_the_dial_says_so(task: Task) -> None:
    def behind(value: float) -> int:
        desk = deal_desk(5, task.dials(f"default,planted=0,disagree={value}"))
        return sum(lead.noted is not None or lead.noted_units != lead.units for lead in desk.leads)

    assert behind(0) == 0
    assert behind(0.5) == 8
    assert behind(1) == 16


def test_files_and_systems_hold_the_same_rows(case: Case) -> None:
    files = {file.name: file for file in case.brief.files}
    for name in ("opt_outs", "team"):
        rows = list(csv.DictReader(io.StringIO(files[f"{name}.csv"].data.decode())))
        assert rows == [dict(row) for row in case.systems[name].rows]
    mails = [row["mail"] for row in case.systems["mails"].rows]
    assert [name for name in files if name.endswith(".eml")] == [f"mails/{mail}.eml" for mail in mails]


def test_the_fewest_leads_still_have_somebody_to_mail(task: Task) -> None:
    for seed in range(60, 90):
        case = task.deal(seed, task.dials("small,leads=5,planted=16"))
        assert case.truth.tables["mails"]
