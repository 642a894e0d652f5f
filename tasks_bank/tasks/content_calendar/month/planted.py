"""The kinds of trap that a month may hold. Each function plants one that changes what is chosen, dated or handed over.

Keywords that must be passed over score above all that may be chosen, so that nobody gets past them by chance.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from tasks_bank.tasks.content_calendar.month.plan import (
    EVERYONE,
    Absence,
    Keyword,
    Launch,
    PageVisits,
    PassedOver,
    Plan,
    Request,
)
from tasks_bank.tasks.content_calendar.month.published import publish, rivals_write
from tasks_bank.tasks.content_calendar.month.subjects import Subject
from tasks_bank.tasks.content_calendar.spelling import respelled

HIGHEST = (4400, 6200)
"""Points of what must be passed over."""
HIGH = (3000, 4200)
"""Points of what looks doubtful and may be chosen."""
_ENOUGH_RIVALS = 3


def embargoed_launch(plan: Plan) -> Keyword:
    """Have a launch after the month that readers search for already, and a colleague who asks for a post on it."""
    later = plan.month.after(1).working_days
    launch = new_launch(plan, day := plan.rng.choice(later[2:12]), day)
    keyword = _tempting(plan, "embargoed_launch", *_about(plan, launch))
    day = plan.rng.choice(plan.channel_days()[3:])
    because = f"Customers of {launch.product} keep asking me about it, and I would like to send them something."
    plan.requests.append(Request(_a_colleague(plan), keyword.phrase, day, because, is_embargoed=True))
    return keyword


def embargo_lifts(plan: Plan) -> Keyword:
    """Have a launch within the month: a post about it earns the bonus, and must wait for the day."""
    day = plan.rng.choice(plan.channel_days()[8:-4])
    phrase, subject, launch = _about(plan, new_launch(plan, day, day))
    return plan.add_keyword(phrase, subject, HIGH, launch)


def covered(plan: Plan) -> Keyword:
    """Have a keyword that a post of the last twelve months covers."""
    keyword = _tempting(plan, "covered", *_plain(plan))
    publish(plan, keyword.phrase, plan.rng.choice(plan.month.after(plan.rng.randint(-11, -4)).working_days))
    return keyword


def saturated(plan: Plan) -> Keyword:
    """Have a keyword that three competitors wrote about last quarter."""
    keyword = _tempting(plan, "saturated", *_plain(plan))
    rivals_write(plan, keyword.phrase, plan.rng.sample(plan.rivals, _ENOUGH_RIVALS))
    return keyword


def banned_word(plan: Plan) -> Keyword:
    """Have a keyword with a word that the brand guide bans."""
    phrase, subject = _plain(plan)
    return _tempting(plan, "banned_word", f"{plan.field.crude} {phrase}", subject)


def no_writer(plan: Plan) -> Keyword:
    """Have a keyword in the subject that nobody can write about."""
    return _tempting(plan, "no_writer", plan.fresh_phrase(plan.spare), plan.spare.name)


def same_keyword(plan: Plan) -> Keyword:
    """Have one keyword twice, in two spellings; the row with fewer searches is left out."""
    keyword = plan.add_keyword(*_plain(plan), HIGH)
    fewer = 10 * round(keyword.searches * plan.rng.uniform(0.82, 0.93) / 10)
    twin = replace(
        keyword,
        phrase=respelled(plan.rng, keyword.phrase, 1),
        searches=fewer,
        estimate=plan.estimate_of(fewer),
        passed_over="same_keyword",
    )
    plan.keywords.append(twin)
    return twin


def bot_traffic(plan: Plan) -> PageVisits:
    """Have a bot read one page thousands of times."""
    haunted = {page.subject for page in plan.pages if page.is_bot} | {plan.spare.name}
    rows = [page for page in plan.pages if page.subject not in haunted] or plan.pages
    page = plan.rng.choice(rows)
    counted = {row.month for row in plan.pages if row.title == page.title}
    bot = PageVisits(
        month=plan.rng.choice([month for month in plan.quarter if month not in counted]),
        subject=page.subject,
        title=page.title,
        visits=plan.rng.randint(5200, 9800),
        seconds=plan.rng.randint(1, plan.policy.bot_seconds - 1),
        bounce=plan.rng.randint(plan.policy.bot_bounce, 99),
        is_bot=True,
    )
    plan.pages.append(bot)
    return bot


def writer_away(plan: Plan) -> Absence:
    """Send a writer away in the first days of the month, when posts go out first."""
    start = plan.rng.randint(0, 2)
    first, last = (plan.month.working_days[at] for at in (start, start + plan.rng.choice((2, 3, 4))))
    taken = {absence.who for absence in plan.absences}
    names = [writer.name for writer in plan.writers]
    who = plan.rng.choice([name for name in names if name not in taken] or names)
    what = plan.rng.choice(("trade fair", "jury service", "training course"))
    absence = Absence(who, first, last, what, is_planted=True)
    plan.absences.append(absence)
    return absence


def closed_day(plan: Plan) -> Absence:
    """Close the office on one of the first days on which something could go out."""
    closed = {absence.first for absence in plan.absences if absence.who == EVERYONE}
    day = plan.rng.choice([day for day in plan.channel_days()[:3] if day not in closed])
    what = plan.rng.choice(("stocktaking", "company day", "building works"))
    absence = Absence(EVERYONE, day, day, f"office closed, {what}", is_planted=True)
    plan.absences.append(absence)
    return absence


KINDS: dict[str, Callable[[Plan], Keyword | PageVisits | Absence]] = {
    plant.__name__: plant
    for plant in (
        embargoed_launch,
        covered,
        saturated,
        banned_word,
        no_writer,
        bot_traffic,
        embargo_lifts,
        writer_away,
        closed_day,
        same_keyword,
    )
}
"""The kinds by name."""


def new_launch(plan: Plan, day: dt.date, embargo_ends: dt.date | None) -> Launch:
    """Add a launch to the roadmap; the older note may give another day."""
    pairs = [(s.product, news) for s in plan.subjects for news in s.news if news not in plan.used]
    product, news = plan.rng.choice(pairs)
    plan.used.add(news)
    earlier = plan.rng.choice(plan.month.after(-1).working_days[-6:])
    noted = earlier if plan.rng.random() < plan.disagree else day
    launch = Launch(product, news, day, embargo_ends, noted)
    plan.launches.append(launch)
    return launch


def _about(plan: Plan, launch: Launch) -> tuple[str, str, Launch]:
    subject = next(subject for subject in plan.subjects if launch.news in subject.news)
    return plan.fresh_phrase(subject, launch.news), subject.name, launch


def _plain(plan: Plan) -> tuple[str, str]:
    subject: Subject = plan.next_subject()
    return plan.fresh_phrase(subject), subject.name


def _tempting(plan: Plan, why: PassedOver, phrase: str, subject: str, launch: Launch | None = None) -> Keyword:
    """Add a keyword that everybody would take who does not see why it must be passed over."""
    keyword = plan.add_keyword(phrase, subject, HIGHEST, launch)
    keyword.passed_over = why
    return keyword


def _a_colleague(plan: Plan) -> str:
    return plan.rng.choice([person.name for person in (*plan.company.team("Sales"), *plan.company.team("Support"))])
