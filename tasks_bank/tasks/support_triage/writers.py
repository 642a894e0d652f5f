"""Who writes to the desk, and how a matter becomes a ticket: its facts decide the priority, never its tone."""

import datetime as dt

from tasks_bank.tasks.support_triage.desk import PRIORITIES, Article, Desk, Entitlement, Priority, Ticket
from tasks_bank.tasks.support_triage.topics import DEADLINES, TOPICS, Category, Topic
from tasks_bank.world.diaries import at
from tasks_bank.world.month import is_working_day, next_working_day

_SHARE_WITH_DEADLINE = 0.3
_COUNTED = ("", "One", "Two", "Three", "Four", "Five")


def customer_in_turn(desk: Desk, *, with_tablets: bool = False) -> Entitlement:
    """Return the customer whose turn it is, among those whose plan holds and, if need be, covers tablets."""
    last = desk.days[-1]
    while True:
        chosen = desk.entitlements[desk.turn % len(desk.entitlements)]
        desk.turn += 1
        if chosen.until >= last and (chosen.has_tablets or not with_tablets):
            return chosen


def some_moment(desk: Desk) -> dt.datetime:
    """Draw when a mail came in: mostly in the office's hours, now and then in the evening or at the weekend."""
    working = [day for day in desk.days if is_working_day(day)]
    day = desk.rng.choice(working if desk.rng.random() < 0.8 else desk.days)  # noqa: PLR2004 - one in five comes at any time
    hour = desk.rng.randint(9, 16) if day in working and desk.rng.random() < 0.85 else desk.rng.choice((7, 18, 19, 20))  # noqa: PLR2004 - and one in seven outside hours
    return at(day, dt.time(hour, desk.rng.randint(0, 59)))


def choose_article(desk: Desk, *, fault: bool | None = None) -> Article:
    """Choose among the articles that nothing has overtaken one that the tickets so far have used least."""
    overtaken = {article.replaces for article in desk.articles} | {note.topic.title for note in desk.notes}
    offered = [
        article
        for article in desk.articles
        if (fault is None or article.topic.is_fault == fault)
        and not (article.replaces or {article.ref, article.topic.title} & overtaken)
    ]
    used = [ticket.article for ticket in desk.tickets]
    fewest = min(used.count(article) for article in offered)
    return desk.rng.choice([article for article in offered if used.count(article) == fewest])


def write_ticket(desk: Desk, who: Entitlement, category: Category, subject: str, says: str) -> Ticket:
    """Put a customer's question on the desk; nobody is stopped."""
    contact = desk.rng.choice(who.customer.contacts)
    ticket = Ticket(contact.name, contact.email, who, some_moment(desk), subject, [says], category, "P4")
    desk.tickets.append(ticket)
    return ticket


def ask_about(desk: Desk, article: Article, who: Entitlement) -> Ticket:
    """Write a ticket about an article's matter; its priority is not known yet, see `add_impact`."""
    topic = article.topic
    ticket = write_ticket(desk, who, topic.category, desk.rng.choice(topic.subjects), topic.says)
    ticket.article, ticket.value = article, article.value
    return ticket


def add_impact(desk: Desk, ticket: Ticket, topic: Topic, priority: Priority) -> None:
    """Write the facts that make a ticket about a topic this urgent."""
    stops, users = topic.stops, ticket.entitlement.users if ticket.entitlement else 0
    ticket.priority = priority
    if not topic.is_fault:
        if priority == "P2":
            add_deadline(desk, ticket, is_near=True)
        return
    most, some = (users + 1) // 2, desk.some_users
    if priority == "P1":
        count = desk.rng.randint(most, users)
        said = f"None of us can {stops}." if count == users else f"{count} of us cannot {stops}."
    elif priority == "P2":
        said = f"{desk.rng.randint(some, most - 1)} of us cannot {stops}."
    else:
        count = desk.rng.randint(1, min(some, most) - 1)
        said = (
            f"Only I cannot {stops}; my colleagues can." if count == 1 else f"{_COUNTED[count]} of us cannot {stops}."
        )
    ticket.sentences.append(said)


def add_deadline(desk: Desk, ticket: Ticket, *, is_near: bool) -> None:
    """Write by when the customer needs the answer: the next working day at the latest, or a week and more away."""
    day = next_working_day(ticket.received.date())
    for _ in range(0 if is_near else desk.rng.randint(5, 8)):
        day = next_working_day(day)
    said = f"{day:%A} {day.day} {day:%B %Y}"
    ticket.sentences.append(f"We need this settled by {said}: {desk.rng.choice(DEADLINES)}.")


def plain_ticket(desk: Desk) -> Ticket:
    """Write an ordinary ticket: a fault or a question that an article answers."""
    article = choose_article(desk)
    topic = article.topic
    ticket = ask_about(desk, article, customer_in_turn(desk, with_tablets=topic.category == "device"))
    likely: tuple[Priority, ...] = ("P1", "P2", "P3", "P3") if topic.is_fault else ("P2", "P4", "P4")
    add_impact(desk, ticket, topic, desk.rng.choice(likely))
    if ticket.priority in {"P3", "P4"} and desk.rng.random() < _SHARE_WITH_DEADLINE:
        add_deadline(desk, ticket, is_near=False)
    return ticket


def say_otherwise(desk: Desk, ticket: Ticket) -> None:
    """Have the form, or the mail's own words about the plan, say something else than what holds."""
    ways = desk.rng.sample(("topic", "urgency", "plan"), 2)
    if "topic" in ways and ticket.category != "privacy":
        others = dict.fromkeys(topic.category for topic in TOPICS if topic.category != ticket.category)
        ticket.form_category = desk.rng.choice([*others])
    if "urgency" in ways and ticket.form_priority is None:
        ticket.form_priority = desk.rng.choice([p for p in PRIORITIES if p != ticket.priority])
        if ticket.form_priority == "P1":
            ticket.sentences.append("Please treat this as critical.")
    if "plan" in ways and ticket.entitlement and ticket.entitlement.plan != "Premier":
        ticket.claimed_plan = "Premier"
        ticket.sentences.append("We are on the Premier plan, as you know.")
