"""The kinds of ticket that are easily got wrong. Each function plants one and notes what is to be done with it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from tasks_bank.tasks.support_triage.desk import Desk, Note, Ticket
from tasks_bank.tasks.support_triage.topics import HAZARDS, PERSONAL_DATA, UNANSWERED
from tasks_bank.tasks.support_triage.writers import (
    add_deadline,
    add_impact,
    ask_about,
    choose_article,
    customer_in_turn,
    write_ticket,
)
from tasks_bank.world.people import FIRST_NAMES

_ANGRY = (
    "This is an outrage. I have been a customer for years and I have never been treated like this.",
    "I expect an answer within the hour, or I shall write to your managing director.",
    "Drop everything else and deal with this at once.",
)
_POLITE = (
    "I am so sorry to trouble you with this, and please only look at it when you have a quiet moment.",
    "I am sure that it is something small, and I do not want to make a fuss.",
)
_STRANGERS = ("Bexley", "Corrigan", "Dalby", "Mottram", "Rushton", "Selwyn")
"""None of them is a last name of staff or of a customer's contact."""
_OFFICES = ("hillcrest-optics.example", "larchwood-travel.example", "pinewater-media.example")


def angry_trivial(desk: Desk) -> Ticket:
    """Shout about a question that stops nobody."""
    article = choose_article(desk, fault=False)
    ticket = ask_about(desk, article, customer_in_turn(desk, with_tablets=article.topic.category == "device"))
    ticket.subject = f"{ticket.subject} - unacceptable!!!".upper()
    ticket.sentences = [_ANGRY[0], *ticket.sentences, desk.rng.choice(_ANGRY[1:])]
    ticket.form_priority = "P1"
    return ticket


def polite_urgent(desk: Desk) -> Ticket:
    """Mention by the way that most people cannot work, or that something is due at once."""
    article = choose_article(desk)
    ticket = ask_about(desk, article, customer_in_turn(desk, with_tablets=article.topic.category == "device"))
    add_impact(desk, ticket, article.topic, "P1" if article.topic.is_fault else "P2")
    ticket.sentences = [_POLITE[0], *ticket.sentences, _POLITE[1]]
    ticket.form_priority = "P4"
    return ticket


def data_protection(desk: Desk) -> Ticket:
    """Ask for, or report, something about personal data behind an ordinary question."""
    article = choose_article(desk, fault=False)
    ticket = ask_about(desk, article, customer_in_turn(desk))
    ticket.sentences.append(desk.rng.choice(PERSONAL_DATA))
    ticket.form_category, ticket.form_priority = article.topic.category, "P4"
    ticket.category, ticket.priority, ticket.reason = "privacy", "P2", "data_protection"
    return ticket


def safety(desk: Desk) -> Ticket:
    """Mention a danger as if it were nothing."""
    says = f"Just so that you know: {desk.rng.choice(HAZARDS)}."
    ticket = write_ticket(desk, customer_in_turn(desk, with_tablets=True), "device", "Our tablet", says)
    ticket.sentences.append("We have put it aside for now.")
    ticket.form_priority = "P3"
    ticket.priority, ticket.reason = "P1", "safety"
    return ticket


def no_entitlement(desk: Desk) -> Ticket:
    """Have somebody ask whose plan is over, who has no cover for tablets, or who is no customer."""
    over = [each for each in desk.entitlements if each.until < desk.days[0]]
    bare = [each for each in desk.entitlements if each.until >= desk.days[-1] and not each.has_tablets]
    way = desk.rng.choice(("over", "bare", "stranger"))
    article = choose_article(desk, fault=False)
    if way == "bare":
        article = next(each for each in desk.articles if each.topic.category == "device")
    ticket = ask_about(desk, article, desk.rng.choice(over if way == "over" else bare))
    if article.topic.is_fault:
        add_impact(desk, ticket, article.topic, "P3")
    if way == "stranger":
        first, last = desk.rng.choice(FIRST_NAMES), desk.rng.choice(_STRANGERS)
        ticket.sender, ticket.email = f"{first} {last}", f"{first}.{last}@{desk.rng.choice(_OFFICES)}".lower()
        ticket.entitlement = None
    ticket.reason = "no_entitlement"
    return ticket


def no_article(desk: Desk) -> Ticket:
    """Ask something that no article deals with."""
    asked = {ticket.subject for ticket in desk.tickets}
    fresh = [each for each in UNANSWERED if each.subject not in asked]
    matter = desk.rng.choice(fresh)
    who = customer_in_turn(desk, with_tablets=matter.category == "device")
    ticket = write_ticket(desk, who, matter.category, matter.subject, matter.says)
    if desk.rng.random() < 0.5:  # noqa: PLR2004 - either is as likely
        ticket.priority = "P2"
        add_deadline(desk, ticket, is_near=True)
    ticket.reason = "no_article"
    return ticket


def replaced_article(desk: Desk) -> Ticket:
    """Write a newer article beside the one that everybody knows."""
    old = choose_article(desk)
    new = replace(
        old,
        ref=desk.refs.any("KB-"),
        value=_another(desk, old.value, old.topic.values),
        version=1,
        reviewed=old.reviewed + dt.timedelta(days=desk.rng.randint(60, 150)),
        is_page=not old.is_page,
        replaces=old.ref,
    )
    desk.articles.append(new)
    for ticket in desk.tickets:
        if ticket.article is old:
            ticket.article, ticket.value, ticket.outdated, ticket.outdated_article = new, new.value, old.value, old
    ticket = ask_about(desk, new, customer_in_turn(desk, with_tablets=new.topic.category == "device"))
    ticket.outdated, ticket.outdated_article = old.value, old
    add_impact(desk, ticket, new.topic, "P3" if new.topic.is_fault else "P4")
    return ticket


def release_note(desk: Desk) -> Ticket:
    """Change the figure of an article by a release note; the article was not reviewed since."""
    article = choose_article(desk)
    value = _another(desk, article.value, article.topic.values)
    since = article.reviewed + dt.timedelta(days=desk.rng.randint(20, 90))
    desk.notes.append(Note(since, article.topic, value))
    for ticket in desk.tickets:
        if ticket.article is article:
            ticket.value, ticket.outdated = value, article.value
    ticket = ask_about(desk, article, customer_in_turn(desk, with_tablets=article.topic.category == "device"))
    ticket.value, ticket.outdated = value, article.value
    add_impact(desk, ticket, article.topic, "P3" if article.topic.is_fault else "P4")
    return ticket


def _another(desk: Desk, value: str, values: tuple[str, ...]) -> str:
    return desk.rng.choice([each for each in values if each != value])


KINDS: dict[str, Callable[[Desk], Ticket]] = {
    "angry_trivial": angry_trivial,
    "polite_urgent": polite_urgent,
    "data_protection": data_protection,
    "safety": safety,
    "no_entitlement": no_entitlement,
    "no_article": no_article,
    "replaced_article": replaced_article,
    "release_note": release_note,
}
"""Every kind that can be planted."""
