"""The kinds of trouble that a week may hold. Each function plants one before the rota is worked out."""

import datetime as dt
from collections.abc import Callable

from tasks_bank.tasks.rota_planning.week import Change, Shift, Week, Window, Worker
from tasks_bank.tasks.rota_planning.workers import some_bank_worker

_CHEAP_PENCE = (1280, 1290, 1300)
"""Below everybody else's rate: whoever does not notice what is wrong puts them on the rota."""
_CHEAP_UNDER_18_PENCE = (1130, 1140, 1150)


def skill_missing(week: Week) -> Shift:
    """Ask for a skill that nobody holds any more."""
    shift = _rare_shift(week)
    shift.reason = "nobody_has_skill"
    if week.rng.random() < 0.5:  # noqa: PLR2004 - either is as likely
        ended = week.monday - dt.timedelta(days=week.rng.randint(8, 60))
        _ordinary(week).skills[shift.skill] = ended
    return shift


def holder_away(week: Week) -> Shift:
    """Ask for a skill on a day on which the one who holds it is away."""
    shift = _rare_shift(week)
    shift.reason = "nobody_available"
    holder = _ordinary(week, free_on=shift.date)
    holder.skills[shift.skill] = _still_good(week)
    if week.rng.random() < 0.5:  # noqa: PLR2004 - either is as likely
        week.mark_away(holder, "Annual leave", shift.date, shift.date)
    else:
        holder.changes.append(Change(week.moment_before(), (shift.date,), can=False))
    return shift


def single_holder(week: Week) -> Shift:
    """Ask for a skill that only one person has; they are there, and the shift can be filled."""
    shift = _rare_shift(week)
    holder = _ordinary(week, free_on=shift.date)
    holder.usual[shift.date.weekday()] = Window()
    holder.skills[shift.skill] = _still_good(week)
    return shift


def expired_skill(week: Week) -> Worker:
    """Let a cheap worker's certificate for the desk end before the week or in its first days."""
    worker = _cheap(week)
    worker.skills["desk"] = week.monday + dt.timedelta(days=week.rng.randint(-20, 1))
    return worker


def last_week_rest(week: Week) -> Worker:
    """Let a cheap worker have worked late on Sunday, too late for an early shift on Monday."""
    worker = _cheap(week)
    worker.usual[0] = Window()
    worker.worked_until = dt.datetime.combine(week.monday - dt.timedelta(days=1), dt.time(22))
    if not any(shift.date == week.monday and shift.start < 9 for shift in week.shifts):  # noqa: PLR2004 - 22:00 and 11 hours
        week.shifts.append(Shift(week.monday, 7, 15, "desk"))
    return worker


def under_18(week: Week) -> Worker:
    """Take on a cheap worker of 17, who may not work late."""
    worker = _cheap(week)
    worker.rate_pence = week.rng.choice(_CHEAP_UNDER_18_PENCE)
    worker.born = week.monday - dt.timedelta(days=17 * 365 + week.rng.randint(30, 300))
    day = week.rng.choice(week.days)
    worker.usual[day.weekday()] = Window()
    if not any(shift.date == day and shift.end > 20 and shift.skill == "desk" for shift in week.shifts):  # noqa: PLR2004 - see LATEST_UNDER_18
        week.shifts.append(Shift(day, 15, 22, "desk"))
    return worker


def changed_mind(week: Week) -> Worker:
    """Have a worker write twice about one day; the second mail takes the first one back."""
    worker = _ordinary(week)
    day = week.rng.choice([day for day in week.days if day not in worker.away])
    could = worker.usual[day.weekday()] is not None
    sent, again = week.moment_before() - dt.timedelta(days=2), week.moment_before()
    worker.changes += [Change(sent, (day,), can=not could), Change(again, (day,), can=could)]
    return worker


def training_day(week: Week) -> Worker:
    """Send a cheap worker on a course that only the team's diary knows of."""
    worker = _cheap(week)
    day = week.rng.choice(week.days[:5])
    worker.usual[day.weekday()] = Window()
    week.mark_away(worker, "Training course", day, day)
    return worker


def _rare_shift(week: Week) -> Shift:
    """Add a short shift for a skill that no other shift asks for."""
    start = week.rng.choice((8, 10, 13))
    shift = Shift(week.rng.choice(week.days), start, start + 4, week.rare.pop())
    week.shifts.append(shift)
    return shift


def _ordinary(week: Week, free_on: dt.date | None = None) -> Worker:
    """Choose an employee, if need be one about whose day no paper has said anything yet."""
    employees = [worker for worker in week.workers if worker.post != "bank staff"]
    return week.rng.choice(
        [
            worker
            for worker in employees
            if not any(worker is item for _, item in week.planted)
            and (free_on is None or (free_on not in worker.away and not worker.changes))
        ]
    )


def _cheap(week: Week) -> Worker:
    """Take on a worker of the staff bank for less than everybody else."""
    worker = some_bank_worker(week)
    worker.rate_pence = week.rng.choice(_CHEAP_PENCE)
    worker.hours, worker.most_hours = 16, 24
    week.workers.append(worker)
    return worker


def _still_good(week: Week) -> dt.date:
    return week.monday + dt.timedelta(days=week.rng.randint(40, 600))


KINDS: dict[str, Callable[[Week], Shift | Worker]] = {
    "skill_missing": skill_missing,
    "holder_away": holder_away,
    "single_holder": single_holder,
    "expired_skill": expired_skill,
    "last_week_rest": last_week_rest,
    "under_18": under_18,
    "changed_mind": changed_mind,
    "training_day": training_day,
}
"""Every kind that can be planted."""
