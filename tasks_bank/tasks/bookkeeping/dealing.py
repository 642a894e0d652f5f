"""Deals the pile of a month: what was planted, plain papers, and the post book of the front desk."""

from decimal import Decimal
from random import Random

from tasks_bank.case import Dials
from tasks_bank.tasks.bookkeeping.papers import buy_on_invoice, buy_over_the_counter, sell
from tasks_bank.tasks.bookkeeping.pile import Finding, Noted, Paper, Pile
from tasks_bank.tasks.bookkeeping.planted import KINDS
from tasks_bank.tasks.bookkeeping.wares import a_vat_number, more_suppliers
from tasks_bank.world.company import company_of
from tasks_bank.world.money import STANDARD_VAT, swap_digits, to_pence, vat_on
from tasks_bank.world.month import next_working_day
from tasks_bank.world.references import References

_PLAIN = (sell, buy_on_invoice, sell, buy_over_the_counter)


def deal_pile(seed: int, dials: Dials) -> Pile:
    """Deal the pile of a seed; the papers lie in the order of their references."""
    rng = Random(f"bookkeeping {seed}")
    noise = float(dials["noise"])
    company = company_of(seed, noise)
    pile = Pile(
        company=company,
        own_vat_number=a_vat_number(rng),
        asset_limit=rng.choice((400, 450, 500)),
        rates={"EUR": Decimal(rng.randint(1130, 1190)) / 1000, "USD": Decimal(rng.randint(1240, 1350)) / 1000},
        price_list={product: rng.randrange(140, 640, 5) for product in company.brand.products}
        | {"Setting up at your site": rng.randrange(380, 560, 20)},
        suppliers=(*company.suppliers, *more_suppliers(rng, noise)),
        rng=rng,
        refs=References(seed, rng),
        noise=noise,
    )
    kinds = rng.sample(list(KINDS), len(KINDS))
    for number in range(int(dials["planted"])):
        kind = kinds[number % len(kinds)]
        pile.planted.append(Finding(KINDS[kind](pile), kind))
    for number in range(int(dials["papers"])):
        _PLAIN[number % len(_PLAIN)](pile)
    _number_sales(pile)
    pile.papers.sort(key=lambda paper: paper.ref)
    _write_post_book(pile, Random(f"bookkeeping post {seed}"), float(dials["disagree"]))
    return pile


def _number_sales(pile: Pile) -> None:
    """Give the company's own invoices their numbers, in the order of the dates."""
    sales = sorted((paper for paper in pile.papers if paper.side == "sale"), key=lambda paper: paper.dated)
    for paper, ref in zip(sales, pile.refs.in_order("SI-", len(sales)), strict=True):
        paper.ref = ref


def _write_post_book(pile: Pile, rng: Random, disagree: float) -> None:
    """Note every paper as it comes in, with slips in the given share of them."""
    order = rng.sample(pile.papers, len(pile.papers))
    slips = {paper.ref for paper in order[: round(disagree * len(order))]}
    for paper in sorted(pile.papers, key=lambda paper: (paper.dated, paper.ref)):
        net, vat = _slip(rng, paper) if paper.ref in slips else (paper.net, paper.vat)
        pile.post_book.append(Noted(paper, next_working_day(paper.dated), net, vat))


def _slip(rng: Random, paper: Paper) -> tuple[Decimal, Decimal]:
    """Return amounts as a hasty hand notes them: digits swapped, or the total taken for the net amount."""
    swapped = [swap_digits(paper.net, at) for at in range(len(str(paper.net)))]
    usable = [amount for amount in swapped if amount is not None]
    if usable and (not paper.vat or rng.random() < 0.5):  # noqa: PLR2004 - either is as likely
        return rng.choice(usable), paper.vat
    net = to_pence(paper.net + (paper.vat or Decimal(1)))
    return net, vat_on(net, STANDARD_VAT)
