"""Deals a batch of tickets: the desk and what it knows, what was planted, plain tickets, and papers that disagree."""

import datetime as dt
from random import Random

from tasks_bank.case import Dials
from tasks_bank.tasks.support_triage.desk import PLANS, PRIORITIES, Article, Desk, Entitlement, Levels, Note
from tasks_bank.tasks.support_triage.planted import KINDS
from tasks_bank.tasks.support_triage.topics import TOPICS, Topic
from tasks_bank.tasks.support_triage.writers import plain_ticket, say_otherwise
from tasks_bank.world.company import company_of
from tasks_bank.world.month import Month
from tasks_bank.world.references import References

_HOURS = {"P1": (1, 2, 3), "P2": (3, 4, 5), "P3": (8, 9, 12), "P4": (16, 20, 24)}
"""Working hours that the best plan may promise; lesser plans promise twice and three times as many."""
_MOST_CUSTOMERS = 24
_ODD_CUSTOMERS = 2
"""The plan of one is over, another has no cover for tablets."""
_FEWEST_ARTICLES = 7


def deal_desk(seed: int, dials: Dials) -> Desk:
    """Deal the desk of a seed, with tickets and their references in the order in which they came."""
    rng = Random(f"support_triage {seed}")
    company = company_of(seed)
    desk = Desk(
        company,
        rng,
        References(seed, rng),
        float(dials["noise"]),
        some_users=rng.choice((3, 4, 5)),
        levels=_some_levels(rng),
        days=_some_days(rng, company.month),
    )
    count = int(dials["tickets"]) + int(dials["planted"])
    _add_entitlements(desk, min(_MOST_CUSTOMERS, count + _ODD_CUSTOMERS + 3))
    _add_articles(desk, min(len(TOPICS), max(_FEWEST_ARTICLES, count)))
    kinds = rng.sample(list(KINDS), len(KINDS))
    for number in range(int(dials["planted"])):
        kind = kinds[number % len(kinds)]
        desk.planted.append((kind, KINDS[kind](desk)))
    for _ in range(int(dials["tickets"])):
        plain_ticket(desk)
    _add_old_note(desk)
    otherwise = rng.sample(range(count), round(float(dials["disagree"]) * count))
    for place in sorted(otherwise):
        say_otherwise(desk, desk.tickets[place])
    desk.tickets.sort(key=lambda ticket: ticket.received)
    for ticket, ref in zip(desk.tickets, desk.refs.in_order("T-", count), strict=True):
        ticket.ref = ref
    return desk


def _some_levels(rng: Random) -> Levels:
    best = {priority: rng.choice(_HOURS[priority]) for priority in PRIORITIES}
    return {
        (plan, priority): best[priority] * times
        for plan, times in zip(reversed(PLANS), (1, 2, 3), strict=True)
        for priority in PRIORITIES
    }


def _some_days(rng: Random, month: Month) -> tuple[dt.date, ...]:
    """Draw five days in a row, the first of them a working day, that do not leave the month."""
    starts = [day for day in month.working_days if day + dt.timedelta(days=4) in month]
    first = rng.choice(starts)
    return tuple(first + dt.timedelta(days=number) for number in range(5))


def _add_entitlements(desk: Desk, count: int) -> None:
    """Draw what customers have bought; two of them are odd, and which ones is up to the seed."""
    rng = desk.rng
    for number, customer in enumerate(rng.sample(desk.company.customers, count)):
        until = customer.contract_end
        if number == 0:
            until = desk.days[0] - dt.timedelta(days=rng.randint(9, 70))
        desk.entitlements.append(
            Entitlement(customer, rng.choice(PLANS), rng.randint(12, 48), has_tablets=number != 1, until=until)
        )
    rng.shuffle(desk.entitlements)


def _add_articles(desk: Desk, count: int) -> None:
    """Draw the knowledge base: at least one article on tablets, one fault and one question."""
    rng = desk.rng
    musts = [rng.choice([topic for topic in TOPICS if topic.category == "device"])]
    musts += rng.sample([topic for topic in TOPICS if topic not in musts and not topic.is_fault], 3)
    musts += rng.sample([topic for topic in TOPICS if topic not in musts and topic.is_fault], 2)
    rest = [topic for topic in TOPICS if topic not in musts]
    for topic in sorted([*musts, *rng.sample(rest, count - len(musts))], key=TOPICS.index):
        desk.articles.append(_some_article(desk, topic))


def _some_article(desk: Desk, topic: Topic) -> Article:
    rng = desk.rng
    reviewed = desk.days[0] - dt.timedelta(days=rng.randint(200, 500))
    return Article(
        desk.refs.any("KB-"),
        topic,
        rng.choice(topic.values),
        rng.randint(2, 6),
        reviewed,
        is_page=rng.random() < 0.5,  # noqa: PLR2004 - either is as likely
    )


def _add_old_note(desk: Desk) -> None:
    """Add a release note that is older than the review of its article, which therefore holds."""
    overtaken = {note.topic.title for note in desk.notes}
    replaced = {article.replaces for article in desk.articles}
    standing = [a for a in desk.articles if a.topic.title not in overtaken and a.ref not in replaced]
    article = desk.rng.choice(standing)
    value = desk.rng.choice([each for each in article.topic.values if each != article.value])
    dated = article.reviewed - dt.timedelta(days=desk.rng.randint(30, 200))
    desk.notes.append(Note(dated, article.topic, value))
    desk.notes.sort(key=lambda note: (note.dated, note.topic.title))
