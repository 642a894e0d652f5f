"""Deals a day's pipeline: prices, leads and their threads, what is planted, and where the pipeline is out of date."""

from random import Random

from tasks_bank.case import Dials
from tasks_bank.tasks.sales_follow_up.planted import DECOYS, KINDS
from tasks_bank.tasks.sales_follow_up.prospects import some_prospects
from tasks_bank.tasks.sales_follow_up.records import Channel, Desk, Lead, OptOut, Plant, Policy, Price, Situation
from tasks_bank.tasks.sales_follow_up.threads import asks_price, away, declined, demo, fresh, quiet, small_discount
from tasks_bank.tasks.sales_follow_up.wording import MEASURES
from tasks_bank.world.company import company_of
from tasks_bank.world.customers import CONTACT_LAST_NAMES, some_contact
from tasks_bank.world.references import References

_WITH_MAIL = (asks_price, quiet, demo, small_discount)
_WITHOUT_MAIL = (declined, fresh, away)
_OUT_OF_DATE: dict[Situation, Situation] = {
    "asks_price": "quiet",
    "quiet": "declined",
    "demo": "asks_price",
    "declined": "quiet",
    "away": "asks_price",
}
"""Where the pipeline says that a conversation stands, when it is behind."""
_PLAIN_LEFT = 2


def deal_desk(seed: int, dials: Dials) -> Desk:
    """Deal the pipeline of a seed, leads in the order of their references."""
    rng = Random(f"sales_follow_up {seed}")
    noise = float(dials["noise"])
    company = company_of(seed, noise)
    sellers = [person for person in company.team("Sales") if person.role != "Head of Sales"]
    policy = Policy(authority=rng.choice((8, 10, 12)), quote_days=2, patience=rng.choice((4, 5, 6)))
    desk = Desk(
        company,
        policy,
        rng,
        References(seed, rng),
        noise,
        rng.choice(company.month.working_days[9:13]),
        tuple(_some_price(rng, product) for product in company.brand.products),
        tuple(sellers),
        MEASURES[company.brand.trade],
    )
    desk.leads += some_prospects(desk, int(dials["leads"]))
    waiting = rng.sample(desk.leads, len(desk.leads))
    plain = _plant(desk, waiting, int(dials["planted"]))
    decoys = min(int(dials["decoys"]), len(plain) - 1)
    for lead, decoy in zip(plain, rng.sample(DECOYS, decoys), strict=False):
        decoy(desk, lead)
    for place, lead in enumerate(plain[decoys:]):
        rng.choice(_WITHOUT_MAIL if place % 3 == 2 else _WITH_MAIL)(desk, lead)  # noqa: PLR2004 - one of three
    for lead in rng.sample(plain, round(float(dials["disagree"]) * len(plain))):
        _disagree(desk, lead)
    _opt_out_strangers(desk)
    return desk


def _some_price(rng: Random, product: str) -> Price:
    before = rng.randint(20, 90)
    return Price(product, before, before + max(2, before * rng.randint(4, 9) // 100))


def _plant(desk: Desk, waiting: list[Lead], wanted: int) -> list[Lead]:
    """Plant while a lead is left for it, and return those that stay plain."""
    kinds = desk.rng.sample(list(KINDS), len(KINDS))
    count = min(wanted, len(waiting) - _PLAIN_LEFT)
    for number, lead in enumerate(waiting[:count]):
        kind = kinds[number % len(kinds)]
        KINDS[kind](desk, lead)
        desk.planted.append(Plant(kind, lead.ref))
    return waiting[count:]


def _disagree(desk: Desk, lead: Lead) -> None:
    """Let the pipeline be behind the mails: on the number asked for, or on where the conversation stands."""
    has_figures = lead.situation in {"asks_price", "quiet"}
    if has_figures and desk.rng.random() < 0.5:  # noqa: PLR2004 - either is as likely
        lead.noted_units = lead.units + desk.rng.choice((-1, 1, 2, 5))
    else:
        lead.noted = _OUT_OF_DATE[lead.situation]


def _opt_out_strangers(desk: Desk) -> None:
    """Fill the list of opt-outs with people who are no leads, and sort it as it grew."""
    for _ in range(3):
        stranger = some_contact(desk.rng, desk.rng.choice(CONTACT_LAST_NAMES), "mailbox.example")
        channel: Channel = desk.rng.choice(("e-mail", "phone"))
        desk.opt_outs.append(OptOut(stranger.email, channel, desk.rng.choice(desk.past[:8])))
    desk.opt_outs.sort(key=lambda entry: (entry.since, entry.address))
