"""The week's papers as real files (CSV, XLSX, ICS, EML) and as systems. Both come from the same rows."""

from collections.abc import Iterable, Sequence
from random import Random

from tasks_bank.case import System, Write
from tasks_bank.deliverable import Column, Deliverable, Row
from tasks_bank.file import File
from tasks_bank.tasks.rota_planning.week import DAYS, Week
from tasks_bank.tasks.rota_planning.wording import mails_of, spell_window
from tasks_bank.writing.csv_file import csv_file
from tasks_bank.writing.diary import WholeDays, ics_file
from tasks_bank.writing.workbook import Sheet, workbook

_DEMAND = (
    Column("shift"),
    Column("date", "date"),
    Column("start", "time"),
    Column("end", "time"),
    Column("skill", about="that everybody on the shift has to have"),
    Column("people", "integer", about="how many are needed"),
)
_STAFF = (
    Column("person"),
    Column("post"),
    Column("born", "date"),
    Column("rate", "amount", about="pounds an hour"),
    Column("contract_hours", "integer", about="a week"),
    Column("most_hours", "integer", about="a week"),
)
_SKILLS = (Column("person"), Column("skill"), Column("valid_until", "date", about="the last day on which it holds"))
_AVAILABILITY = (Column("person"), *(Column(day, about="when they can work") for day in DAYS))
_LAST_SUNDAY = (Column("person"), Column("date", "date"), Column("end", "time"), Column("hours", "integer"))
_DIARY = (Column("person"), Column("what"), Column("first", "date"), Column("last", "date", about="included"))
_HOURS_ON_SUNDAY = {15: 8, 22: 7}
"""How long the shifts are that end at an hour, as in the week itself."""


def systems_of(week: Week, deliverables: Sequence[Deliverable]) -> dict[str, System]:
    """Return the company's systems as they stand; the demand takes assignments as writes."""
    writes = tuple(Write(each.write, each.columns, f"adds a row of {each.name}") for each in deliverables if each.write)
    tables: tuple[tuple[str, Sequence[Column], Iterable[Row], str], ...] = (
        ("demand", _DEMAND, _demand_rows(week), "the shifts of the week"),
        ("staff", _STAFF, _staff_rows(week), "who may be put on the rota, and what they cost"),
        ("skills", _SKILLS, _skill_rows(week), "who may do what, and until when"),
        ("availability", _AVAILABILITY, _availability_rows(week), "when people said last month that they can work"),
        ("last_sunday", _LAST_SUNDAY, _sunday_rows(week), "who worked on the Sunday before the week"),
        ("diary", _DIARY, _diary_rows(week), "whole days in the team's diary; mails have to be read"),
    )
    return {
        name: System(name, tuple(columns), tuple(rows), writes if name == "demand" else (), about)
        for name, columns, rows, about in tables
    }


def files_of(week: Week, systems: dict[str, System], rules: str) -> list[File]:
    """Return the files of the case, in the order in which a person would open them."""
    skills = systems["skills"]
    return [
        File("rota-rules.md", rules.encode()),
        *(
            File(f"{name.replace('_', '-')}.csv", csv_file([c.name for c in each.columns], each.rows))
            for name, each in systems.items()
            if name not in {"skills", "diary"}
        ),
        File("skills.xlsx", workbook({"skills": Sheet(skills.columns, skills.rows)})),
        File("team-diary.ics", ics_file("Team diary", _events(week))),
        *(File(f"mail/{number:02}.eml", data) for number, data in enumerate(mails_of(week), start=1)),
    ]


def _demand_rows(week: Week) -> Iterable[Row]:
    for shift in week.shifts:
        yield {
            "shift": shift.ref,
            "date": shift.date.isoformat(),
            "start": f"{shift.start:02}:00",
            "end": f"{shift.end:02}:00",
            "skill": shift.skill,
            "people": str(shift.people),
        }


def _staff_rows(week: Week) -> Iterable[Row]:
    for worker in week.workers:
        yield {
            "person": worker.name,
            "post": worker.post,
            "born": worker.born.isoformat(),
            "rate": f"{worker.rate_pence / 100:.2f}",
            "contract_hours": str(worker.hours),
            "most_hours": str(worker.most_hours),
        }


def _skill_rows(week: Week) -> Iterable[Row]:
    for worker in week.workers:
        for skill, until in sorted(worker.skills.items()):
            yield {"person": worker.name, "skill": skill, "valid_until": until.isoformat()}


def _availability_rows(week: Week) -> Iterable[Row]:
    for worker in week.workers:
        rng = Random(f"{week.company.name} {worker.name}")
        windows = zip(DAYS, worker.usual, strict=True)
        yield {"person": worker.name} | {day: spell_window(rng, window, week.noise) for day, window in windows}


def _sunday_rows(week: Week) -> Iterable[Row]:
    for worker in week.workers:
        if (until := worker.worked_until) is not None:
            yield {
                "person": worker.name,
                "date": until.date().isoformat(),
                "end": until.time().isoformat("minutes"),
                "hours": str(_HOURS_ON_SUNDAY[until.hour]),
            }


def _diary_rows(week: Week) -> Iterable[Row]:
    for each in sorted(week.diary, key=lambda each: (each.first, each.name)):
        yield {"person": each.name, "what": each.title, "first": f"{each.first}", "last": f"{each.last}"}


def _events(week: Week) -> list[WholeDays]:
    entries = sorted(week.diary, key=lambda each: (each.first, each.name))
    return [
        WholeDays(f"diary-{number}", f"{each.name}: {each.title}", each.first, each.last)
        for number, each in enumerate(entries, start=1)
    ]
