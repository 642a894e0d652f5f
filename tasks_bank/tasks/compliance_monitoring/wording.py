"""How people at the office and at customers put things in mails, chat lines and call notes. Nothing is decided here."""

from decimal import Decimal

from tasks_bank.tasks.compliance_monitoring.office import Office
from tasks_bank.world.customers import Contact, Customer

_SMALL_TALK = (
    "Hope the week is treating you kindly.",
    "Sorry for the delay, the trains were hopeless again.",
    "Thanks again for your time the other day.",
    "It was good to hear that the new premises are nearly done.",
    "Say hello to the rest of the team.",
)
_SMALL_GIFTS = ("a box of biscuits", "a wall calendar and a mug", "a jar of sweets", "a fruit basket")
_LARGE_GIFTS = ("a hamper", "a case of wine", "two tickets for the theatre", "a desk lamp", "a coffee machine")
_SMALL_POUNDS = 25
_CHATS = (
    "Has anybody seen the big projector?",
    "The lift is out of order again, please use the stairs.",
    "Cake in the kitchen. It is my birthday, not a rule book training.",
    "Who is on the early shift on Friday?",
    "My bus is stuck, I shall be ten minutes late.",
    "The new rule book is on the shared drive. Yes, again.",
    "Could somebody water the plants by the window?",
    "Lunch at half past twelve? I have a table for six.",
)
_CALLS = (
    "Asked how to add a second user. Talked them through it.",
    "Wanted to know when the next delivery is due. Looked it up and told them.",
    "Could not find the last invoice. Sent a copy while we spoke.",
    "Asked for the opening hours over the holidays.",
    "Wanted a visit moved by a week. Done.",
    "Asked whether the price includes VAT. It does not.",
)


def chatter(office: Office) -> str:
    """Return a sentence of small talk; none without noise."""
    return office.rng.choice(_SMALL_TALK) if office.rng.random() < office.noise else ""


def letter(*paragraphs: str) -> str:
    """Put a mail together from what is not empty."""
    return "\n\n".join(each for each in paragraphs if each) + "\n"


def offer_body(office: Office, contact: Contact, product: str, discount: int, *, notice: bool, more: str = "") -> str:
    """Write an offer; noise states the discount by the two prices, or the notice in other words."""
    price = office.list_prices.setdefault(product, office.rng.randrange(1200, 9000, 100))
    reduced = Decimal(price * (100 - discount)) / 100
    terms = office.wording(
        (
            f"The list price is £{price:,} a year. You get a discount of {discount} %.",
            f"Instead of £{price:,} a year (our list price) you pay £{reduced:,.0f}.",
            f"For you {discount}% off our list price of £{price:,} for a year.",
        )
    )
    cancelling = office.wording(
        (
            "You may cancel with 30 days' notice.",
            "The notice period is one month.",
            "If it is not for you, tell us 30 days ahead and the contract ends.",
        )
    )
    ending = office.wording(
        ("Prices are before VAT.", "The contract runs for a year.", "The offer stands for 14 days.")
    )
    first = contact.name.split()[0]
    about = f"{terms} {cancelling if notice else ending}"
    return letter(f"Dear {first},", chatter(office), f"Here is our offer for {product}. {about}", more, "Kind regards")


def approval_body(office: Office, seller: str, customer: Customer, product: str, discount: int) -> str:
    """Write the Head of Sales's yes to a discount."""
    said = office.wording(
        (
            f"Yes, you may offer {customer.name} {discount} % on {product}.",
            f"{discount} % for {customer.name} ({product}) is fine by me.",
            f"Go ahead with {discount} per cent on {product} for {customer.name}.",
        )
    )
    return letter(f"Hi {seller.split(maxsplit=1)[0]},", said)


def early_start_body(office: Office, customer: Customer, product: str) -> str:
    """Write a customer's wish for work to start before the cooling-off time is over."""
    said = office.wording(
        (
            f"We do not want to wait for the cooling-off period. Please start with {product} as soon as you can.",
            f"Please begin with {product} at once; we know that we could still withdraw from the order.",
        )
    )
    return letter("Hello,", said, f"Regards, {customer.contacts[0].name}")


def gift_words(office: Office, giver: str, pounds: int | None, ware: str) -> str:
    """Write that a gift came today, and what it is worth where somebody knows."""
    if pounds is None:
        return office.wording(
            (
                f"{giver} gave me {ware} today. No idea what it is worth.",
                f"Look what {giver} brought me today: {ware}. It does not say what it cost.",
            )
        )
    return office.wording(
        (
            f"{giver} gave me {ware} today, worth £{pounds}.",
            f"Got {ware} from {giver} today! Looked it up: £{pounds}.",
            f"Today's post: {ware}, from {giver}. The slip in it says £{pounds}.00.",
        )
    )


def sent_back_words(office: Office, giver: str, ware: str) -> str:
    """Write that a gift went back today."""
    short = ware.partition(" ")[2]
    return office.wording(
        (
            f"I sent the {short} back to {giver} today, with a polite note.",
            f"The {short} from {giver} went back by courier today. Shame, really.",
        )
    )


def some_ware(office: Office, pounds: int | None) -> str:
    """Draw what people get given for that worth."""
    is_small = pounds is not None and pounds < _SMALL_POUNDS
    return office.rng.choice(_SMALL_GIFTS if is_small else _LARGE_GIFTS)


def chat_topic(office: Office) -> str:
    """Draw a line of the chat that no rule is about."""
    return office.rng.choice(_CHATS)


def working_days(number: int) -> str:
    """Write a number of working days."""
    return "1 working day" if number == 1 else f"{number} working days"


def complaint_words(office: Office, customer: Customer) -> str:
    """Write what a customer complains about."""
    return office.wording(
        (
            f"I want to make a complaint about {customer.product}: nobody has called us back.",
            f"This is a formal complaint. We were charged twice for {customer.product}.",
            f"Please treat this as a complaint. {customer.product} has not worked for three days.",
        )
    )


def call_words(office: Office, caller: str, company: str, about: str, *, told: bool) -> str:
    """Write the note of a call; `told` says that the caller heard of the recording."""
    notice = office.wording(
        (
            "Told the caller at the start that the call is recorded.",
            "I said that we record calls; fine with them.",
            "Recording mentioned, caller agreed.",
        )
    )
    filler = office.wording(("The line was poor.", "Caller was in a hurry.", "A friendly call."))
    return f"Call from {caller}, {company}.\n\n{notice if told else filler} {about}\n"


def call_topic(office: Office) -> str:
    """Draw what an ordinary call is about."""
    return office.rng.choice(_CALLS)
