"""The files of a case and the systems that stand for them, dealt from the same roster."""

import datetime as dt
from collections.abc import Mapping, Sequence

from tasks_bank.case import System, Write
from tasks_bank.deliverable import Column, Row
from tasks_bank.file import File
from tasks_bank.tasks.cv_screening.people.roster import Entry, Roster
from tasks_bank.tasks.cv_screening.slots import Diaries
from tasks_bank.tasks.cv_screening.wording import cv_blocks
from tasks_bank.world.diaries import CLOSES, OPENS, at
from tasks_bank.writing.csv_file import csv_file
from tasks_bank.writing.diary import Entry as Event
from tasks_bank.writing.diary import WholeDays, ics_file
from tasks_bank.writing.docx_file import docx_file
from tasks_bank.writing.pdf import print_document

_APPLICATIONS = (
    Column("candidate"),
    Column("received", "date"),
    Column("file"),
    Column("experience_months", "integer", about="as the job board reads the CV"),
    Column("qualification", about="as the job board reads the CV"),
    Column("cannot_attend"),
)
_DIARIES = (
    Column("person", about="mail address"),
    Column("date", "date"),
    Column("start", "time"),
    Column("end", "time"),
    Column("title"),
)
_BOOK = Write(
    "book_slot",
    (
        Column("title", about="the candidate's reference"),
        Column("date", "date"),
        Column("start", "time"),
        Column("end", "time"),
        Column("with", "ids", about="mail addresses of the panel"),
    ),
    "Book an interview in the panel's diaries.",
)


def systems_of(roster: Roster, diaries: Diaries) -> Mapping[str, System]:
    """Return the job board's export and the panel's diaries as tables."""
    applications = tuple(_application(entry, _in_word(roster)) for entry in roster.entries)
    events = tuple(row for person, diary in diaries.items() for entry in diary for row in _events(person, entry))
    return {
        "applications": System(
            "applications", _APPLICATIONS, applications, about="the job board's export, one row an application"
        ),
        "diaries": System("diaries", _DIARIES, events, (_BOOK,), "what is booked in the panel's diaries"),
    }


def files_of(roster: Roster, diaries: Diaries, systems: Mapping[str, System], rules: str) -> list[File]:
    """Return the job description, the rules, the export, the CVs and the diaries."""
    word = _in_word(roster)
    vacancy = roster.terms.vacancy
    names = {person.email: person.name for person in roster.panel}
    applications = systems["applications"]
    return [
        File("job-description.docx", docx_file(f"Job description: {vacancy.title}", _description(roster))),
        File("screening-rules.md", rules.encode()),
        File("applications.csv", csv_file([column.name for column in _APPLICATIONS], applications.rows)),
        *(_cv(entry, roster, word) for entry in roster.entries),
        *(
            File(f"diaries/{address.partition('@')[0]}.ics", ics_file(f"Diary of {names[address]}", diary))
            for address, diary in diaries.items()
        ),
    ]


def _in_word(roster: Roster) -> str:
    """Return who sent a Word file: the first who hides nothing in a PDF."""
    return next(entry.ref for entry in roster.entries if not entry.someone.unseen)


def _cv(entry: Entry, roster: Roster, word: str) -> File:
    someone, blocks = entry.someone, cv_blocks(entry.someone, roster.terms, entry.look)
    if entry.ref == word:
        return File(f"cvs/{entry.ref}.docx", docx_file(someone.name, blocks))
    return File(f"cvs/{entry.ref}.pdf", print_document(someone.name, blocks, unseen=someone.unseen))


def _application(entry: Entry, word: str) -> Row:
    award = next(iter(entry.board.shown_by["M2"]), "none found")
    return {
        "candidate": entry.ref,
        "received": entry.received.isoformat(),
        "file": f"cvs/{entry.ref}.{'docx' if entry.ref == word else 'pdf'}",
        "experience_months": str(entry.board.months),
        "qualification": award,
        "cannot_attend": entry.someone.cannot_attend,
    }


def _events(person: str, entry: Event | WholeDays) -> list[Row]:
    """Return an entry as rows; leave takes its days from morning to evening."""
    if isinstance(entry, WholeDays):
        days = [entry.first + dt.timedelta(days=n) for n in range((entry.last - entry.first).days + 1)]
        spans = [(at(day, OPENS), at(day, CLOSES)) for day in days]
    else:
        spans = [(entry.start, entry.end)]
    return [
        {
            "person": person,
            "date": start.date().isoformat(),
            "start": f"{start:%H:%M}",
            "end": f"{end:%H:%M}",
            "title": entry.title,
        }
        for start, end in spans
    ]


def _description(roster: Roster) -> Sequence[str | Sequence[Sequence[str]]]:
    company, terms = roster.company, roster.terms
    vacancy, head = terms.vacancy, roster.panel[0]
    return [
        f"{company.name}: {company.brand.sells}. You answer to {head.name}, {head.role}, in Leeds.",
        "# Must-haves",
        f"- M1 At least {terms.need_months} months of paid {vacancy.field} as {_or(vacancy.counts)}.",
        f"- M2 {vacancy.qualification}, or one that our screening rules accept as equal.",
        f"- M3 Has used {vacancy.tool} at work.",
        "# Desirable",
        f"- D1 Has used {vacancy.second} at work.",
        "- D2 Has trained, coached or led others at work.",
        f"- D3 {vacancy.higher}.",
        "# Applying",
        f"Applications close on {roster.closing.day} {terms.closing.name}.",
        "If you need an adjustment for an interview, tell us, and we shall arrange it.",
    ]


def _or(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
