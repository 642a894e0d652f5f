"""Reads the files of a case as a person would: with other libraries than those that wrote them."""

import csv
import datetime as dt
import email
import email.policy
import io
import re
from dataclasses import dataclass

import docx
import openpyxl
import pypdf
from icalendar import Calendar

from tasks_bank.case import Case
from tasks_bank.reading.values import day

Table = list[dict[str, str]]


@dataclass(frozen=True)
class Booked:
    """A stretch of a diary, whole days from midnight to midnight."""

    start: dt.datetime
    end: dt.datetime
    whole: bool


@dataclass(frozen=True)
class Papers:
    """Everything that lies on the drive."""

    policy: str
    tables: dict[str, Table]
    records: dict[str, list[str]]
    """What stands behind the colons of each record, by starter."""
    mails: dict[str, str]
    """By the sender's name."""
    diaries: dict[str, list[Booked]]
    """By name."""


def papers_of(case: Case) -> Papers:
    tables: dict[str, Table] = {}
    records: dict[str, list[str]] = {}
    mails: dict[str, str] = {}
    diaries: dict[str, list[Booked]] = {}
    policy = ""
    for file in case.brief.files:
        stem = file.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        if file.suffix == ".md":
            policy = file.data.decode()
        elif file.suffix == ".csv":
            tables[stem] = list(csv.DictReader(io.StringIO(file.data.decode())))
        elif file.suffix == ".docx":
            lines = [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(file.data)).tables[0].rows]
            tables[stem] = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
        elif file.suffix == ".xlsx":
            for sheet in openpyxl.load_workbook(io.BytesIO(file.data)).worksheets:
                head, *below = sheet.iter_rows(values_only=True)
                named = [{str(k): str(v) for k, v in zip(head, row, strict=True)} for row in below]
                tables[sheet.title if stem == "profiles" else f"last {sheet.title}"] = named
        elif file.suffix == ".pdf":
            text = pypdf.PdfReader(io.BytesIO(file.data)).pages[0].extract_text()
            records[stem] = [line.split(": ", 1)[1] for line in text.splitlines() if ": " in line]
        elif file.suffix == ".eml":
            message = email.message_from_bytes(file.data, policy=email.policy.default)
            body = message.get_body()
            assert body is not None
            sender = message["From"].addresses[0].display_name
            mails[sender] = mails.get(sender, "") + body.get_content()
        else:
            calendar = Calendar.from_ical(file.data)
            diaries[str(calendar["x-wr-calname"])] = [_booked(event) for event in calendar.walk("VEVENT")]
    return Papers(policy, tables, records, mails, diaries)


def _booked(event: object) -> Booked:
    start, end = (event.get(name).dt for name in ("dtstart", "dtend"))  # type: ignore[attr-defined] # no stubs
    if isinstance(start, dt.datetime):
        return Booked(start.replace(tzinfo=None), end.replace(tzinfo=None), whole=False)
    midnight = dt.time()
    return Booked(dt.datetime.combine(start, midnight), dt.datetime.combine(end, midnight), whole=True)


def date_in(text: str) -> dt.date | None:
    """Return a date, or the one behind a weekday; None where there is none."""
    return day(re.sub(r"^[A-Z][a-z]+day ", "", text))
