"""Reads the files of a case as a person would: with other code than that which wrote and marks them."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

import docx
import pypdf
import pytest

from tasks_bank.case import Case
from tasks_bank.catalog import find_task
from tasks_bank.file import File
from tasks_bank.task import Task

_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}  # noqa: SIM905 - reads as a list
_MONTH = r"(?:[A-Z][a-z]+ \d{4}|\d{2}/\d{4}|\d{4}-\d{2})"
_JOB = re.compile(rf"(?P<title>[^,]+), (?P<employer>[^,]+), (?P<first>{_MONTH}) (?P<ends>(?:to|until) [^\n]+)")
_AWARD = re.compile(rf"(?P<name>.+), (?P<how>awarded|studying, expected) {_MONTH}$")
_HEADINGS = (
    *("Profile", "Personal statement", "About me", "Employment", "Work history", "Career so far", "Qualifications"),
    *("Certificates", "Training and awards", "Education", "Studies", "University", "Skills", "Key skills"),
    *("What I work with", "Personal details", "Adjustments"),
)


@dataclass
class Cv:
    """What a reader sees in a CV."""

    text: str
    jobs: list[tuple[str, str, int, int, str]] = field(default_factory=list)
    """Title, employer, first and last month counted from year 0, and what was done."""
    awarded: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def task() -> Task:
    return find_task("cv_screening")


@cache
def dealt(seed: int, setting: str = "default") -> Case:
    task = find_task("cv_screening")
    return task.deal(seed, task.dials(setting))


@pytest.fixture(scope="session")
def cvs_of() -> Callable[[Case], dict[str, Cv]]:
    """Return what stands in each CV, by reference."""
    return _cvs


@pytest.fixture(scope="session")
def text_of() -> Callable[[Case, str], str]:
    """Return the text of the file with a name."""
    return lambda case, name: _text(next(file for file in case.brief.files if file.name == name))


@pytest.fixture(scope="session")
def export_of() -> Callable[[Case], list[dict[str, str]]]:
    """Return the rows of the job board's export."""
    return lambda case: list(csv.DictReader(io.StringIO(_text(_named(case, "applications.csv")))))


def _named(case: Case, name: str) -> File:
    return next(file for file in case.brief.files if file.name == name)


@cache  # a case is read by many tests, and a PDF takes its time
def _text(file: File) -> str:
    if file.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file.data)).pages)
    if file.suffix == ".docx":
        return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(file.data)).paragraphs)
    return file.data.decode()


def _cvs(case: Case) -> dict[str, Cv]:
    said = re.search(r"Work to date runs to (\w+ \d{4})", case.brief.rules)
    assert said
    closing = _number(said[1])
    files = [file for file in case.brief.files if file.name.startswith("cvs/")]
    return {file.name.partition("/")[2].partition(".")[0]: _read(_text(file), closing) for file in files}


def _read(text: str, closing: int) -> Cv:
    cv = Cv(text)
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if job := _JOB.fullmatch(line.strip()):
            last = re.search(_MONTH, job["ends"])
            done = _following(lines[place + 1 :])
            ends = _number(last[0]) if last else closing
            cv.jobs.append((job["title"], job["employer"], _number(job["first"]), ends, done))
        elif award := _AWARD.fullmatch(line.strip()):
            (cv.awarded if award["how"] == "awarded" else cv.expected).append(award["name"])
    return cv


def _following(lines: Sequence[str]) -> str:
    """Return the lines that belong to the one above."""
    taken = []
    for line in lines:
        if line.strip() in _HEADINGS or _JOB.fullmatch(line.strip()) or line.startswith("Career break"):
            break
        taken.append(line.strip())
    return " ".join(taken)


def _number(month: str) -> int:
    if found := re.fullmatch(r"(\d{2})/(\d{4})", month):
        return int(found[2]) * 12 + int(found[1])
    if found := re.fullmatch(r"(\d{4})-(\d{2})", month):
        return int(found[1]) * 12 + int(found[2])
    name, year = month.split()
    return int(year) * 12 + _MONTHS[name[:3].lower()]
