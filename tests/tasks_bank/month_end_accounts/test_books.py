from decimal import Decimal

import pytest

from tasks_bank.task import Task
from tasks_bank.tasks.month_end_accounts.books import Books, Item, LateInvoice, Posting
from tasks_bank.tasks.month_end_accounts.dealing import deal_books
from tasks_bank.tasks.month_end_accounts.files import systems_of
from tasks_bank.tasks.month_end_accounts.planted import KINDS
from tasks_bank.world.accounts import CHART
from tasks_bank.world.month import is_working_day

SEEDS = range(30)
DEFAULT = {"postings": 24, "schedule": 14, "planted": 9, "noise": 0.5, "disagree": 0.25}


@pytest.fixture(scope="module")
def months() -> tuple[Books, ...]:
    """Thirty months with every kind, without their files."""
    return tuple(deal_books(seed, DEFAULT) for seed in SEEDS)


def planted(books: Books, kind: str) -> Item:
    return next(finding.item for finding in books.planted if finding.code == kind)


def entries(books: Books) -> list[tuple[tuple[str, Decimal], ...]]:
    """Return the lines of every posting and of every right journal."""
    journals = [journal.lines for journal in (*books.routine, *books.corrections)]
    return [*(posting.lines for posting in books.postings), *journals]


def test_every_kind_can_be_dealt(months: tuple[Books, ...]) -> None:
    assert all({finding.code for finding in books.planted} == set(KINDS) for books in months)


def test_the_seed_says_which_kinds_a_small_month_holds(task: Task) -> None:
    small = [deal_books(seed, task.dials("small")) for seed in range(60)]
    assert {finding.code for books in small for finding in books.planted} == set(KINDS)
    assert all(len(books.postings) <= 24 for books in small)


def test_every_posting_and_every_journal_balances(months: tuple[Books, ...]) -> None:
    for books in months:
        assert all(sum(amount for _, amount in lines) == 0 for lines in entries(books))


def test_both_trial_balances_balance(months: tuple[Books, ...]) -> None:
    for books in months:
        systems = systems_of(books)
        for name in ("trial_balance", "trial_balance_last_month"):
            sides = [sum(Decimal(row[side] or 0) for row in systems[name].rows) for side in ("debit", "credit")]
            assert sides[0] == sides[1] > 0


def test_every_account_stands_in_the_chart(months: tuple[Books, ...]) -> None:
    known = {account.code for account in CHART}
    for books in months:
        assert {account for lines in entries(books) for account, _ in lines} | set(books.last_month) <= known


def test_no_asset_is_written_down_below_nought(months: tuple[Books, ...]) -> None:
    for books in months:
        after = books.balances(journals=True)
        for cost, depreciated in (("0030", "0031"), ("0040", "0041")):
            assert after.get(cost, Decimal(0)) + after.get(depreciated, Decimal(0)) >= 0


def test_prepayments_after_the_journals_are_what_is_left_of_their_terms(months: tuple[Books, ...]) -> None:
    for books in months:
        left = sum(
            item.total / item.months * (item.months - item.elapsed(books.month.after(1))) for item in books.prepayments
        )
        moved = sum(
            amount for each in books.corrections for account, amount in each.lines if account == "1103" and amount > 0
        )
        assert books.balances(journals=True).get("1103", Decimal(0)) == left + moved


def test_accruals_after_the_journals_are_this_months_only(months: tuple[Books, ...]) -> None:
    for books in months:
        made = [journal for journal in (*books.routine, *books.corrections) if journal.reason in {"accrual", "cut_off"}]
        new = sum(amount for each in made for account, amount in each.lines if account == "2109")
        assert books.balances(journals=True).get("2109", Decimal(0)) == new


def test_a_duplicate_is_the_later_of_two_equal_journals(months: tuple[Books, ...]) -> None:
    for books in months:
        later = planted(books, "duplicate_journal")
        assert isinstance(later, Posting)
        same = [each for each in books.postings if (each.text, each.lines) == (later.text, later.lines)]
        assert [each.ref for each in same][1] == later.ref
        assert same[0].dated < later.dated


def test_two_journals_of_one_amount_and_two_texts_are_there_and_right(months: tuple[Books, ...]) -> None:
    for books in months:
        courses = [posting for posting in books.postings if posting.text.startswith("Course in")]
        assert courses[0].lines == courses[1].lines
        assert not {each.ref for each in courses} & {finding.item.ref for finding in books.anomalies}


def test_only_what_was_planted_was_delivered_in_another_month(months: tuple[Books, ...]) -> None:
    for books in months:
        odd = {ref for ref, day in books.delivered.items() if day >= books.month.after(1).first}
        odd |= {late.ref for late in books.late if late.delivered in books.month}
        assert odd == {planted(books, kind).ref for kind in ("cost_too_early", "cost_missing", "sale_too_early")}


def test_what_was_accrued_last_month_was_delivered_last_month_and_cost_something_then(
    months: tuple[Books, ...],
) -> None:
    for books in months:
        before = [ref for ref, day in books.delivered.items() if day in books.month.after(-1)]
        assert len(before) == len(books.reversals)
        assert all(books.last_month[item.account] >= item.total for item in books.reversals)


def test_last_months_depreciation_is_that_of_the_assets_in_use_then(months: tuple[Books, ...]) -> None:
    for books in months:
        last = books.month.after(-1)
        assert books.last_month.get("8000", 0) == sum(
            item.total / item.months for item in books.assets if item.runs_in(last)
        )


def test_a_late_invoice_is_dated_next_month(months: tuple[Books, ...]) -> None:
    for books in months:
        late = planted(books, "cost_missing")
        assert isinstance(late, LateInvoice)
        assert all(each.dated in books.month.after(1) for each in books.late)


def test_the_books_and_the_statement_agree_after_the_journals_but_for_what_a_person_must_decide(
    months: tuple[Books, ...],
) -> None:
    for books in months:
        statement = books.opening["1200"] + sum(line.amount for line in books.bank)
        last_day = books.month.working_days[-1]
        transit = sum(
            amount
            for posting in books.postings
            if posting.prefix == "PAY-" and posting.dated == last_day
            for account, amount in posting.lines
            if account == "1200"
        )
        unknown = next(line.amount for line in books.bank if line.ref == planted(books, "unknown_debit").ref)
        assert books.balances(journals=True)["1200"] == statement + transit - unknown


def test_suspense_after_the_journals_is_what_nothing_explains(months: tuple[Books, ...]) -> None:
    for books in months:
        unknown = planted(books, "suspense_unknown")
        assert isinstance(unknown, Posting)
        assert books.balances(journals=True)["9998"] == unknown.lines[1][1]


def test_days_are_working_days_of_the_month(months: tuple[Books, ...]) -> None:
    for books in months:
        days = [posting.dated for posting in books.postings] + [line.posted for line in books.bank]
        assert all(is_working_day(day) and day in books.month for day in days)


def test_a_month_makes_neither_fortunes_nor_ruin(months: tuple[Books, ...]) -> None:
    for books in months:
        after = books.balances(journals=True)
        profit = -sum(amount for account, amount in after.items() if "4000" <= account < "9000")
        assert 0 < profit < -after["4000"]


def test_a_correction_goes_to_a_person_from_the_limit_on(months: tuple[Books, ...]) -> None:
    for books in months:
        large = {
            journal.item.ref
            for journal in books.corrections
            if sum(amount for _, amount in journal.lines if amount > 0) >= books.limit
        }
        assert {each.item.ref for each in books.escalations if each.code == "over_limit"} == large


def test_the_handover_note_is_wrong_about_the_share_of_journals_that_the_dial_says() -> None:
    for share in (0, 0.25, 1):
        books = deal_books(3, DEFAULT | {"disagree": share})
        wrong = [each for each in books.routine if books.handover[each.item.ref] != each.lines[0][1]]
        assert len(wrong) == round(share * len(books.routine))


def test_references_are_used_once_and_by_one_seed_only(months: tuple[Books, ...]) -> None:
    seen: set[str] = set()
    for books in months:
        refs = {posting.ref for posting in books.postings} | {line.ref for line in books.bank}
        refs |= {item.ref for item in (*books.accruals, *books.reversals, *books.prepayments, *books.assets)}
        assert not seen & refs
        seen |= refs


def test_the_dials_at_their_ends_can_be_dealt(task: Task) -> None:
    for end in ("low", "high"):
        dials = {name: getattr(dial, end) for name, dial in task.spec.dial.items()}
        for seed in range(3):
            deal_books(seed, dials)
