"""What was published: the company's own past posts and the competitors' blogs."""

import datetime as dt
from collections.abc import Sequence

from tasks_bank.tasks.content_calendar.month.plan import PastPost, Plan, Rival
from tasks_bank.tasks.content_calendar.spelling import holds, respelled, sentence_case
from tasks_bank.world.suppliers import DATE_STYLES

ENDINGS = ("where to start", "what to know first", "what works", "a short answer", "five steps")
"""What a title adds to its keyword."""
_RIVAL_ENDINGS = ("seven things to know", "our view", "the full story", "an honest look", "how we do it")
_RIVAL_NAMES = ("Brackenhill", "Fenwick", "Larchway", "Millrace", "Stonecross", "Tollgate", "Wharfedale")
CHANNELS = ("blog", "newsletter", "linkedin")


def title_of(phrase: str, number: int) -> str:
    """Return the title of the company's own post on a keyword; the ending takes turns."""
    return f"{sentence_case(phrase)}: {ENDINGS[number % len(ENDINGS)]}"


def publish(plan: Plan, phrase: str, day: dt.date) -> None:
    """Add a past post on a keyword, spelled as it was at the time."""
    spelled = respelled(plan.rng, phrase, plan.noise)
    title = title_of(spelled, plan.rng.randrange(len(ENDINGS)))
    plan.past.append(PastPost(day, plan.rng.choice(CHANNELS), spelled, title))


def found_rivals(plan: Plan, count: int) -> None:
    """Draw the competitors."""
    for name in plan.rng.sample(_RIVAL_NAMES, count):
        style = plan.rng.choice(DATE_STYLES) if plan.rng.random() < plan.noise else DATE_STYLES[1]
        plan.rivals.append(Rival(f"{name} {plan.company.brand.trade}", style))


def rivals_write(plan: Plan, phrase: str, rivals: Sequence[Rival], *, in_quarter: bool = True) -> None:
    """Have competitors publish on a keyword, in the last quarter or in the two months before it."""
    months = plan.quarter if in_quarter else (plan.month.after(-5), plan.month.after(-4))
    for rival in rivals:
        day = plan.rng.choice(plan.rng.choice(months).working_days)
        spelled = sentence_case(respelled(plan.rng, phrase, plan.noise))
        written = {title.rpartition(": ")[2] for _, title in rival.posts if holds(title, phrase)}
        ending = plan.rng.choice([ending for ending in _RIVAL_ENDINGS if ending not in written])
        rival.posts.append((day, f"{spelled}: {ending}"))
