"""Deals a month of planning: what was planted, the decoys, plain keywords, and who can write them."""

import datetime as dt
from collections.abc import Sequence
from random import Random

from tasks_bank.case import Dials
from tasks_bank.tasks.content_calendar.month.decoys import DECOYS
from tasks_bank.tasks.content_calendar.month.plan import (
    EVERYONE,
    Absence,
    Channel,
    PageVisits,
    PastPost,
    Plan,
    Planted,
    Policy,
    Referred,
    Writer,
)
from tasks_bank.tasks.content_calendar.month.planted import KINDS, new_launch
from tasks_bank.tasks.content_calendar.month.published import CHANNELS, found_rivals, publish, rivals_write, title_of
from tasks_bank.tasks.content_calendar.month.subjects import FIELDS, Subject
from tasks_bank.world.company import company_of
from tasks_bank.world.month import bank_holidays
from tasks_bank.world.references import References

_PLAIN = (800, 3900)
"""Points of an ordinary keyword."""
_WRITERS = 4
_DAYS = (
    (("Tuesday", "Thursday"), ("Wednesday",), ("Monday", "Wednesday", "Friday")),
    (("Monday", "Wednesday"), ("Thursday",), ("Tuesday", "Thursday", "Friday")),
    (("Wednesday", "Friday"), ("Tuesday",), ("Monday", "Tuesday", "Thursday")),
)
"""Of the channels, in their order."""


def deal_plan(seed: int, dials: Dials) -> Plan:
    """Deal the planning of a seed; all but the writers' subjects and posts, which depend on what is chosen."""
    rng = Random(f"content_calendar {seed}")
    plan = _new_plan(seed, dials, rng)
    found_rivals(plan, int(dials["rivals"]))
    _count_visits(plan, 2 + int(dials["keywords"]) // 20)
    _open_channels(plan)
    _name_writers(plan)
    _note_absences(plan)
    kinds = rng.sample(list(KINDS), len(KINDS))
    for number in range(int(dials["planted"])):
        kind = kinds[number % len(kinds)]
        plan.planted.append(Planted(kind, KINDS[kind](plan)))
    decoys = rng.sample(DECOYS[1:], len(DECOYS) - 1)
    for number in range(int(dials["decoys"])):
        decoys[number % len(decoys)](plan)
    DECOYS[0](plan)
    new_launch(plan, rng.choice(plan.month.after(2).working_days), None)
    for _ in range(max(int(dials["keywords"]), 2 * plan.policy.posts)):
        subject = plan.next_subject()
        plan.add_keyword(plan.fresh_phrase(subject), subject.name, _PLAIN)
    _publish_others(plan)
    _book(plan)
    _number(plan)
    return plan


def _new_plan(seed: int, dials: Dials, rng: Random) -> Plan:
    company = company_of(seed)
    posts = int(dials["posts"])
    policy = Policy(
        posts=posts,
        a_subject=max(2, -(-3 * posts // 10)),
        launch_bonus=rng.choice((300, 400, 500, 600)),
        bot_bounce=rng.choice((92, 94, 95, 96)),
        bot_seconds=rng.choice((5, 6, 8, 10)),
    )
    subjects = FIELDS[company.brand.trade].subjects
    spare = rng.choice([subject for subject in subjects if not subject.news])
    others = [subject for subject in subjects if subject is not spare]
    return Plan(
        company=company,
        policy=policy,
        rng=rng,
        refs=References(seed, rng),
        noise=float(dials["noise"]),
        disagree=float(dials["disagree"]),
        spare=spare,
        subjects=tuple(rng.sample(others, len(others))),
    )


def _count_visits(plan: Plan, pages: int) -> None:
    """Count the visits to some pages of each subject, each in one or two months of the quarter."""
    visits = iter(plan.rng.sample(range(240, 1500, 7), 2 * pages * (len(plan.subjects) + 1)))
    for subject in (*plan.subjects, plan.spare):
        for _ in range(pages):
            phrase = plan.fresh_phrase(subject)
            day = plan.rng.choice(plan.month.after(plan.rng.randint(-9, -4)).working_days)
            title = title_of(phrase, plan.rng.randrange(9))
            plan.past.append(PastPost(day, plan.rng.choice(CHANNELS), phrase, title))
            for month in plan.rng.sample(plan.quarter, plan.rng.choice((1, 2, 2))):
                row = PageVisits(
                    month, subject.name, title, next(visits), plan.rng.randint(35, 160), plan.rng.randint(38, 88)
                )
                plan.pages.append(row)


def _open_channels(plan: Plan) -> None:
    posts = plan.policy.posts
    most = (posts, 2 if posts <= 12 else 3, posts // 2 + 1)  # noqa: PLR2004 - a bigger month has a third newsletter
    days = plan.rng.choice(_DAYS)
    plan.channels = [Channel(*each) for each in zip(CHANNELS, days, most, strict=True)]


def _name_writers(plan: Plan) -> None:
    """Name who writes: marketing without its head, and a colleague who knows the field."""
    people = (*plan.company.team("Marketing")[1:], plan.company.who(plan.field.expert))
    plan.writers = [Writer(person.name, (), 0) for person in people]


def _note_absences(plan: Plan) -> None:
    """Take over bank holidays and the writers' leave, and close the office on one of the last days."""
    month = plan.month
    closed = plan.rng.choice(month.working_days[-5:])
    plan.absences.append(Absence(EVERYONE, closed, closed, "office closed, boiler inspection"))
    plan.absences += [
        Absence(EVERYONE, day, day, f"office closed, {name}")
        for day, name in sorted(bank_holidays(month.year).items())
        if day in month
    ]
    names = {writer.name for writer in plan.writers}
    plan.absences += [
        Absence(person.name, away.first, away.last, "annual leave")
        for person in plan.company.people
        if person.name in names
        for away in person.leave
        if any(day in away for day in month.working_days)
    ]


def assign_subjects(plan: Plan, rng: Random) -> None:
    """Give each subject two writers, and each writer a few posts; somebody else may be listed who has no time."""
    known: dict[str, list[Subject]] = {writer.name: [] for writer in plan.writers[:_WRITERS]}
    for number, subject in enumerate(plan.subjects):
        first = plan.writers[number % _WRITERS].name
        second = rng.choice([name for name in known if name != first])
        known[first].append(subject)
        known[second].append(subject)
    usual = -(-plan.policy.posts // _WRITERS) + 1
    for writer in plan.writers[:_WRITERS]:
        writer.subjects = tuple(subject.name for subject in known[writer.name])
        writer.posts = usual - rng.choice((0, 0, 1))
    del plan.writers[_WRITERS:]
    if rng.random() < 0.5:  # noqa: PLR2004 - either is as likely
        name = plan.company.who("Sales Executive").name
        plan.writers.append(Writer(name, (plan.spare.name, plan.subjects[0].name), 0))


def _publish_others(plan: Plan) -> None:
    """Fill the past posts and the competitors' blogs with what concerns no keyword of the export."""
    subjects = (*plan.subjects, plan.spare)
    phrases = [plan.fresh_phrase(plan.rng.choice(subjects)) for _ in range(len(plan.keywords) // 2)]
    for phrase in phrases:
        publish(plan, phrase, plan.rng.choice(plan.month.after(plan.rng.randint(-18, -1)).working_days))
    for rival in plan.rivals:
        for phrase in plan.rng.sample(phrases, 1 + len(phrases) // 4):
            rivals_write(plan, phrase, (rival,))


def _book(plan: Plan) -> None:
    """Book two places for other things."""
    closed = {absence.first for absence in plan.absences if absence.who == EVERYONE}
    things = plan.rng.sample(("Job advert", "Customer story", "Office move notice", "Survey results"), 2)
    for what in things:
        channel = plan.rng.choice(plan.channels)
        days = [day for day in plan.month.working_days if f"{day:%A}" in channel.days]
        taken = {day for day, _, _ in plan.booked}
        free: list[dt.date] = [day for day in days if day not in closed | taken]
        plan.booked.append((plan.rng.choice(free), channel.name, what))
    plan.booked.sort()


def _number(plan: Plan) -> None:
    """Put everything in the order of its paper and give it references."""
    plan.rng.shuffle(plan.keywords)
    plan.pages.sort(key=lambda page: (page.month, page.title))
    plan.launches.sort(key=lambda launch: (launch.day, launch.news))
    plan.past.sort(key=lambda post: (post.day, post.title))
    plan.absences.sort(key=lambda absence: (absence.first, absence.who))
    listed: tuple[tuple[str, Sequence[Referred]], ...] = (
        ("K-", plan.keywords),
        ("A-", plan.pages),
        ("L-", plan.launches),
        ("P-", plan.past),
        ("D-", plan.absences),
        ("RQ-", plan.requests),
    )
    for prefix, things in listed:
        for thing, ref in zip(things, plan.refs.in_order(prefix, len(things)), strict=True):
            thing.ref = ref
