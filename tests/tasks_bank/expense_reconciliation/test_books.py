from collections.abc import Mapping
from decimal import Decimal

import pytest

from tasks_bank.task import Task
from tasks_bank.tasks.expense_reconciliation.books import Books, Document, Line
from tasks_bank.tasks.expense_reconciliation.dealing import deal_books
from tasks_bank.tasks.expense_reconciliation.planted import KINDS
from tasks_bank.tasks.expense_reconciliation.truth import tell_truth
from tasks_bank.world.month import is_working_day

SEEDS = range(30)
DEFAULT = {"lines": 10, "planted": 11, "decoys": 5, "unpaid": 3, "disagree": 0.1, "noise": 0.5}


@pytest.fixture(scope="module")
def months() -> tuple[Books, ...]:
    """Thirty months with every kind and every decoy, without their papers."""
    return tuple(deal_books(seed, DEFAULT) for seed in SEEDS)


def planted(books: Books, kind: str) -> Line | Document:
    return next(finding.item for finding in books.planted if finding.code == kind)


def document(books: Books, ref: str) -> Document:
    return next(each for each in books.documents if each.ref == ref)


def line_that_pays(books: Books, ref: str) -> Line:
    return next(line for line in books.lines if ref in line.documents)


def a_unit(books: Books, line: Line) -> Decimal:
    return line.amount / document(books, line.documents[0]).units


def test_every_kind_can_be_dealt(months: tuple[Books, ...]) -> None:
    assert all({finding.code for finding in books.planted} == set(KINDS) for books in months)


def test_the_seed_says_which_kinds_a_small_month_holds(task: Task) -> None:
    small = [deal_books(seed, task.dials("small")) for seed in range(60)]
    assert {finding.code for books in small for finding in books.planted} == set(KINDS)
    assert all(len({finding.code for finding in books.planted}) == 4 for books in small)


def test_a_small_month_is_short(task: Task) -> None:
    for seed in range(200):
        books = deal_books(seed, task.dials("small"))
        assert len(books.documents) <= 12
        assert 6 <= len(books.lines) <= 11


def test_what_is_over_the_limit_is_over_it_and_nothing_else_is(months: tuple[Books, ...]) -> None:
    for books in months:
        over = {id(finding.item) for finding in books.breaches if finding.code in {"2.1", "2.2"}}
        for line in books.lines:
            limits: Mapping[str, int] = {
                "accommodation": books.policy.hotel_limit,
                "meals": books.policy.meal_limit,
            }
            if line.documents and line.category in limits:
                assert (a_unit(books, line) > limits[line.category]) == (id(line) in over)


def test_a_hotel_at_exactly_the_limit_is_there(months: tuple[Books, ...]) -> None:
    for books in months:
        prices = [a_unit(books, line) for line in books.lines if line.category == "accommodation"]
        assert books.policy.hotel_limit in prices


def test_two_coffees_of_one_price_have_a_receipt_each(months: tuple[Books, ...]) -> None:
    for books in months:
        cafe = [each for each in books.documents if each.supplier.trade.key == "cafe"]
        assert any(
            one.gross == other.gross and one.dated != other.dated and one.ref < other.ref
            for one in cafe
            for other in cafe
        )


def test_a_duplicate_is_the_later_of_two_equal_lines_with_one_document(months: tuple[Books, ...]) -> None:
    for books in months:
        later = planted(books, "duplicate")
        assert isinstance(later, Line)
        first, second = sorted((x for x in books.lines if x.documents == later.documents), key=lambda x: x.posted)
        assert second is later
        assert first.amount == second.amount
        assert first.posted < second.posted


def test_a_foreign_line_is_within_one_per_cent_of_its_receipt(months: tuple[Books, ...]) -> None:
    for books in months:
        line = planted(books, "foreign_currency")
        assert isinstance(line, Line)
        _, amount, _, rate = line.description.rsplit(maxsplit=3)
        assert abs(line.amount / (Decimal(amount) / Decimal(rate)) - 1) <= Decimal("0.01")


def test_a_split_payment_pays_the_whole_invoice_and_a_partial_one_less(months: tuple[Books, ...]) -> None:
    for books in months:
        split, part = planted(books, "split_payment"), planted(books, "partial_payment")
        assert isinstance(split, Document)
        assert isinstance(part, Line)
        assert sum(line.amount for line in books.lines if split.ref in line.documents) == split.gross
        assert 0 < part.amount < document(books, part.documents[0]).gross


def test_transposed_digits_are_in_the_ledger_or_in_the_payment_and_not_in_both(months: tuple[Books, ...]) -> None:
    for books in months:
        invoice = planted(books, "transposed_digits")
        assert isinstance(invoice, Document)
        booked = next(entry.gross for entry in books.ledger if entry.document is invoice)
        paid = line_that_pays(books, invoice.ref).amount
        wrong = paid if booked == invoice.gross else booked
        assert invoice.gross in {paid, booked}
        assert sorted(str(wrong)) == sorted(str(invoice.gross))
        assert (wrong - invoice.gross) * 100 % 9 == 0  # the bookkeeper's rule for swapped digits
        assert wrong != invoice.gross


def test_only_the_planted_entries_of_the_ledger_differ_from_their_papers(months: tuple[Books, ...]) -> None:
    for books in months:
        codes = {"transposed_digits", "wrong_vat"}
        at_fault = {finding.ref for finding in books.exceptions if finding.code in codes}
        differ = {
            entry.document.ref
            for entry in books.ledger
            if (entry.gross, entry.vat) != (entry.document.gross, entry.document.vat)
        }
        assert differ <= at_fault
        assert planted(books, "wrong_vat").ref in differ


def test_only_what_was_planted_or_carried_over_is_dated_in_another_month(months: tuple[Books, ...]) -> None:
    for books in months:
        month = books.company.month
        assert {each.ref for each in books.documents if each.dated not in month} == {
            planted(books, "out_of_period").ref
        }
        assert all(item.dated in month.after(-1) for item in books.carry_overs)


def test_a_carry_over_says_what_was_bought(months: tuple[Books, ...]) -> None:
    for books in months:
        for item in books.carry_overs:
            assert item.ware in {ware.name for ware in item.supplier.trade.wares}


def test_a_refund_gives_back_what_was_bought_before(months: tuple[Books, ...]) -> None:
    for books in months:
        refund = planted(books, "refund")
        assert isinstance(refund, Line)
        note = document(books, refund.documents[0])
        bought = line_that_pays(books, note.credits)
        assert refund.amount == -bought.amount
        assert (refund.category, refund.cardholder) == (bought.category, bought.cardholder)
        assert refund.posted > bought.posted


def test_a_missing_receipt_is_handed_over_above_the_policy_amount_only(months: tuple[Books, ...]) -> None:
    for books in months:
        line = planted(books, "missing_receipt")
        assert isinstance(line, Line)
        handed_over = any(finding.item is line for finding in books.escalations)
        assert handed_over == (line.amount > books.policy.receipt_limit)


def test_vat_on_every_paper_follows_the_trade(months: tuple[Books, ...]) -> None:
    for each in (each for books in months for each in books.documents):
        taxed = not each.supplier.is_abroad and each.supplier.trade.key not in {"rail", "insurance"}
        sixth = each.gross / 6 if taxed else Decimal(0)  # 20 % on the net amount is a sixth of the gross one
        assert abs(each.vat - sixth) <= Decimal("0.005")


def test_papers_and_payments_are_dated_on_working_days(months: tuple[Books, ...]) -> None:
    for books in months:
        assert all(is_working_day(each.dated) for each in books.documents)
        assert all(line.posted in books.company.month.working_days for line in books.lines)


def test_nothing_is_paid_before_its_paper_is_written(months: tuple[Books, ...]) -> None:
    for books in months:
        dated = {each.ref: each.dated for each in books.documents}
        dated |= {item.ref: item.dated for item in books.carry_overs}
        assert all(dated[ref] <= line.posted for line in books.lines for ref in line.documents)


def test_nobody_sells_to_themselves_and_prices_fit_what_is_bought(months: tuple[Books, ...]) -> None:
    for books in months:
        for each in books.documents:
            assert each.supplier.name != books.company.name
            assert each.gross / each.units <= {"bank": 1800, "card": 250}[each.supplier.trade.paid]
            assert each.supplier.trade.key != "cafe" or each.gross < 15


def test_totals_of_all_categories_are_all_lines(months: tuple[Books, ...]) -> None:
    for books in months:
        truth = tell_truth(books, "canary")
        stated = sum(Decimal(row["amount"]) for row in truth.tables["totals"])
        assert stated == sum(line.amount for line in books.lines)


def test_equal_amounts_are_equal_on_purpose(months: tuple[Books, ...]) -> None:
    for books in months:
        amounts = [line.amount for line in books.lines]
        assert len(amounts) - len(set(amounts)) == 2  # the duplicate and the second coffee


def test_seeds_share_no_reference(months: tuple[Books, ...]) -> None:
    seen: set[str] = set()
    for books in months:
        refs = [line.ref for line in books.lines]
        refs += [each.ref for each in books.documents]
        refs += [item.ref for item in books.carry_overs]
        assert len(set(refs)) == len(refs)
        assert not seen & set(refs)
        seen |= set(refs)


def test_statement_lines_rise_with_their_dates(months: tuple[Books, ...]) -> None:
    for books in months:
        for account in ("bank", "card"):
            lines = sorted((line for line in books.lines if line.account == account), key=lambda line: line.ref)
            assert [line.posted for line in lines] == sorted(line.posted for line in lines)


def test_more_noise_cuts_more_names_short() -> None:
    def cut(noise: float) -> int:
        books = (deal_books(seed, DEFAULT | {"noise": noise}) for seed in range(5))
        return sum("* " in line.description for each in books for line in each.lines)

    assert cut(0) == 0 < cut(0.3) < cut(1)


def test_the_dials_at_their_ends_can_be_dealt(task: Task) -> None:
    for end in ("low", "high"):
        dials = {name: getattr(dial, end) for name, dial in task.spec.dial.items()}
        for seed in range(3):
            deal_books(seed, dials)


def test_mistyped_dates_fall_into_a_month_beside_and_change_no_paper() -> None:
    right, typed = (deal_books(3, DEFAULT | {"disagree": share}) for share in (0, 1))
    assert [entry.document for entry in right.ledger] == [entry.document for entry in typed.ledger]
    assert all(entry.dated == entry.document.dated for entry in right.ledger)
    beside = (typed.company.month.after(-1), typed.company.month.after(1))
    assert typed.ledger
    assert all(any(entry.dated in month for month in beside) for entry in typed.ledger)
