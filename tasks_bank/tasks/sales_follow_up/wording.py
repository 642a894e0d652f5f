"""What stands in the mails of a thread. The noisier the case, the less plainly it is said."""

from random import Random

from tasks_bank.tasks.sales_follow_up.records import Extra

Words = tuple[str, ...]
"""Ways to say one thing, the plainest first; ``{}`` gaps are filled by name."""

ASK: Words = (
    "Please send me a quotation for {product} for {units} {measure}.",
    "What would {product} cost us for {units} {measure}? I need it in writing.",
    "We have talked it over and would like a quotation: {product}, {units} {measure}.",
    "Could you let me have figures for {product}? There would be {units} {measure}.",
)
QUOTE: Words = (
    "Thank you for asking. {product} for {units} {measure} is {unit} each, so {total} a month before VAT.",
    "Here is our quotation: {product}, {units} {measure} at {unit} each, {total} a month before VAT.",
)
DEMO: Words = (
    "Could you show us {product} on {day} at {time}?",
    "Before we decide we would like to see {product} at work. {day}, {time} would suit us.",
    "My colleagues want to see {product} first. Would {day} at {time} do for you?",
)
DECLINED: Words = (
    "We have decided not to go on with this. Thank you for your trouble.",
    "The board has chosen another offer, so this is a no from us.",
    "We will stay with what we have, I am afraid. All the best.",
)
AWAY: Words = (
    "Automatic reply: I am out of the office and back on {day}. Your mail is not forwarded.",
    "Automatic reply: Thank you for your mail. I shall read it when I return on {day}.",
)
STOP: Words = (
    "Please do not write to me again about {product} or anything else.",
    "Take me off your list, please. I get too many of these.",
    "I would ask you not to send me any more mails.",
)
LEGAL: Words = (
    "{rival} tells us that your {product} breaks a patent of theirs. Is that so?",
    "By our contract with {rival} we may buy from nobody else until next year. Would one with you be valid?",
    "{rival} says that you had to withdraw a statement about them. Can you confirm in writing what happened?",
)
RIVAL_HARMLESS: Words = ("We have an offer from {rival} too, but would rather buy from you.",)
DISCOUNT: Words = (
    "Would {per_cent} % off be possible?",
    "My director will sign if we get {per_cent} % off the list price.",
    "We had hoped for {per_cent} % less than your list says.",
)
HOLD: Words = (
    "Our prices go up on {change}. I hold the {unit} each for {product} for you until {until}.",
    "One thing in writing: whatever the new list says, for you {product} stays at {unit} each if we agree by {until}.",
)
BELOW: Words = (
    "I can let you have {product} for {unit} each, that is my word.",
    "Between us: sign with me and it will be {unit} each for {product}.",
)
ADD: Words = (
    "If you go ahead I will add {extra} at no charge.",
    "And you get {extra} from us for nothing, that is a promise.",
)
BY: Words = (
    "You will have the quotation from me by {day}.",
    "Give me a little time for the figures; they will be with you on {day}.",
)
TAKEN_OVER: Words = (
    "I have taken over from {old} and deal with this from now on.",
    "{old} has moved to another job; please write to me instead.",
)
NICE_TO_MEET: Words = (
    "It was good to meet you. Tell me when you want figures for {product}.",
    "Thank you for the coffee. I look forward to hearing from you about {product}.",
)
CONFIRM: Words = (
    "Please confirm the price that you named in a quotation for {units} {measure}.",
    "We take you at your word: could you put that price into a quotation for {units} {measure}?",
)
OLD_FIGURE: Words = (
    "You named {unit} each in your last mail; we would go ahead on that footing.",
    "I have {unit} each in my notes from last month.",
)
GENTLE: Words = ("I hope you had a good week.", "Thanks for the call the other day.", "Sorry for the short mail.")

EXTRAS = (
    Extra("the set-up", ("set-up", "setup", "set up", "setting up")),
    Extra("a half-day of training", ("training", "half-day of training", "half day of training")),
    Extra("a review visit", ("review visit",)),
    Extra("a printed handbook", ("handbook", "printed handbook")),
)
RIVALS = ("Norrland Partners", "Highmoor Group", "Castle & Vale", "Tarn Brothers")
SUBJECTS: Words = ("{product}", "Your offer", "{product} for us", "Question")
MEASURES = {
    "Analytics": "users",
    "Engineering": "sites",
    "Consulting": "sites",
    "Care Supplies": "rooms",
    "Foods": "offices",
    "Logistics": "shops",
}
"""What products are priced by, by the company's trade."""


def said(rng: Random, ways: Words, noise: float, **gaps: str) -> str:
    """Say one thing; without noise in the plainest words."""
    way = rng.choice(ways) if rng.random() < noise else ways[0]
    return way.format(**gaps)
