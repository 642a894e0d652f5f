"""The sales rules as code: what happens next with a lead, when, by whom, and what a mail has to say.

Every rule can be read with care or at the papers' word: the second is what somebody does who notices nothing planted
and believes the pipeline.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from tasks_bank.checks.mentions import Fact, states
from tasks_bank.tasks.sales_follow_up.records import Desk, Lead, pounds, working_days_after
from tasks_bank.tasks.sales_follow_up.threads import in_words
from tasks_bank.world.money import to_pence
from tasks_bank.world.month import MONTHS
from tasks_bank.world.people import Person

ACTIONS = {"asks_price": "send_quote", "demo": "book_demo", "declined": "close_lead", "away": "wait"}
BLOCKS = {"opted_out": "do_not_contact", "legal_question": "ask_legal"}
WITH_MAIL = frozenset({"send_quote", "send_reminder", "book_demo"})
_GREETINGS = ("Dear", "Hello", "Hi", "Good morning", "Good afternoon")


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens next with a lead."""

    lead: Lead
    action: str
    due: dt.date
    owner: Person
    first_name: str
    """How the mail greets, where there is one."""
    unit: Decimal
    """Pounds for one, discount taken off."""
    units: int
    extra: bool
    """True where a promised extra is kept."""

    @property
    def total(self) -> Decimal:
        """Pounds a month for all."""
        return self.unit * self.units

    @property
    def has_mail(self) -> bool:
        """True where a mail is to be drafted."""
        return self.action in WITH_MAIL


def decide(desk: Desk, lead: Lead, *, careful: bool = True) -> Decision:
    """Return what happens next with a lead."""
    action, due = _action(desk, lead, careful=careful)
    price = lead.basis if careful else lead.noted_price
    name = (lead.person if careful else lead.contact).name
    return Decision(
        lead,
        action,
        due,
        desk.owner_on(lead.seller, due),
        name.split(maxsplit=1)[0],
        to_pence(Decimal(price) * (100 - lead.discount) / 100),
        lead.units if careful else lead.noted_units,
        extra=careful and lead.extra is not None,
    )


def _action(desk: Desk, lead: Lead, *, careful: bool) -> tuple[str, dt.date]:
    if careful and lead.blocked:
        return BLOCKS.get(lead.blocked, "ask_head"), desk.today
    situation = lead.situation if careful else lead.noted or lead.situation
    if situation == "quiet":
        until = working_days_after(lead.quoted or desk.past[-desk.policy.patience], desk.policy.patience)
        return ("wait", until) if until > desk.today else ("send_reminder", desk.today)
    due = desk.today
    if situation == "asks_price":
        due = max(due, working_days_after(lead.asked or desk.past[-1], desk.policy.quote_days))
        if careful and lead.promised_day:
            due = lead.promised_day
    if situation == "away" and lead.back:
        due = lead.back
    return ACTIONS[situation], due


def facts_of(desk: Desk, decision: Decision) -> list[Fact]:
    """Return what the mail has to state."""
    lead = decision.lead
    facts = [Fact("the contact's first name", (decision.first_name,)), Fact("the product", (lead.price.product,))]
    if decision.action == "book_demo" and lead.demo:
        facts += [Fact("the day", _days(lead.demo.date())), Fact("the time", _times(lead.demo))]
    else:
        facts.append(Fact(f"the price for one {desk.measure.removesuffix('s')}", _amounts(decision.unit)))
        facts.append(Fact("the price a month", _amounts(decision.total)))
    if decision.extra and lead.extra:
        facts.append(Fact(f"the promise: {lead.extra.words}", lead.extra.spellings))
    return facts


def never_of(desk: Desk, decision: Decision) -> list[str]:
    """Return what the mail must not say: banned words, prices that do not apply, a greeting that is past."""
    lead = decision.lead
    never = list(desk.company.brand.banned)
    for price in sorted({lead.price.before, lead.price.now, lead.noted_price}):
        unit = to_pence(Decimal(price) * (100 - lead.discount) / 100)
        for units in sorted({lead.units, lead.noted_units}):
            never += [*_amounts(unit), *_amounts(unit * units)]
    if lead.writer:
        past = lead.contact.name.split(maxsplit=1)[0]
        never += [f"{greeting} {past}" for greeting in _GREETINGS]
    right = text_of(desk, decision)
    wanted = {spelling for fact in facts_of(desk, decision) for spelling in fact.spellings}
    return [word for word in dict.fromkeys(never) if word not in wanted and not states(right, word)]


def text_of(desk: Desk, decision: Decision) -> str:
    """Write a mail that states what it has to."""
    lead, product = decision.lead, decision.lead.price.product
    opening = f"Dear {decision.first_name},"
    closing = f"Kind regards, {decision.owner.name}, {desk.company.name}"
    if decision.action == "book_demo":
        when = f"{in_words(lead.demo.date())} at {lead.demo:%H:%M}" if lead.demo else "a day that suits you"
        body = f"thank you for your interest in {product}. We will gladly show it to you on {when}. "
        return f"{opening} {body}Is there anything that you would like to see first? {closing}"
    figures = f"{product} for {decision.units} {desk.measure} is {pounds(decision.unit)} each, "
    figures += f"so {pounds(decision.total)} a month before VAT."
    promise = f" As promised, we add {lead.extra.words} at no charge." if decision.extra and lead.extra else ""
    if decision.action == "send_reminder":
        body = f"I wrote to you some days ago and would like to hear what you think. {figures}{promise}"
        return f"{opening} {body} Shall I ring you, or is there a question that I can answer by mail? {closing}"
    body = f"thank you for asking. {figures}{promise} May I ring you this week to go through it? {closing}"
    return f"{opening} {body}"


def _amounts(amount: Decimal) -> tuple[str, ...]:
    """Return how an amount may be written."""
    spellings = [f"{amount:,.2f}", f"{amount:.2f}"]
    if amount == amount.to_integral_value():
        spellings += [f"£{amount:,.0f}", f"£{amount:.0f}", f"{amount:.0f} pounds", f"{amount:,.0f} pounds"]
    return tuple(dict.fromkeys(spellings))


def _days(day: dt.date) -> tuple[str, ...]:
    month = MONTHS[day.month - 1]
    named = [f"{day.day}{ending} {name}" for ending in ("", "st", "nd", "rd", "th") for name in (month, month[:3])]
    return (*named, f"{month} {day.day}", f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", day.isoformat())


def _times(moment: dt.datetime) -> tuple[str, ...]:
    hour = moment.hour % 12 or 12
    half = "am" if moment.hour < 12 else "pm"  # noqa: PLR2004 - noon
    spoken = (f"{hour}{half}", f"{hour} {half}", f"{hour}:00 {half}", f"{hour}:00{half}", f"{hour} o'clock")
    return (f"{moment:%H:%M}", f"{moment:%H.%M}", f"{moment.hour}:00", *spoken)
