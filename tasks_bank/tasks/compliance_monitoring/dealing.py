"""Deals a month of the office: what was planted, then plain events, and what the teams ticked off themselves."""

from random import Random
from typing import Protocol

from tasks_bank.case import Dials
from tasks_bank.tasks.compliance_monitoring.buying import plain_purchase
from tasks_bank.tasks.compliance_monitoring.customers import plain_call, plain_complaint
from tasks_bank.tasks.compliance_monitoring.gifts import plain_gift
from tasks_bank.tasks.compliance_monitoring.office import Chat, Office
from tasks_bank.tasks.compliance_monitoring.planted import KINDS
from tasks_bank.tasks.compliance_monitoring.rulebook import some_rule_book
from tasks_bank.tasks.compliance_monitoring.sales import plain_offer, plain_order
from tasks_bank.tasks.compliance_monitoring.wording import chat_topic
from tasks_bank.world.company import company_of
from tasks_bank.world.references import References


class _Event(Protocol):
    def __call__(self, office: Office, *, broken: bool) -> None:
        """Add one plain event."""


_PLAIN: tuple[_Event, ...] = (plain_offer, plain_gift, plain_purchase, plain_complaint, plain_order, plain_call)
_ONE_IN = 3
"""Every third plain event breaks its clause."""
_SMALL_TALK = 0.2
"""Lines of the chat about nothing, for each plain event."""
_TICKED_OFF = 0.6
"""The share of plain events that the teams' self-checks name."""


def deal_office(seed: int, dials: Dials) -> Office:
    """Deal the office of a seed."""
    rng = Random(f"compliance_monitoring {seed}")
    company = company_of(seed)
    office = Office(company, some_rule_book(rng, company.month), rng, References(seed, rng), float(dials["noise"]))
    kinds = rng.sample(list(KINDS), len(KINDS))
    for number in range(int(dials["planted"])):
        kind = kinds[number % len(kinds)]
        office.planted.append((kind, KINDS[kind](office)))
    first = rng.randrange(len(_PLAIN))
    for number in range(int(dials["items"])):
        # the sixth, twelfth … event shifts the rhythm, so that every kind of event is broken now and then
        broken = (number + number // len(_PLAIN)) % _ONE_IN == 0
        _PLAIN[(first + number) % len(_PLAIN)](office, broken=broken)
    for _ in range(round(int(dials["items"]) * _SMALL_TALK)):
        day = office.some_day()
        office.chats.append(
            Chat(office.refs.any("CH-"), office.moment(day), office.someone(day).name, chat_topic(office))
        )
    _tick_off(office, Random(f"self-checks {seed}"), float(dials["disagree"]))
    return office


def _tick_off(office: Office, rng: Random, disagree: float) -> None:
    """Write the teams' self-checks on some of the plain events; `disagree` of them say the opposite of the papers."""
    broken = {breach.item for breach in office.breaches}
    ticked = [each for each in office.checked if rng.random() < _TICKED_OFF]
    wrong = set(rng.sample(range(len(ticked)), round(disagree * len(ticked))))
    for place, each in enumerate(ticked):
        says_broken = (each.item in broken) != (place in wrong)
        office.self_checks.append((each, each.broken if says_broken else each.kept))
