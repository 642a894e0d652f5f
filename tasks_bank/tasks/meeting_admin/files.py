"""The meetings as real files (TXT, DOCX, Markdown, CSV, XLSX, ICS) and as systems. Both come from the same rows."""

from collections.abc import Iterator
from random import Random

from tasks_bank.case import System, Write
from tasks_bank.deliverable import Column
from tasks_bank.file import File
from tasks_bank.tasks.meeting_admin.meeting import Desk, Meeting
from tasks_bank.tasks.meeting_admin.slots import rows_of
from tasks_bank.writing.csv_file import csv_file
from tasks_bank.writing.diary import ics_file
from tasks_bank.writing.docx_file import docx_file
from tasks_bank.writing.workbook import Sheet, workbook

_SECONDS_A_WORD = 0.45
_DAY = Column("date", "date")
_TIMES = (Column("start", "time"), Column("end", "time"))
_ATTENDANCE = (Column("meeting"), _DAY, Column("name"), Column("firm"), Column("role"), Column("email"))
_AGENDA = (Column("meeting"), Column("topic"), Column("title"), Column("brought_by"))
_LIST = (Column("number"), Column("what"), Column("owner"), Column("due", "date"), Column("status"))
_DIARIES = (Column("person", about="mail address"), _DAY, *_TIMES, Column("title"))
_BOOK = Write(
    "book_meeting",
    (_DAY, *_TIMES, Column("with", "ids", about="mail addresses"), Column("about", about="the topic's reference")),
    "puts a meeting into the diaries of those who come",
)


def systems_of(desk: Desk) -> dict[str, System]:
    """Return the lists and the diaries; the diaries take bookings."""
    diaries = {email: diary for email, diary in desk.diaries.items() if diary}
    systems = (
        System(
            "attendance",
            _ATTENDANCE,
            tuple(
                {
                    "meeting": meeting.ref,
                    "date": str(meeting.day),
                    "name": person.name,
                    "firm": person.firm,
                    "role": person.role,
                    "email": person.email,
                }
                for meeting in desk.meetings
                for person in sorted(meeting.people, key=lambda person: person.name)
            ),
            about="who was at the table",
        ),
        System(
            "agenda",
            _AGENDA,
            tuple(
                {"meeting": m.ref, "topic": t.ref, "title": t.subject.title, "brought_by": t.brought_by.name}
                for m in desk.meetings
                for t in m.topics
            ),
            about="the topics of the meetings",
        ),
        System(
            "previous_actions",
            _LIST,
            tuple(
                {
                    "number": item.number,
                    "what": item.what,
                    "owner": item.owner,
                    "due": str(item.due),
                    "status": "done" if item.listed_as_done else "open",
                }
                for item in sorted(desk.previous, key=lambda item: item.number)
            ),
            about="actions of earlier meetings, as the list has them",
        ),
        System("diaries", _DIARIES, tuple(rows_of(diaries)), (_BOOK,), "what is in people's diaries"),
    )
    return {system.name: system for system in systems}


def files_of(desk: Desk, systems: dict[str, System], rules: str) -> list[File]:
    """Return the files of the case, in the order in which a person would open them."""
    rng = Random(f"layout {desk.meetings[0].ref}")
    names = {person.email: person.name for person in desk.company.people}
    actions = systems["previous_actions"]
    return [
        File("rules.md", rules.encode()),
        *(
            File(f"{name}.csv", csv_file([c.name for c in each.columns], each.rows))
            for name, each in systems.items()
            if name in {"attendance", "agenda"}
        ),
        File("previous-actions.xlsx", workbook({"list": Sheet(actions.columns, actions.rows)})),
        *(_transcript(meeting, as_document=rng.random() < desk.noise / 2) for meeting in desk.meetings),
        *(
            File(f"diaries/{email.partition('@')[0]}.ics", ics_file(names[email], desk.diaries[email]))
            for email in sorted(desk.diaries)
        ),
    ]


def _transcript(meeting: Meeting, *, as_document: bool) -> File:
    """Write a transcript as text, or as a Word document with the same lines."""
    title = f"{meeting.title} {meeting.ref}, {meeting.starts:%A} {meeting.day.day} {meeting.starts:%B %Y}"
    lines = list(_spoken(meeting))
    if as_document:
        return File(f"transcripts/{meeting.ref}.docx", docx_file(title, lines))
    return File(f"transcripts/{meeting.ref}.txt", "\n".join([title, "", *lines, ""]).encode())


def _spoken(meeting: Meeting) -> Iterator[str]:
    """Write the utterances with their references and the time since the start."""
    seconds = 4.0
    for line in meeting.lines:
        minutes, rest = divmod(int(seconds), 60)
        yield f"[{line.ref}] {minutes:02}:{rest:02} {line.speaker}: {line.text}"
        seconds += 1.5 + _SECONDS_A_WORD * len(line.text.split())
