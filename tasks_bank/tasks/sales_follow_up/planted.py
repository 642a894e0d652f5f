"""What is hidden among the leads. Each function plants one kind; what follows is decided in `deciding.py`."""

import datetime as dt
from collections.abc import Callable

from tasks_bank.tasks.sales_follow_up.records import Desk, Lead, OptOut, pounds, working_days_after
from tasks_bank.tasks.sales_follow_up.threads import (
    asks_price,
    give_discount,
    in_words,
    quiet,
    speak,
    they_write,
    unanswered,
    we_write,
)
from tasks_bank.tasks.sales_follow_up.wording import (
    ADD,
    ASK,
    BELOW,
    BY,
    CONFIRM,
    DISCOUNT,
    EXTRAS,
    HOLD,
    LEGAL,
    NICE_TO_MEET,
    OLD_FIGURE,
    QUOTE,
    RIVAL_HARMLESS,
    RIVALS,
    STOP,
    TAKEN_OVER,
)
from tasks_bank.world.customers import CONTACT_LAST_NAMES, some_contact

_EVEN = 0.5
_LONG_AGO = 14
"""Working days before today that lie in the month before."""


def opted_out(desk: Desk, lead: Lead) -> None:
    """Let the contact have got onto the list of those who want no e-mail since our quotation."""
    quiet(desk, lead)
    since = desk.rng.choice([day for day in desk.past if lead.quoted and day > lead.quoted])
    address = lead.contact.email.upper() if desk.rng.random() < desk.noise else lead.contact.email
    desk.opt_outs.append(OptOut(address, "e-mail", since))
    lead.blocked = "opted_out"


def asked_to_stop(desk: Desk, lead: Lead) -> None:
    """Let the contact ask in a mail not to be written to, while the pipeline waits for an answer."""
    unanswered(desk, lead, desk.policy.patience + 1)
    they_write(desk, lead, desk.past[-desk.rng.randint(2, 3)], [speak(desk, lead, STOP)])
    lead.blocked = "opted_out"


def promised_price(desk: Desk, lead: Lead) -> None:
    """Let the seller have held the old price in writing until a day that is still to come."""
    until = working_days_after(desk.today, desk.rng.randint(1, 10))
    _hold(desk, lead, in_words(until))
    lead.basis = lead.price.before


def promised_extra(desk: Desk, lead: Lead) -> None:
    """Let the seller have promised to add something for nothing."""
    lead.extra = desk.rng.choice(EXTRAS)
    we_write(desk, lead, desk.past[-_LONG_AGO], [speak(desk, lead, ADD, extra=lead.extra.words)])
    asks_price(desk, lead)


def promised_day(desk: Desk, lead: Lead) -> None:
    """Let the seller have promised the quotation for a certain day."""
    lead.asked = desk.past[-4]
    lead.promised_day = working_days_after(desk.today, desk.rng.randint(1, 4))
    they_write(desk, lead, lead.asked, [speak(desk, lead, ASK)])
    we_write(desk, lead, desk.past[-3], [speak(desk, lead, BY, day=in_words(lead.promised_day))])


def price_changed(desk: Desk, lead: Lead) -> None:
    """Let the pipeline and our last mail hold the price of the month before."""
    lead.noted_price = lead.price.before
    before = lead.price.before
    day = _last_month(desk)
    lead.asked = desk.rng.choice([day for day in desk.past if day < desk.change][-9:-6])
    they_write(desk, lead, lead.asked, [speak(desk, lead, ASK)])
    we_write(desk, lead, day, [speak(desk, lead, QUOTE, unit=pounds(before), total=pounds(before * lead.units))])
    if desk.rng.random() < _EVEN:
        lead.situation, lead.quoted = "quiet", day
    else:
        asks_price(desk, lead, speak(desk, lead, OLD_FIGURE, unit=pounds(before)))


def legal_question(desk: Desk, lead: Lead) -> None:
    """Let the customer ask something about a competitor that only legal may answer."""
    asks_price(desk, lead, speak(desk, lead, LEGAL, rival=desk.rng.choice(RIVALS)))
    lead.blocked = "legal_question"


def discount_above(desk: Desk, lead: Lead) -> None:
    """Let the customer ask for more discount than the team may give."""
    per_cent = desk.policy.authority + desk.rng.choice((3, 5, 8, 10))
    asks_price(desk, lead, after=speak(desk, lead, DISCOUNT, per_cent=str(per_cent)))
    lead.blocked = "discount_above_authority"


def promise_below_list(desk: Desk, lead: Lead) -> None:
    """Let the seller have promised a price further below the list than anybody on the team may go."""
    low = lead.price.before * (100 - desk.policy.authority - desk.rng.randint(8, 15)) // 100
    we_write(desk, lead, desk.past[-_LONG_AGO], [speak(desk, lead, BELOW, unit=pounds(low))])
    asks_price(desk, lead, ways=CONFIRM)
    lead.blocked = "promise_below_list"


def new_contact(desk: Desk, lead: Lead) -> None:
    """Let somebody else have taken over at the customer's, while the pipeline has the old contact."""
    we_write(desk, lead, desk.past[-_LONG_AGO], [speak(desk, lead, NICE_TO_MEET)])
    domain = lead.contact.email.partition("@")[2]
    old = lead.contact.name
    while (new := some_contact(desk.rng, desk.rng.choice(CONTACT_LAST_NAMES), domain)).name.split()[0] in old:
        pass
    lead.writer = new
    asks_price(desk, lead, speak(desk, lead, TAKEN_OVER, old=old))


KINDS: dict[str, Callable[[Desk, Lead], None]] = {
    plant.__name__: plant
    for plant in (
        opted_out,
        asked_to_stop,
        promised_price,
        promised_extra,
        promised_day,
        price_changed,
        legal_question,
        discount_above,
        promise_below_list,
        new_contact,
    )
}
"""The kinds by name."""


def hold_run_out(desk: Desk, lead: Lead) -> None:
    """Let a held price have run out some days ago: the new one applies."""
    _hold(desk, lead, in_words(desk.past[-desk.rng.randint(4, 6)]))


def opted_out_of_calls(desk: Desk, lead: Lead) -> None:
    """Let the contact be on the list for the phone only: mails are welcome."""
    asks_price(desk, lead)
    desk.opt_outs.append(OptOut(lead.contact.email, "phone", desk.rng.choice(desk.past[:5])))


def discount_at_the_limit(desk: Desk, lead: Lead) -> None:
    """Let the customer ask for exactly what the team may give."""
    give_discount(desk, lead, desk.policy.authority)


def rival_named(desk: Desk, lead: Lead) -> None:
    """Let the customer name a competitor without asking anything about it."""
    asks_price(desk, lead, speak(desk, lead, RIVAL_HARMLESS, rival=desk.rng.choice(RIVALS)))


DECOYS: tuple[Callable[[Desk, Lead], None], ...] = (
    hold_run_out,
    opted_out_of_calls,
    discount_at_the_limit,
    rival_named,
)
"""What looks like something planted and is none."""


def _hold(desk: Desk, lead: Lead, until: str) -> None:
    """Write last month that the old price holds until a day, and let the customer ask now."""
    gaps = {"unit": pounds(lead.price.before), "until": until, "change": in_words(desk.change)}
    we_write(desk, lead, _last_month(desk), [speak(desk, lead, HOLD, **gaps)])
    asks_price(desk, lead)


def _last_month(desk: Desk) -> dt.date:
    """Draw one of the last working days of the old prices."""
    return desk.rng.choice([day for day in desk.past if day < desk.change][-6:])
