"""What looks as if it had to be passed over or handed over, and is in order."""

from collections.abc import Callable

from tasks_bank.tasks.content_calendar.month.plan import Plan, Request
from tasks_bank.tasks.content_calendar.month.planted import HIGH, new_launch
from tasks_bank.tasks.content_calendar.month.published import publish, rivals_write


def covered_long_ago(plan: Plan) -> None:
    """Choose what was last written about more than a year ago."""
    phrase = _doubtful(plan)
    publish(plan, phrase, plan.rng.choice(plan.month.after(plan.rng.randint(-20, -13)).working_days))


def two_rivals(plan: Plan) -> None:
    """Choose what only two competitors wrote about, one of them twice."""
    phrase = _doubtful(plan)
    first, second = plan.rng.sample(plan.rivals, 2)
    rivals_write(plan, phrase, (first, second, first))


def early_rival(plan: Plan) -> None:
    """Choose what three competitors wrote about, one of them before the last quarter."""
    phrase = _doubtful(plan)
    first, *others = plan.rng.sample(plan.rivals, 3)
    rivals_write(plan, phrase, others)
    rivals_write(plan, phrase, (first,), in_quarter=False)


def embargo_over(plan: Plan) -> None:
    """Choose what was launched last month: its embargo has ended, and it earns no bonus."""
    day = plan.rng.choice(plan.month.after(-1).working_days)
    launch = new_launch(plan, day, day)
    subject = next(subject for subject in plan.subjects if launch.news in subject.news)
    plan.add_keyword(plan.fresh_phrase(subject, launch.news), subject.name, HIGH, launch)


def slow_bounce(plan: Plan) -> None:
    """Let a best row have the bounce rate of a bot and readers who stay."""
    subject = plan.next_subject().name
    rows = [page for page in plan.pages if page.subject == subject and not page.is_bot]
    best = max(rows, key=lambda page: page.visits)
    best.bounce, best.seconds = plan.rng.randint(plan.policy.bot_bounce, 99), plan.rng.randint(70, 190)


def idle_request(plan: Plan) -> None:
    """Let a colleague ask for a keyword that few people search for: it changes nothing."""
    subject = plan.next_subject()
    keyword = plan.add_keyword(plan.fresh_phrase(subject), subject.name, (300, 700))
    person = plan.rng.choice(plan.company.team("Operations"))
    because = "It would help me with two talks that I have this month."
    plan.requests.append(Request(person.name, keyword.phrase, plan.rng.choice(plan.channel_days()), because))


DECOYS: tuple[Callable[[Plan], None], ...] = (
    idle_request,
    covered_long_ago,
    two_rivals,
    early_rival,
    embargo_over,
    slow_bounce,
)


def _doubtful(plan: Plan) -> str:
    subject = plan.next_subject()
    return plan.add_keyword(plan.fresh_phrase(subject), subject.name, HIGH).phrase
