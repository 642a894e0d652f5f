"""Reads the files of a case as a person would: with other libraries and other code than those that wrote them."""

import csv
import datetime as dt
import email
import email.policy
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import docx
import openpyxl
import pytest
from icalendar import Calendar

from tasks_bank.case import Case
from tasks_bank.catalog import find_task
from tasks_bank.reading.values import day
from tasks_bank.task import Task

Rows = list[dict[str, Any]]
_POST = re.compile(r"<h2>(.+?)</h2>\s*<p>Published (.+?)\. ")
_WISH = re.compile(r"a post on '(.+?)' on (\d+ \w+ \d{4})\.")


@dataclass(frozen=True)
class Papers:
    """What stands in the files."""

    policy: str
    banned: list[str]
    products: list[str]
    csv: dict[str, Rows]
    xlsx: dict[str, Rows]
    rivals: dict[str, list[tuple[str, dt.date]]]
    away: list[tuple[str, dt.date, dt.date]]
    """Who (empty for everyone), first and last day."""
    wishes: dict[str, tuple[str, dt.date]]


@pytest.fixture(scope="session")
def task() -> Task:
    return find_task("content_calendar")


@pytest.fixture(scope="session")
def papers_of() -> Callable[[Case], Papers]:
    return _papers


def _papers(case: Case) -> Papers:
    files = {file.name: file.data for file in case.brief.files}
    guide = _sections(files["brand-guide.docx"])
    return Papers(
        policy=files["content-policy.md"].decode(),
        banned=guide["Words we never use in public, not even in a keyword"],
        products=guide["Our products"],
        csv={n: list(csv.DictReader(io.StringIO(d.decode()))) for n, d in files.items() if n.endswith(".csv")},
        xlsx={n: _sheet(data) for n, data in files.items() if n.endswith(".xlsx")},
        rivals={n: _blog(data.decode()) for n, data in files.items() if n.endswith(".html")},
        away=_away(files["team.ics"]),
        wishes=dict(_wish(data) for name, data in files.items() if name.endswith(".eml")),
    )


def _sections(data: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    heading = ""
    for paragraph in docx.Document(io.BytesIO(data)).paragraphs:
        if paragraph.style is not None and str(paragraph.style.name).startswith(("Heading", "Title")):
            heading = paragraph.text
        else:
            found.setdefault(heading, []).append(paragraph.text)
    return found


def _sheet(data: bytes) -> Rows:
    head, *body = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in body]


def _blog(page: str) -> list[tuple[str, dt.date]]:
    posts = [(title, day(when)) for title, when in _POST.findall(page)]
    return [(title, when) for title, when in posts if when is not None]


def _away(data: bytes) -> list[tuple[str, dt.date, dt.date]]:
    found = []
    events: list[Any] = [*Calendar.from_ical(data).walk("VEVENT")]
    for event in events:
        title = str(event["summary"])
        who = "" if title.startswith("Office closed") else title.partition(":")[0]
        found.append((who, event.start, event.end - dt.timedelta(days=1)))
    return found


def _wish(data: bytes) -> tuple[str, tuple[str, dt.date]]:
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body()
    said = _WISH.search(body.get_content().replace("\n", " ") if body else "")
    assert said
    when = day(said[2])
    assert when
    return str(message["subject"]).split(":")[0], (said[1], when)
