"""The hidden truth of a month's planning, as the rows of a perfect answer."""

import datetime as dt
from collections.abc import Sequence
from random import Random

from tasks_bank.answer import Escalation
from tasks_bank.case import Truth
from tasks_bank.deliverable import Row
from tasks_bank.tasks.content_calendar.choosing import Choice, best_row
from tasks_bank.tasks.content_calendar.month.plan import Keyword, Plan
from tasks_bank.tasks.content_calendar.scheduling import Board, Placed, Wanted
from tasks_bank.tasks.content_calendar.wording import outline_of, planned_title


def evidence_of(plan: Plan, keyword: Keyword, *, with_bots: bool = False) -> tuple[str, ...]:
    """Return the references of the rows that a keyword's score is made of."""
    rows = [keyword.ref, best_row(plan.pages, keyword.subject, with_bots=with_bots).ref]
    if keyword.launch is not None and plan.bonus(keyword.launch):
        rows.append(keyword.launch.ref)
    return tuple(rows)


def wanted(plan: Plan, keywords: Sequence[Keyword]) -> tuple[Wanted, ...]:
    """Return what the schedule has to know of keywords."""
    return tuple(Wanted(each.phrase, each.subject, _earliest(plan, each)) for each in keywords)


def topics_of(plan: Plan, keywords: Sequence[Keyword], placed: Sequence[Placed]) -> tuple[Row, ...]:
    """Return the rows of a calendar in the order of the ranks."""
    return tuple(
        {
            "rank": str(number + 1),
            "date": place.day.isoformat(),
            "channel": place.channel,
            "writer": place.writer,
            "keyword": keyword.phrase,
            "title": planned_title(plan, keyword, number),
            "outline": outline_of(plan, keyword, number),
            "evidence": "+".join(evidence_of(plan, keyword)),
        }
        for number, (keyword, place) in enumerate(zip(keywords, placed, strict=True))
    )


def tell_truth(plan: Plan, choice: Choice, placed: Sequence[Placed], canary: str) -> Truth:
    """Say what a perfect answer holds, and which facts the marker needs."""
    escalations = _escalations(plan, choice)
    return Truth(
        tables={
            "topics": topics_of(plan, choice.chosen, placed),
            "escalations": tuple({"item": e.item, "reason": e.reason, "why": e.why} for e in escalations),
        },
        escalations=escalations,
        facts={
            "posts": tuple(
                {"keyword": each.keyword, "subject": each.subject, "earliest": each.earliest.isoformat()}
                for each in wanted(plan, choice.chosen)
            ),
            "words": (
                *({"kind": "banned", "word": word} for word in plan.company.brand.banned),
                *({"kind": "product", "word": word} for word in plan.company.brand.products),
            ),
            "planned": ({"year": str(plan.month.year), "month": str(plan.month.number)},),
            "planted": tuple({"kind": each.kind, "item": each.what.ref} for each in plan.planted),
        },
        canary=canary,
    )


def place(plan: Plan, keywords: Sequence[Keyword], board: Board) -> tuple[Placed, ...] | None:
    """Find a day, a channel and a writer for each keyword; None where there is no way."""
    return board.search(wanted(plan, keywords), Random(f"places {plan.company.name}"))


def _earliest(plan: Plan, keyword: Keyword) -> dt.date:
    launch = keyword.launch
    return launch.embargo_ends if launch is not None and launch.embargo_ends is not None else plan.month.first


def _escalations(plan: Plan, choice: Choice) -> tuple[Escalation, ...]:
    found = [Escalation(page.ref, "bot_traffic", "visits that no reader made") for page in plan.pages if page.is_bot]
    found += [
        Escalation(request.ref, "embargo", "asks for a post before the embargo ends")
        for request in plan.requests
        if request.is_embargoed
    ]
    found += [
        Escalation(keyword.ref, "no_writer", f"nobody can write about {keyword.subject}")
        for keyword in choice.without_writer
    ]
    return tuple(sorted(found, key=lambda each: each.item))
