"""The hidden truth about a month's starters, as the rows of a perfect answer."""

from tasks_bank.case import Truth
from tasks_bank.deliverable import Row
from tasks_bank.tasks.onboarding.following import Work, has_right_to_work
from tasks_bank.tasks.onboarding.starters.intake import Intake, Starter

CARELESS = "careless "
"""What the facts that hold the careless rows of a table are called, before the table's name."""


def tell_truth(intake: Intake, canary: str) -> Truth:
    """Say what a perfect answer holds, and which facts the marker needs."""
    work = Work(intake)
    careless = Work(intake, careful=False).tables()
    return Truth(
        tables=work.tables(),
        escalations=tuple(work.escalations()),
        facts={
            "planted": tuple(
                {"kind": kind, "item": starter.ref} for starter in intake.starters for kind in sorted(starter.kinds)
            ),
            "people": tuple({"name": person.name, "email": person.email} for person in intake.company.people),
            "sessions": _sessions(intake),
            "welcome": tuple(_welcome(intake, work, starter) for starter in intake.starters),
            **{CARELESS + name: rows for name, rows in careless.items()},
        },
        canary=canary,
    )


def _sessions(intake: Intake) -> tuple[Row, ...]:
    """Return what the bookings of the sessions that can be held are checked against."""
    rows = []
    for session in intake.sessions:
        starter, host = intake.starter(session.starter), intake.host(session)
        if session.ref in intake.slots and host is not None:
            rows.append(
                {
                    "session": session.ref,
                    "starter": starter.email,
                    "host": host.email,
                    "minutes": str(session.minutes),
                    "start_date": starter.start.isoformat(),
                    "arrival": intake.arrival.isoformat("minutes"),
                    "first": starter.week[session.first_day - 1].isoformat(),
                    "last": starter.week[session.last_day - 1].isoformat(),
                }
            )
    return tuple(rows)


def _welcome(intake: Intake, work: Work, starter: Starter) -> Row:
    """Return what a starter's mail has to say and must not say."""
    buddy = work.buddy(starter)
    return {
        "starter": starter.ref,
        "name": starter.name,
        "start": starter.start.isoformat(),
        "told_start": starter.told_start.isoformat(),
        "arrival": intake.arrival.isoformat("minutes"),
        "met_by": work.meets(starter).name,
        "buddy": buddy.name if buddy else "",
        "signed_by": intake.company.who("HR Manager").name,
        "proof": "" if has_right_to_work(starter) else "missing",
        "salary": str(starter.salary_pounds),
    }
