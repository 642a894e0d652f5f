"""Deals the diaries, plants clashes in them, and finds a time for every session that can be held."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from tasks_bank.tasks.onboarding.starters.intake import (
    BUDDY,
    LUNCH,
    Intake,
    Session,
    Slot,
    Starter,
    check_in_days,
)
from tasks_bank.tasks.onboarding.starters.playbook import SESSIONS
from tasks_bank.world.diaries import OPENS, at, in_hours, is_free, some_diary
from tasks_bank.world.month import is_working_day
from tasks_bank.world.people import Person
from tasks_bank.writing.diary import Entry, WholeDays

_FULLNESS = 0.5
_TRIES = 30
_MOST_STEPS = 5_000
_STEP = dt.timedelta(minutes=30)
_BLOCKS = (dt.time(9), dt.time(12)), (dt.time(12, 30), dt.time(15)), (dt.time(15, 30), dt.time(17))
"""A day on which no hour is free."""
_LONG_MEETINGS = ("Audit", "Supplier review", "Budget round", "Interviews", "Systems upgrade")
_ABSENCES = ("Jury service", "Trade fair, Birmingham", "Training course, London")
_AN_HOUR = 60


def deal_sessions(intake: Intake, count: int) -> None:
    """Deal the sessions of each starter, with references in no order of days."""
    refs = iter(intake.refs.in_order("S", count * len(intake.starters)))
    for starter in intake.starters:
        for title, host, minutes, first, last in intake.rng.sample(SESSIONS[:count], count):
            intake.sessions.append(Session(next(refs), starter.ref, title, host, minutes, first, last))


def deal_diaries(intake: Intake) -> None:
    """Deal diaries in which every session can be held but for what was planted; emptier ones if need be."""
    for turn in range(_TRIES):
        _draw_diaries(intake, _FULLNESS * (1 - turn / _TRIES))
        _block(intake)
        _propose(intake)
        options = {session.ref: list(slots_of(intake, session)) for session in intake.sessions}
        slots = _place(intake, options)
        has_wishes = all(starter.wish for starter in intake.starters if "clash" in starter.kinds)
        if slots is not None and has_wishes and _fails_on_purpose(intake, options):
            intake.slots = slots
            return
    raise ValueError(f"the first weeks of {intake.company.month.name} do not fit into the diaries")


def slots_of(intake: Intake, session: Session) -> Iterator[Slot]:
    """Return the times at which a session can be held, were it the only one."""
    host = intake.host(session)
    starter = intake.starter(session.starter)
    length = dt.timedelta(minutes=session.minutes)
    for day in starter.week[session.first_day - 1 : session.last_day] if host else ():
        start = at(day, max(OPENS, intake.arrival) if day == starter.start else OPENS)
        while in_hours(start, start + length):
            at_lunch = _is_over_lunch(start, session.minutes)
            if host and not at_lunch and is_free(intake.diaries[host.name], start, start + length):
                yield start, start + length
            start += _STEP


def _is_over_lunch(start: dt.datetime, minutes: int) -> bool:
    begins, ends = (at(start.date(), time) for time in LUNCH)
    return start < ends and begins < start + dt.timedelta(minutes=minutes)


def _draw_diaries(intake: Intake, fullness: float) -> None:
    """Draw the diary of everybody who may be met: leave up to the last check-in, meetings in the first weeks."""
    last = max(check_in_days(starter.start)[-1] for starter in intake.starters)
    first = min(starter.start for starter in intake.starters)
    span = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    intake.diaries = {}
    for person, days in _who_is_met(intake):
        leave = [
            entry
            for entry in some_diary(intake.rng, person, span, 0)
            if isinstance(entry, WholeDays) and _takes_a_working_day(entry)
        ]
        booked = [entry for entry in some_diary(intake.rng, person, days, fullness) if isinstance(entry, Entry)]
        intake.diaries[person.name] = [*leave, *booked]


def _takes_a_working_day(away: WholeDays) -> bool:
    """Say whether it takes more than a bank holiday, for which nobody needs leave."""
    days = (away.first + dt.timedelta(days=n) for n in range((away.last - away.first).days + 1))
    return any(is_working_day(day) for day in days)


def _who_is_met(intake: Intake) -> list[tuple[Person, list[dt.date]]]:
    """Return who may be met by starters, and the days on which they may."""
    met: dict[str, set[dt.date]] = {}
    shared = {session.host for session in intake.sessions} - {"manager", BUDDY} | {"HR Advisor", "HR Manager"}
    for starter in intake.starters:
        team = [person.name for person in intake.company.team(starter.team)]
        for name in (*team, *(intake.company.who(role).name for role in sorted(shared))):
            met.setdefault(name, set()).update(starter.week)
    return [(person, sorted(met[person.name])) for person in intake.company.people if person.name in met]


def _block(intake: Intake) -> None:
    """Plant managers who are away, and hosts without a free hour."""
    intake.busy_weeks = {}
    for starter in intake.starters:
        blocked = intake.busy_weeks.setdefault(starter.ref, set())
        if "manager_away" in starter.kinds:
            _send_away(intake, starter)
            blocked.add(starter.manager.name)
        if "no_slot" in starter.kinds:
            blocked.add(_book_up(intake, starter).name)


def _send_away(intake: Intake, starter: Starter) -> None:
    """Put the manager out for those days of the first week on which they are not on leave anyway."""
    title, handle = intake.rng.choice(_ABSENCES), starter.manager.email.partition("@")[0]
    diary = intake.diaries[starter.manager.name]
    diary[:] = [entry for entry in diary if isinstance(entry, WholeDays) or entry.start.date() not in starter.week]
    for day in starter.week:
        if starter.manager.is_in(day):
            diary.append(WholeDays(f"{handle}-away-{day:%Y%m%d}", title, day, day))


def _book_up(intake: Intake, starter: Starter) -> Person:
    """Leave the host of one session no free hour on any of its days; a manager's own diary is left as it is."""
    open_to = [
        (session, host)
        for session in intake.sessions
        if session.starter == starter.ref and session.minutes >= _AN_HOUR
        if session.host != BUDDY and (host := intake.host(session)) and host != starter.manager
    ]
    session, host = intake.rng.choice(open_to)
    days = starter.week[session.first_day - 1 : session.last_day]
    diary, handle = intake.diaries[host.name], host.email.partition("@")[0]
    diary[:] = [entry for entry in diary if isinstance(entry, WholeDays) or entry.start.date() not in days]
    title = intake.rng.choice(_LONG_MEETINGS)
    for day in days:
        if host.is_in(day):
            diary += [
                Entry(f"{handle}-{day:%Y%m%d}{start:%H%M}", title, at(day, start), at(day, end))
                for start, end in _BLOCKS
            ]
    return host


def _propose(intake: Intake) -> None:
    """Let a manager's mail propose a time for a session at which its host has something else on."""
    for starter in intake.starters:
        starter.wish = None
        if "clash" in starter.kinds:
            starter.wish = _clashing(intake, starter)


def _clashing(intake: Intake, starter: Starter) -> tuple[str, dt.datetime] | None:
    """Return a session that can be held, and a time within its days at which its host is busy; None without one."""
    free = {session.ref: [start for start, _ in slots_of(intake, session)] for session in intake.sessions}
    own = [session for session in intake.sessions if session.starter == starter.ref and free[session.ref]]
    gaps = [
        (session.ref, one + _STEP)
        for session in own
        for one, two in pairwise(free[session.ref])
        if one.date() == two.date() and one + _STEP < two and not _is_over_lunch(one + _STEP, session.minutes)
    ]
    if gaps or not own:
        return intake.rng.choice(gaps) if gaps else None
    session = intake.rng.choice(own)
    host, start = intake.host(session), intake.rng.choice(free[session.ref])
    assert host is not None
    ref = f"{host.email.partition('@')[0]}-{start:%Y%m%d%H%M}"
    intake.diaries[host.name].append(Entry(ref, "Supplier call", start, start + dt.timedelta(minutes=session.minutes)))
    return session.ref, start


def _fails_on_purpose(intake: Intake, options: Mapping[str, Sequence[Slot]]) -> bool:
    """Say whether something planted stands in the way of each session that cannot be held."""
    blocked = set().union(*intake.busy_weeks.values())
    hosts = [intake.host(session) for session in intake.sessions if not options[session.ref]]
    return all(host is None or host.name in blocked for host in hosts)


def _place(intake: Intake, options: Mapping[str, Sequence[Slot]]) -> dict[str, Slot] | None:
    """Search for times at which nobody is in two places; None where none are found."""
    hosts = {session.ref: intake.host(session) for session in intake.sessions}
    who = {s.ref: {s.starter, host.name} for s in intake.sessions if (host := hosts[s.ref])}
    order = sorted((ref for ref in options if options[ref]), key=lambda ref: len(options[ref]))
    shuffled = {ref: intake.rng.sample(options[ref], len(options[ref])) for ref in order}
    placed: dict[str, Slot] = {}
    steps = 0

    def go_on(place: int) -> bool:
        nonlocal steps
        if place == len(order):
            return True
        ref = order[place]
        for slot in shuffled[ref]:
            steps += 1
            if steps > _MOST_STEPS:
                return False
            if not any(who[ref] & who[other] and _touch(slot, placed[other]) for other in placed):
                placed[ref] = slot
                if go_on(place + 1):
                    return True
                del placed[ref]
        return False

    return placed if go_on(0) else None


def _touch(one: Slot, two: Slot) -> bool:
    return one[0] < two[1] and two[0] < one[1]
