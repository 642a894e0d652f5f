"""Chooses the team, the role and the first day of each starter, so that only what was planted goes wrong."""

import datetime as dt
from collections.abc import Sequence

from tasks_bank.tasks.onboarding.starters.intake import (
    BUDDY,
    CHECK_IN_DAYS,
    MANAGER,
    Intake,
    RightToWork,
    Starter,
    check_in_days,
    on_working_day,
    working_days_from,
)
from tasks_bank.tasks.onboarding.starters.playbook import SESSIONS
from tasks_bank.world.month import bank_holidays
from tasks_bank.world.people import FIRST_NAMES, LAST_NAMES, TEAMS, Person

_LAST_START_IN_DECEMBER = 12
_DECEMBER = 12


def take_on(intake: Intake, kinds: Sequence[frozenset[str]], sessions: int) -> None:
    """Draw the starters in the order of their first days, each in a team of their own."""
    taken = {word for person in intake.company.people for word in person.name.split()}
    firsts = intake.rng.sample([name for name in FIRST_NAMES if name not in taken], len(kinds))
    lasts = intake.rng.sample([name for name in LAST_NAMES if name not in taken], len(kinds))
    teams = intake.rng.sample(list(TEAMS), len(TEAMS))
    drawn = []
    for first, last, wanted in zip(firsts, lasts, kinds, strict=True):
        team, start, planted = _some_place(intake, teams, wanted, sessions)
        teams.remove(team)
        drawn.append((start, f"{first} {last}", team, planted))
    drawn.sort(key=lambda each: (each[0], each[1]))
    for ref, (start, name, team, planted) in zip(intake.refs.in_order("NS-", len(drawn)), drawn, strict=True):
        intake.starters.append(_starter(intake, ref, name, intake.company.team(team)[0], (start, planted)))


def candidates(intake: Intake, team: str, week: Sequence[dt.date]) -> list[Person]:
    """Return the members of a team, its head left out, who are in on every day of a week."""
    return [person for person in intake.company.team(team)[1:] if all(person.is_in(day) for day in week)]


def meets_a_holiday(start: dt.date) -> bool:
    """Say whether a bank holiday moves a check-in."""
    for count in CHECK_IN_DAYS:
        day = start + dt.timedelta(days=count)
        passed = (day + dt.timedelta(days=n) for n in range((on_working_day(day) - day).days))
        if any(each in bank_holidays(each.year) for each in passed):
            return True
    return False


def _some_place(
    intake: Intake, teams: Sequence[str], kinds: frozenset[str], sessions: int
) -> tuple[str, dt.date, frozenset[str]]:
    """Return a team, a first day and the kinds that can be planted there; a month may have no fitting holiday."""
    month = intake.company.month
    days = [day for day in month.working_days if month.number != _DECEMBER or day.day <= _LAST_START_IN_DECEMBER]
    intake.rng.shuffle(days)
    days.sort(key=lambda day: day.weekday() != 0)
    for planted in (kinds, kinds ^ {"holiday_check_in"}):
        for day in days:
            for team in teams:
                if _fits(intake, team, day, planted, sessions):
                    return team, day, planted
    raise ValueError(f"no team has room for a starter in {month.name}")


def _fits(intake: Intake, team: str, start: dt.date, kinds: frozenset[str], sessions: int) -> bool:
    company = intake.company
    week = [working_days_from(start, count) for count in range(5)]
    head, advisor, hr_manager = company.team(team)[0], company.who("HR Advisor"), company.who("HR Manager")
    fewest = 0 if "no_mentor" in kinds else 2 if "mentor_full" in kinds else 1
    return (
        meets_a_holiday(start) == ("holiday_check_in" in kinds)
        and ("manager_away" in kinds or all(head.is_in(day) for day in week))
        and len(candidates(intake, team, week)) >= fewest
        and advisor.is_in(start)
        and all(any(person.is_in(day) for person in (head, advisor, hr_manager)) for day in check_in_days(start))
        and all(
            any(company.who(host).is_in(day) for day in week[first - 1 : last])
            for _, host, _, first, last in SESSIONS[:sessions]
            if host not in {MANAGER, BUDDY}
        )
    )


def _starter(intake: Intake, ref: str, name: str, manager: Person, place: tuple[dt.date, frozenset[str]]) -> Starter:
    start, kinds = place
    rng = intake.rng
    return Starter(
        ref,
        name,
        f"{name.lower().replace(' ', '.')}@{intake.company.domain}",
        rng.choice(TEAMS[manager.team][1]),
        manager,
        start,
        rng.randrange(24_000, 46_000, 250),
        _papers(intake, start, is_missing="right_to_work" in kinds),
        kinds,
        start,
    )


def _papers(intake: Intake, start: dt.date, *, is_missing: bool) -> RightToWork:
    """Draw what is on file: in order, or with one thing that is not."""
    rng = intake.rng
    checked = working_days_from(start, -rng.randint(18, 30))
    until = start + dt.timedelta(days=rng.randint(200, 900))
    if not is_missing:
        return rng.choice(
            (
                RightToWork("passport", checked, None),
                RightToWork("birth certificate and National Insurance letter", checked, None),
                RightToWork("online share code", checked, until),
            )
        )
    return rng.choice(
        (
            RightToWork("", None, None),
            RightToWork("passport", None, None),
            RightToWork("online share code", checked, start - dt.timedelta(days=rng.randint(2, 15))),
        )
    )
