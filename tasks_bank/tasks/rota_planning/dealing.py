"""Deals a week: shifts and workers, what was planted, papers that disagree, and the proof that there is a rota."""

import datetime as dt
from random import Random

from tasks_bank.case import Dials
from tasks_bank.errors import BrokenTask
from tasks_bank.tasks.rota_planning.planted import KINDS
from tasks_bank.tasks.rota_planning.solver import Pair, Post, Terms, cheapest_rota
from tasks_bank.tasks.rota_planning.week import Absence, Change, Shift, Week, Worker, may_work
from tasks_bank.tasks.rota_planning.workers import TEAMS, employee, some_bank_worker
from tasks_bank.world.company import Company, company_of
from tasks_bank.world.month import bank_holidays
from tasks_bank.world.references import References

_PATTERNS = (
    (7, 15, "desk"),
    (15, 22, "desk"),
    (6, 10, "keys"),
    (10, 18, "desk"),
    (12, 20, "first_aid"),
    (18, 22, "keys"),
)
"""Start, end and skill of the shifts that a day may have."""
_RARE = ("alarm_test", "fire_panel", "forklift", "generator_test", "lift_rescue", "water_check")
_SHARE_FOR_TWO = 0.15
_SHARE_CANNOT = 0.7
_MOST_ATTEMPTS = 60


def deal_week(seed: int, dials: Dials) -> tuple[Week, list[Pair]]:
    """Deal the week of a seed and the cheapest rota for it; a week that cannot be filled is dealt again."""
    for attempt in range(_MOST_ATTEMPTS):
        week = _some_week(seed, Random(f"rota_planning {seed} {attempt}"), dials)
        if not _is_as_planted(week):
            continue
        posts = [post_of(shift) for shift in week.shifts if shift.reason is None]
        rota = cheapest_rota(posts, [terms_of(worker) for worker in week.workers], pairs_that(week))
        if len(rota) == sum(post.people for post in posts):
            return week, rota
    raise BrokenTask(f"rota_planning, seed {seed}: no week could be filled in {_MOST_ATTEMPTS} attempts")


def post_of(shift: Shift) -> Post:
    """Return a shift as the solver needs it."""
    return Post(shift.ref, shift.at(shift.start), shift.at(shift.end), shift.people)


def terms_of(worker: Worker) -> Terms:
    """Return a worker as the solver needs them."""
    return Terms(worker.name, worker.rate_pence, worker.hours, worker.most_hours)


def pairs_that(week: Week) -> list[Pair]:
    """Return which worker may be put on which shift, apart from what else they work in the week."""
    return [(shift.ref, worker.name) for shift in week.shifts for worker in week.workers if may_work(worker, shift)]


def _some_week(seed: int, rng: Random, dials: Dials) -> Week:
    company = company_of(seed)
    week = Week(company, rng, References(seed, rng), float(dials["noise"]), _some_monday(rng, company))
    week.rare = rng.sample(_RARE, len(_RARE))
    people = [person for team in TEAMS for person in company.team(team)[1:]]
    week.workers = [employee(week, person) for person in people]
    for _ in range(int(dials["bank_staff"])):
        week.workers.append(some_bank_worker(week))
    _add_shifts(week, int(dials["shifts"]))
    kinds = rng.sample(list(KINDS), len(KINDS))
    for number in range(int(dials["planted"])):
        kind = kinds[number % len(kinds)]
        week.planted.append((kind, KINDS[kind](week)))
    _add_mails(week, float(dials["disagree"]))
    _add_papers_without_effect(week)
    week.workers.sort(key=lambda worker: worker.name)
    rng.shuffle(week.shifts)
    week.shifts.sort(key=lambda shift: (shift.date, shift.start))
    for shift, ref in zip(week.shifts, week.refs.in_order("S", len(week.shifts)), strict=True):
        shift.ref = ref
    return week


def _some_monday(rng: Random, company: Company) -> dt.date:
    """Draw a week within the month that has no bank holiday."""
    month = company.month
    holidays = bank_holidays(month.year)
    mondays = [month.first + dt.timedelta(days=n) for n in range(31)]
    weeks = [[day + dt.timedelta(days=n) for n in range(7)] for day in mondays if day.weekday() == 0]
    return rng.choice([days[0] for days in weeks if all(day in month and day not in holidays for day in days)])


def _add_shifts(week: Week, count: int) -> None:
    layers = min(len(_PATTERNS), max(3, -(-count // 7) + 1))
    offered = [Shift(day, *pattern) for pattern in _PATTERNS[:layers] for day in week.days]
    for shift in week.rng.sample(offered, count):
        if shift.skill == "desk" and week.rng.random() < _SHARE_FOR_TWO:
            shift.people = 2
        week.shifts.append(shift)


def _add_mails(week: Week, disagree: float) -> None:
    """Have a share of the workers write that a day is not as the list of availability has it."""
    silent = [worker for worker in week.workers if not worker.changes]
    for worker in week.rng.sample(silent, min(len(silent), round(disagree * len(week.workers)))):
        cannot = week.rng.random() < _SHARE_CANNOT
        days = [
            day for day in week.days if day not in worker.away and (worker.usual[day.weekday()] is not None) == cannot
        ]
        if days:
            chosen = sorted(week.rng.sample(days, min(len(days), 2 if cannot else 1)))
            worker.changes.append(Change(week.moment_before(), tuple(chosen), can=not cannot))


def _add_papers_without_effect(week: Week) -> None:
    """Add what looks as if it mattered: a head's day out, and a Sunday that ended early enough."""
    head = week.company.team(TEAMS[0])[0]
    day = week.rng.choice(week.days[:5])
    week.diary.append(Absence(head.name, "Meeting in York", day, day))
    rested = [worker for worker in week.workers if worker.worked_until is None]
    for worker in week.rng.sample(rested, 2):
        worker.worked_until = dt.datetime.combine(week.monday - dt.timedelta(days=1), dt.time(15))


def _is_as_planted(week: Week) -> bool:
    """Say whether exactly those shifts are open to nobody that were planted so, and for the reason planted."""
    for shift in week.shifts:
        able = [worker for worker in week.workers if worker.skills.get(shift.skill, dt.date.min) >= shift.date]
        if (shift.reason == "nobody_has_skill") != (not able):
            return False
        if (shift.reason is None) != any(may_work(worker, shift) for worker in able):
            return False
    return True
