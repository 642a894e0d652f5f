"""What makes a month's papers hard to book. Each function plants one case and notes the truth."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from tasks_bank.tasks.bookkeeping.papers import (
    buy_on_invoice,
    invoice,
    line,
    ordinary_line,
    price,
    receipt,
    sales_invoice,
    sell,
)
from tasks_bank.tasks.bookkeeping.pile import Finding, Paper, Pile
from tasks_bank.tasks.bookkeeping.wares import ASSET_ACCOUNT, WORDS, supplier_abroad
from tasks_bank.world.money import STANDARD_VAT, to_pence, vat_on
from tasks_bank.world.trades import Ware

_MIXED_ACCOUNTS = (
    ("stationery", Ware("Cartons for dispatch, 100 pieces", 90, 210), "5003"),
    ("cleaning", Ware("Repair of the kitchen tap", 80, 190), "7701"),
    ("repairs", Ware("Cleaning of the boiler room", 70, 160), "7801"),
    ("computers", Ware("Virus scanner, one year", 90, 240), "7504"),
)
"""Who sends such an invoice, what stands on its second line, and the account of that."""


def reverse_charge(pile: Pile) -> Paper:
    """Buy a service abroad; the company reckons the VAT itself, on the amount in pounds."""
    supplier, ware, account = supplier_abroad(pile.rng, pile.noise, tuple(pile.bought_from))
    pile.bought_from[supplier.name] += 1
    bought = line(pile, ware, price(pile, ware), account, "RC")
    bought.seems = (account, "Z")
    return invoice(pile, supplier, [bought])


def exempt(pile: Pile) -> Paper:
    """Buy insurance, rent the office, or let a room: no VAT, and not because of a rate of nought."""
    which = pile.rng.choice(("insurance", "landlord", "let"))
    if pile.wares_bought["landlord"] and which == "landlord":
        which = "insurance"
    if which == "let":
        tenant = pile.rng.choice(pile.company.customers).name
        room = pile.choose_ware((Ware("Rent of the meeting room, {month}", 180, 420),))
        letting = line(pile, room, price(pile, room), "4900", "E")
        letting.seems = ("4900", "Z")
        return sales_invoice(pile, tenant, [letting])
    pile.wares_bought[which] += 1
    paper = buy_on_invoice(pile, which)
    paper.lines[0].seems = (paper.lines[0].account, "Z")
    return paper


def capital_item(pile: Pile) -> Paper:
    """Buy equipment at or above the limit from which it is an asset."""
    supplier = pile.choose_supplier(*ASSET_ACCOUNT)
    ware = pile.choose_ware(tuple(ware for ware in supplier.trade.wares if ware.high > pile.asset_limit))
    bought = line(pile, ware, price(pile, ware, low=pile.asset_limit), ASSET_ACCOUNT[supplier.trade.key])
    bought.seems = ("7505", "S20")
    return invoice(pile, supplier, [bought])


def mixed_rates(pile: Pile) -> Paper:
    """Get one invoice with a line at 20 % and one at nought."""
    supplier = pile.choose_supplier("stationery")
    first = ordinary_line(pile, supplier)
    ware = pile.choose_ware((Ware("Printed handbook, 3 copies", 60, 140), Ware("Trade newspaper, 12 issues", 50, 120)))
    second = line(pile, ware, price(pile, ware), "7506", "Z")
    second.seems = first.seems
    return invoice(pile, supplier, [first, second])


def mixed_accounts(pile: Pile) -> Paper:
    """Get one invoice with lines for two accounts."""
    trade, ware, account = pile.rng.choice(_MIXED_ACCOUNTS)
    supplier = pile.choose_supplier(trade)
    first = ordinary_line(pile, supplier)
    second = line(pile, ware, price(pile, ware), account)
    second.seems = first.seems
    return invoice(pile, supplier, [first, second])


def entertaining(pile: Pile) -> Paper:
    """Take a customer out for a meal: its VAT is not reclaimed."""
    supplier = pile.choose_supplier("restaurant")
    customer = pile.rng.choice([each for each in pile.company.customers if each.owner])
    note = f"On the back: {customer.owner} with {customer.contacts[0].name} of {customer.name}"
    return receipt(pile, supplier, pile.choose_ware(supplier.trade.wares), note, "NR")


def outside_scope(pile: Pile) -> Paper:
    """Get a demand of the council: no supply, no VAT."""
    paper = buy_on_invoice(pile, "council")
    paper.lines[0].seems = (paper.lines[0].account, "Z")
    return paper


def no_vat_number(pile: Pile) -> Paper:
    """Get an invoice that charges VAT and lacks the supplier's VAT number."""
    paper = buy_on_invoice(pile, "cleaning", "training", "solicitors", "repairs")
    paper.supplier = replace(paper.supplier, vat_number="")
    paper.lines[0].code = "NR"
    pile.escalations.append(Finding(paper, "no_vat_number"))
    return paper


def wrong_sum(pile: Pile) -> Paper:
    """Get an invoice whose VAT is reckoned on the wrong amount, or whose total does not add up."""
    paper = buy_on_invoice(pile, "licences", "furniture", "computers", "accountants")
    first = paper.lines[0]
    if pile.rng.random() < 0.5:  # noqa: PLR2004 - either is as likely
        first.vat = vat_on(first.net + first.vat, STANDARD_VAT)
    else:
        paper.printed_total = paper.net + paper.vat + to_pence(Decimal(pile.rng.choice((10, 20, 30, 90))))
    paper.is_entered = False
    pile.escalations.append(Finding(paper, "wrong_sum"))
    return paper


def not_ours(pile: Pile) -> Paper:
    """Get an invoice that is addressed to another company."""
    paper = buy_on_invoice(pile, "couriers", "packaging", "adverts", "telephone")
    taken = {supplier.name.split()[0] for supplier in pile.suppliers}
    word = pile.rng.choice([word for word in WORDS if word not in taken])
    paper.to = f"{word} {pile.company.brand.trade} Ltd"
    paper.is_entered = False
    pile.escalations.append(Finding(paper, "not_ours"))
    return paper


def pro_forma(pile: Pile) -> Paper:
    """Get a request for payment in advance, which is no invoice."""
    supplier = pile.choose_supplier("training", "furniture", "licences")
    paper = invoice(pile, supplier, [ordinary_line(pile, supplier)], "pro_forma", "This is not a VAT invoice.")
    paper.is_entered = False
    return paper


def next_month(pile: Pile) -> Paper:
    """Put a paper of the first days of next month into the pile."""
    paper = sell(pile) if pile.rng.random() < 0.5 else buy_on_invoice(pile)  # noqa: PLR2004 - either is as likely
    paper.dated = pile.rng.choice(pile.company.month.after(1).working_days[:3])
    paper.is_entered = False
    return paper


def replaced(pile: Pile) -> Paper:
    """Get an invoice that was priced wrongly, and a second one that replaces it."""
    supplier = pile.choose_supplier("stationery", "cleaning", "adverts", "packaging")
    first = ordinary_line(pile, supplier)
    days = pile.company.month.working_days
    wrong = invoice(pile, supplier, [first])
    wrong.dated = pile.rng.choice(days[: len(days) // 2])
    wrong.is_entered = False
    lower = pile.fresh(lambda: to_pence(first.net * pile.rng.randint(70, 95) / 100))
    right = replace(first, net=lower, vat=vat_on(lower, STANDARD_VAT))
    again = invoice(pile, supplier, [right], note=f"This invoice replaces {wrong.ref}.")
    again.dated = pile.rng.choice(days[len(days) // 2 :])
    return wrong


KINDS: dict[str, Callable[[Pile], Paper]] = {
    plant.__name__: plant
    for plant in (
        reverse_charge,
        exempt,
        capital_item,
        mixed_rates,
        mixed_accounts,
        entertaining,
        outside_scope,
        no_vat_number,
        wrong_sum,
        not_ours,
        pro_forma,
        next_month,
        replaced,
    )
}
"""The kinds by name, in the order of the rules' telling."""
