"""The company's systems as they stand when starters are prepared for: typed tables, and what may be written."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from tasks_bank.case import System, Write
from tasks_bank.deliverable import Column, Row
from tasks_bank.tasks.onboarding.starters.intake import Audience, Duty, Intake
from tasks_bank.tasks.onboarding.wording import when_in_words
from tasks_bank.writing.diary import Entry, WholeDays

_STARTER = Column("starter", about="reference")
_DUTIES = (Column("task"), Column("what"), Column("owner"), Column("when"), Column("audience"))
_COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "starters": (
        _STARTER,
        Column("name"),
        Column("email"),
        Column("role"),
        Column("team"),
        Column("manager"),
        Column("start_date", "date"),
        Column("salary", "integer", about="pounds a year"),
    ),
    "right_to_work": (
        _STARTER,
        Column("document"),
        Column("checked", "date"),
        Column("valid_until", "date"),
    ),
    "staff": (
        Column("name"),
        Column("role"),
        Column("team"),
        Column("email"),
        Column("started", "date"),
    ),
    "mentors": (
        Column("person"),
        Column("team"),
        Column("places", "integer", about="starters at a time"),
        Column("starters_now", "integer"),
    ),
    "playbook": _DUTIES,
    "profiles": (Column("role"), Column("item"), Column("entitlement", "choice", ("standard", "on request"))),
    "catalogue": (
        Column("item"),
        Column("name"),
        Column("kind", "choice", ("equipment", "licence", "access")),
        Column("status", "choice", ("current", "retired")),
        Column("replaced_by"),
    ),
    "documents": (
        Column("document"),
        Column("title"),
        Column("audience"),
        Column("working_days", "integer", about="after the start date"),
        Column("status", "choice", ("current", "withdrawn")),
        Column("replaced_by"),
    ),
    "sessions": (
        Column("session"),
        _STARTER,
        Column("what"),
        Column("host"),
        Column("minutes", "integer"),
        Column("first_day", "integer", about="of the first week"),
        Column("last_day", "integer", about="of the first week"),
    ),
    "diaries": (
        Column("person", about="mail address"),
        Column("date", "date"),
        Column("start", "time", about="empty where the whole day is taken"),
        Column("end", "time"),
        Column("title"),
    ),
    "last_checklist": _DUTIES,
    "last_kit": (Column("role"), Column("item")),
}
_ABOUT = {
    "starters": "the HR record of each starter",
    "right_to_work": "what is on file of each starter's right to work",
    "staff": "who works here; the head of a team comes first",
    "mentors": "who may be a buddy",
    "playbook": "the checklist of the playbook",
    "profiles": "which items each role gets, or may have on request",
    "catalogue": "what IT supplies",
    "documents": "documents and courses, and for whom",
    "sessions": "what is to be held in each starter's first week",
    "diaries": "meetings in the first weeks, and whole days until the last check-in",
    "last_checklist": "the checklist as it was for the last starter",
    "last_kit": "what the last starter in a role was given",
}
_WRITES = {
    "catalogue": Write(
        "raise_request",
        (_STARTER, Column("item", about="its code"), Column("needed_by", "date")),
        "asks IT for one item",
    ),
    "diaries": Write(
        "book_session",
        (
            Column("date", "date"),
            Column("start", "time"),
            Column("end", "time"),
            Column("title", about="the session's reference"),
            Column("with", about="the host's mail address"),
        ),
        "books one session",
    ),
}


def systems_of(intake: Intake) -> dict[str, System]:
    """Return the company's systems; requests can be raised and sessions booked in them."""
    rows: Mapping[str, Iterable[Row]] = {
        "starters": _starters(intake),
        "right_to_work": _records(intake),
        "staff": _staff(intake),
        "mentors": (
            {"person": m.person.name, "team": m.person.team, "places": str(m.places), "starters_now": str(m.taken)}
            for m in intake.mentors
        ),
        "playbook": _duties(intake, intake.duties),
        "profiles": (
            {"role": role, "item": code, "entitlement": said}
            for role, items in intake.profiles.items()
            for code, said in items.items()
        ),
        "catalogue": _catalogue(intake),
        "documents": _documents(intake),
        "sessions": _sessions(intake),
        "diaries": _diaries(intake),
        "last_checklist": _duties(intake, intake.last_duties),
        "last_kit": ({"role": role, "item": code} for role, codes in intake.last_kit.items() for code in codes),
    }
    return {
        name: System(name, _COLUMNS[name], tuple(rows[name]), (_WRITES[name],) if name in _WRITES else (), _ABOUT[name])
        for name in _COLUMNS
    }


def _starters(intake: Intake) -> Iterable[Row]:
    for starter in intake.starters:
        yield {
            "starter": starter.ref,
            "name": starter.name,
            "email": starter.email,
            "role": starter.role,
            "team": starter.team,
            "manager": starter.manager.name,
            "start_date": starter.start.isoformat(),
            "salary": str(starter.salary_pounds),
        }


def _records(intake: Intake) -> Iterable[Row]:
    for starter in intake.starters:
        said = starter.right_to_work
        yield {
            "starter": starter.ref,
            "document": said.document,
            "checked": said.checked.isoformat() if said.checked else "",
            "valid_until": said.valid_until.isoformat() if said.valid_until else "",
        }


def _staff(intake: Intake) -> Iterable[Row]:
    for person in intake.company.people:
        yield {
            "name": person.name,
            "role": person.role,
            "team": person.team,
            "email": person.email,
            "started": person.started.isoformat(),
        }


def _duties(intake: Intake, duties: Sequence[Duty]) -> Iterable[Row]:
    for duty in duties:
        yield {
            "task": duty.code,
            "what": duty.what,
            "owner": duty.owner,
            "when": when_in_words(intake.rng, duty.shift, intake.noise),
            "audience": _people(intake, duty.audience),
        }


def _catalogue(intake: Intake) -> Iterable[Row]:
    for item in intake.items:
        yield {
            "item": item.code,
            "name": item.name,
            "kind": item.kind,
            "status": "retired" if item.replaced_by else "current",
            "replaced_by": item.replaced_by,
        }


def _documents(intake: Intake) -> Iterable[Row]:
    for document in intake.documents:
        yield {
            "document": document.code,
            "title": document.title,
            "audience": _people(intake, document.audience),
            "working_days": str(document.within),
            "status": "withdrawn" if document.replaced_by else "current",
            "replaced_by": document.replaced_by,
        }


def _sessions(intake: Intake) -> Iterable[Row]:
    for session in intake.sessions:
        yield {
            "session": session.ref,
            "starter": session.starter,
            "what": session.title,
            "host": session.host,
            "minutes": str(session.minutes),
            "first_day": str(session.first_day),
            "last_day": str(session.last_day),
        }


def _diaries(intake: Intake) -> Iterable[Row]:
    """Return the diaries line by line; days that are taken as a whole stand one by one."""
    emails = {person.name: person.email for person in intake.company.people}
    for name, diary in intake.diaries.items():
        for entry in sorted(diary, key=starts):
            if isinstance(entry, Entry):
                times = {"start": f"{entry.start:%H:%M}", "end": f"{entry.end:%H:%M}"}
                yield {"person": emails[name], "date": f"{entry.start:%Y-%m-%d}", **times, "title": entry.title}
                continue
            for count in range((entry.last - entry.first).days + 1):
                day = entry.first + dt.timedelta(days=count)
                yield {"person": emails[name], "date": f"{day}", "start": "", "end": "", "title": entry.title}


def _people(intake: Intake, audience: Audience) -> str:
    """Name an audience, as one team or all."""
    is_team = any(person.team == audience for person in intake.company.people)
    return f"team {audience}" if is_team else audience


def starts(entry: Entry | WholeDays) -> tuple[dt.date, str]:
    """Return what the entries of a diary are sorted by."""
    if isinstance(entry, WholeDays):
        return entry.first, ""
    return entry.start.date(), f"{entry.start:%H%M}"
