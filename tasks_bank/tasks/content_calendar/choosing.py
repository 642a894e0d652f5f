"""Chooses a month's keywords as the rules say: down the scores, past what may not be taken."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tasks_bank.tasks.content_calendar.month.plan import Keyword, PageVisits, Plan


@dataclass(frozen=True, slots=True)
class Choice:
    """The keywords in the order of their ranks, and what lack of a writer cost."""

    chosen: tuple[Keyword, ...]
    without_writer: tuple[Keyword, ...]
    """Those that would have been chosen if somebody could write them."""


def best_row(pages: Sequence[PageVisits], subject: str, *, with_bots: bool = False) -> PageVisits:
    """Return the row of a subject with the most visits."""
    rows = [page for page in pages if page.subject == subject and (with_bots or not page.is_bot)]
    return max(rows, key=lambda page: page.visits)


def score_of(plan: Plan, keyword: Keyword) -> int:
    """Return the points of a keyword."""
    return keyword.searches + best_row(plan.pages, keyword.subject).visits + plan.bonus(keyword.launch)


def choose(plan: Plan, score: Callable[[Keyword], int], *, trusting: bool = False) -> Choice:
    """Go down the keywords by a score until there are enough; whoever is `trusting` passes over none."""
    subjects: Counter[str] = Counter()
    chosen: list[Keyword] = []
    without_writer: list[Keyword] = []
    for keyword in sorted(plan.keywords, key=score, reverse=True):
        if len(chosen) == plan.policy.posts:
            break
        if keyword.passed_over and not trusting:
            if keyword.passed_over == "no_writer":
                without_writer.append(keyword)
        elif subjects[keyword.subject] < plan.policy.a_subject:
            subjects[keyword.subject] += 1
            chosen.append(keyword)
    return Choice(tuple(chosen), tuple(without_writer))
