"""A good title and outline for a keyword: what a perfect answer could hold."""

from tasks_bank.tasks.content_calendar.month.plan import Keyword, Plan
from tasks_bank.tasks.content_calendar.month.published import ENDINGS, title_of
from tasks_bank.tasks.content_calendar.spelling import plain

_OPENINGS = (
    "Opens with the question that we hear most about it",
    "Opens with a short story of one reader's Monday",
    "Opens with the answer in one sentence",
)
_MIDDLES = (
    "takes three steps in turn: what to look at first, what to do this week, and what can wait",
    "shows a filled-in example, line by line, and says which lines people leave out",
    "compares doing it by hand with doing it the planned way, with the minutes that each takes",
)


def outline_of(plan: Plan, keyword: Keyword, number: int) -> str:
    """Return an outline in one paragraph; opening and middle take turns."""
    brand = plan.company.brand
    subject = next(each for each in (*plan.subjects, plan.spare) if each.name == keyword.subject)
    product = subject.product or brand.products[0]
    opening = _OPENINGS[number % len(_OPENINGS)]
    middle = _MIDDLES[number // len(_OPENINGS) % len(_MIDDLES)]
    return (
        f"For {brand.audience} who look for '{keyword.phrase}' and have ten minutes to read. {opening}, then {middle}. "
        f"Says what it costs to leave it as it is. "
        f"Ends with how {product} helps you with it, and asks you one question to reply to."
    )


def planned_title(plan: Plan, keyword: Keyword, number: int) -> str:
    """Return a title for a keyword that no past post has; the endings take turns."""
    past = {plain(post.title) for post in plan.past}
    titles = (title_of(keyword.phrase, number + turn) for turn in range(len(ENDINGS)))
    return next(title for title in titles if plain(title) not in past)
