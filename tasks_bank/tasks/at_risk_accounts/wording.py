"""What stands in mails, notes and tickets about an account. The noisier the case, the less plainly it is said."""

from collections.abc import Sequence
from random import Random

Words = tuple[str, ...]
"""Ways to say one thing, the plainest first; ``{}`` gaps are filled by name."""

COMPARES: Words = (
    "We are comparing you with another supplier at the moment and will decide next month.",
    "Our board has asked for two other quotations for what we buy from you; they are on my desk.",
    "I have a meeting with one of your competitors on Thursday. I thought it fair to tell you.",
    "Somebody else has been round twice with a very good offer, and we have not said no.",
)
GONE: Words = (
    "Rang {company}: {contact} has left, and nobody has been named to take over.",
    "Called {company} for {contact}. Switchboard says the post is empty and not being filled for now.",
    "My last three mails to {contact} came back. {company} says the desk is cleared and there is no successor yet.",
)
THREATENS: Words = (
    "Unless this is put right, we will take legal action under our contract.",
    "I have passed the file to our solicitors, who will write to you.",
    "We hold you liable for what this has cost us and are taking legal advice on getting it back.",
)
RENEWED: Words = (
    "Here is the signed renewal of contract {contract}; it runs for two more years.",
    "Signed and on its way back to you: {contract} goes on until {until}.",
    "Good news, our director put her name under the new term for {contract} this morning.",
)
MERGED: Words = (
    "{company} ({ref}) is now part of {other} ({other_ref}). Please bill everything to {other_ref} from {month} on.",
    "As of {month} the orders of {ref} go through {other_ref}: {company} and {other} have become one business.",
    "From {month} on we buy for both houses, {company} ({ref}) and {other}, under {other_ref}. Same people, one bill.",
)
SAID_CLOSED: Words = (
    "{ticket}: closed, support told me.",
    "They were cross about {ticket}; sorted out last week.",
    "No open complaints any more, with {ticket} done.",
)
HARMLESS_NOTES: Words = (
    "Quarterly call with {contact}. Content with {product}, no changes planned.",
    "{contact} asked when our next price review is. Told them it is in the spring.",
    "Met {contact} at their office. They would like the annual summary by post.",
    "{contact} wants to hear about new products first. Added to the list.",
    "Sent {contact} the new opening hours of our helpline.",
    "{contact} will not be at the trade fair this year. Wished them well.",
    "Talked {contact} through the last invoice; all clear now.",
)
NEAR_MISSES: Words = (
    "A competitor rang me, and I sent them away: we are happy with {product}.",
    "Our {contact} is on parental leave; I am looking after things and have all the papers. Please write to me.",
    "I was really angry about the wrong address on the last invoice. It is mended now, thank you.",
    "{contact} has left us. I have taken over and look forward to working with you.",
)
HIGH_TICKETS: Words = (
    "{product}: third complaint in four weeks",
    "{product}: promised visit did not take place",
    "{product}: nobody answers our calls",
    "{product}: fault came back after the repair",
    "{product}: charged twice and no reply",
)
ORDINARY_TICKETS: Words = (
    "Copy of last month's invoice, please",
    "Change of our postal address",
    "Question about {product}",
    "How do we add a second contact?",
)
SUBJECTS: Words = ("A word about our contract", "Your account with us", "Where we stand", "Short note")
GREETING, CLOSING = "Hello {owner},", "Kind regards\n{contact}\n{company}"


def said(rng: Random, ways: Words, noise: float, **gaps: str) -> str:
    """Say one thing; without noise in the plainest words."""
    way = rng.choice(ways) if rng.random() < noise else ways[0]
    return way.format(**gaps)


def letter(parts: Sequence[str], **gaps: str) -> str:
    """Put a mail's body together: greeting, what it says, closing."""
    return "\n\n".join([GREETING, *parts, CLOSING]).format(**gaps)
