from decimal import Decimal

import pytest

from tasks_bank.task import Task
from tasks_bank.tasks.bookkeeping.dealing import deal_pile
from tasks_bank.tasks.bookkeeping.pile import Paper, Pile
from tasks_bank.tasks.bookkeeping.planted import KINDS
from tasks_bank.tasks.bookkeeping.truth import tell_truth
from tasks_bank.world.month import is_working_day

SEEDS = range(30)
DEFAULT = {"papers": 18, "planted": 13, "noise": 0.5, "disagree": 0.25}


@pytest.fixture(scope="module")
def piles() -> tuple[Pile, ...]:
    """Thirty months with every kind, without their files."""
    return tuple(deal_pile(seed, DEFAULT) for seed in SEEDS)


def planted(pile: Pile, kind: str) -> Paper:
    return next(finding.paper for finding in pile.planted if finding.code == kind)


def test_every_kind_can_be_dealt(piles: tuple[Pile, ...]) -> None:
    assert all({finding.code for finding in pile.planted} == set(KINDS) for pile in piles)


def test_the_seed_says_which_kinds_a_small_month_holds(task: Task) -> None:
    small = [deal_pile(seed, task.dials("small")) for seed in range(60)]
    assert {finding.code for pile in small for finding in pile.planted} == set(KINDS)
    assert all(len(pile.papers) in {8, 9} for pile in small)


def test_equipment_is_an_asset_from_the_limit_on_and_not_below(piles: tuple[Pile, ...]) -> None:
    for pile in piles:
        lines = [line for paper in pile.papers for line in paper.lines]
        assert all(line.net >= pile.asset_limit for line in lines if line.account in {"0030", "0040"})
        assert all(line.net < pile.asset_limit for line in lines if line.account == "7505")


def test_vat_is_a_fifth_of_the_net_amount_but_for_the_planted_wrong_sum(piles: tuple[Pile, ...]) -> None:
    for pile in piles:
        wrong = planted(pile, "wrong_sum")
        for paper in pile.papers:
            for line in paper.lines:
                fifth = line.net / 5 if line.code in {"S20", "NR"} else Decimal(0)
                assert abs(line.vat - fifth) <= Decimal("0.01") or paper is wrong
        first = wrong.lines[0]
        assert wrong.printed_total is not None or first.vat == (first.net * Decimal("0.24")).quantize(Decimal("0.01"))


def test_a_reverse_charge_is_in_a_foreign_currency_and_without_vat(piles: tuple[Pile, ...]) -> None:
    for pile in piles:
        paper = planted(pile, "reverse_charge")
        assert paper.supplier.currency in pile.rates
        assert paper.vat == 0
        assert [each.ref for each in pile.papers if each.supplier.is_abroad] == [paper.ref]


def test_a_mixed_invoice_has_lines_of_two_kinds(piles: tuple[Pile, ...]) -> None:
    for pile in piles:
        rates, accounts = planted(pile, "mixed_rates").lines, planted(pile, "mixed_accounts").lines
        assert [line.code for line in rates] == ["S20", "Z"]
        assert len({line.account for line in accounts}) == 2


def test_only_what_was_planted_is_left_out(piles: tuple[Pile, ...]) -> None:
    kinds = ("wrong_sum", "not_ours", "pro_forma", "next_month", "replaced")
    for pile in piles:
        left_out = {paper.ref for paper in pile.papers if not paper.is_entered}
        assert left_out == {planted(pile, kind).ref for kind in kinds}


def test_papers_are_dated_on_working_days_and_in_the_month_but_for_the_planted_one(piles: tuple[Pile, ...]) -> None:
    for pile in piles:
        assert all(is_working_day(paper.dated) for paper in pile.papers)
        late = [paper.ref for paper in pile.papers if paper.dated not in pile.company.month]
        assert late == [planted(pile, "next_month").ref]


def test_a_replacing_invoice_is_later_and_names_the_other(piles: tuple[Pile, ...]) -> None:
    for pile in piles:
        wrong = planted(pile, "replaced")
        again = next(paper for paper in pile.papers if wrong.ref in paper.note)
        assert again.dated > wrong.dated
        assert again.net < wrong.net


def test_the_post_book_is_wrong_about_the_share_of_papers_that_the_dial_says() -> None:
    for share in (0, 0.25, 1):
        pile = deal_pile(3, DEFAULT | {"disagree": share})
        wrong = [noted for noted in pile.post_book if (noted.net, noted.vat) != (noted.paper.net, noted.paper.vat)]
        assert len(wrong) == round(share * len(pile.papers))


def test_the_post_book_moves_nothing_else() -> None:
    low, high = (deal_pile(3, DEFAULT | {"disagree": share}) for share in (0, 1))
    assert low.papers == high.papers


def test_sales_numbers_rise_with_their_dates(piles: tuple[Pile, ...]) -> None:
    for pile in piles:
        sales = [paper for paper in pile.papers if paper.side == "sale"]
        assert [paper.dated for paper in sales] == sorted(paper.dated for paper in sales)


def test_nobody_sells_to_themselves_and_prices_fit_what_is_bought(piles: tuple[Pile, ...]) -> None:
    for paper in (paper for pile in piles for paper in pile.papers):
        assert paper.party != paper.supplier.name or paper.side == "purchase"
        assert paper.supplier.name != paper.to
        most = {"invoice": 8000, "receipt": 250}.get(paper.kind, 2000)
        assert 0 < paper.net + paper.vat <= most


def test_references_are_used_once_and_by_one_seed_only(piles: tuple[Pile, ...]) -> None:
    refs = [paper.ref for pile in piles for paper in pile.papers]
    assert len(set(refs)) == len(refs)


def test_box_three_is_box_one_and_box_five_is_the_difference_to_box_four(piles: tuple[Pile, ...]) -> None:
    for pile in piles:
        boxes = {row["box"]: Decimal(row["amount"]) for row in tell_truth(pile, "canary").tables["vat_boxes"]}
        assert boxes["3"] == boxes["1"]
        assert boxes["5"] == boxes["3"] - boxes["4"] > 0


def test_the_dials_at_their_ends_can_be_dealt(task: Task) -> None:
    for end in ("low", "high"):
        dials = {name: getattr(dial, end) for name, dial in task.spec.dial.items()}
        for seed in range(3):
            deal_pile(seed, dials)
