"""A second way to the truth: a reader of the files alone, with other libraries, that knows the rules as printed."""

import csv
import datetime as dt
import io
import re
from collections import defaultdict
from dataclasses import dataclass, field

import docx
import openpyxl
import pytest
from icalendar import Calendar

from tasks_bank.case import Case
from tasks_bank.catalog import find_task
from tasks_bank.file import File
from tasks_bank.world.month import bank_holidays

Row = dict[str, str]
Busy = list[tuple[dt.datetime, dt.datetime]]
_LINE = re.compile(r"\[(\S+)\] \S+ ([^:]+): (.*)")
_BACK_TO = re.compile(r"back to |one more thing on |one thing about ", re.IGNORECASE)
_APPROVED = re.compile(r"approved|then we spend|I hear a yes", re.IGNORECASE)
_REJECTED = re.compile(r"that's a no|won't do|majority", re.IGNORECASE)
_POSTPONED = re.compile(r"open for now|rather not decide|let's park|stays open", re.IGNORECASE)
_WHEN = re.compile(r"by the end of next week|within two weeks|by the \d+\w\w|by \w+day", re.IGNORECASE)
_QUOTES = re.compile(r"done that already|they're in the shared folder|got all three", re.IGNORECASE)
_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {word: n for n, word in enumerate(_ONES, start=1)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}


@dataclass
class Said:
    """One line of a transcript."""

    ref: str
    speaker: str
    text: str


@dataclass
class Found:
    """What a case's files say."""

    decisions: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    actions: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    closed: dict[str, str] = field(default_factory=dict)
    rounds: dict[str, tuple[frozenset[str], int, dt.date]] = field(default_factory=dict)
    escalations: set[tuple[str, str]] = field(default_factory=set)


class Reader:
    """Reads the files of one case."""

    def __init__(self, case: Case) -> None:
        self.files = {file.name: file for file in case.brief.files}
        self.agenda = self._csv("agenda.csv")
        self.people = self._csv("attendance.csv")
        book = openpyxl.load_workbook(io.BytesIO(self.files["previous-actions.xlsx"].data))
        head, *body = book.worksheets[0].iter_rows(values_only=True)
        self.earlier = [dict(zip(map(str, head), map(str, row), strict=True)) for row in body]
        limit = re.search(r"up to £([\d,]+) a topic", self.files["rules.md"].data.decode())
        assert limit
        self.authority = int(limit[1].replace(",", ""))
        self.found = Found()
        for name, file in self.files.items():
            if name.startswith("transcripts/"):
                self._read_meeting(name.rpartition("/")[2].partition(".")[0], _lines(file))

    def _csv(self, name: str) -> list[Row]:
        return list(csv.DictReader(io.StringIO(self.files[name].data.decode())))

    def _read_meeting(self, meeting: str, lines: list[Said]) -> None:
        topics = [row for row in self.agenda if row["meeting"] == meeting]
        day = dt.date.fromisoformat(next(row["date"] for row in self.people if row["meeting"] == meeting))
        chair = lines[0].speaker
        parts: dict[str, list[Said]] = defaultdict(list)
        now, coming = "", list(topics)
        for line in lines:
            if coming and line.speaker == chair and coming[0]["title"].lower() in line.text.lower():
                now = coming.pop(0)["topic"]
            elif _BACK_TO.search(line.text):
                about = [row["topic"] for row in topics if row["title"].lower() in line.text.lower()]
                now = about[0] if about else now
            parts[now].append(line)
        self._go_through_list(parts.pop(""))
        for row in topics:
            self._read_topic(row, parts[row["topic"]], chair, day)

    def _go_through_list(self, lines: list[Said]) -> None:
        for question, reply in zip(lines[1::2], lines[2::2], strict=True):
            if re.search(r"done|finished|ticked off", reply.text, re.IGNORECASE):
                asked = set(_words(question.text))
                mine = [row for row in self.earlier if row["owner"] == reply.speaker]
                best = max(mine, key=lambda row: len(asked & set(_words(row["what"]))))
                self.found.closed[best["number"]] = reply.ref

    def _read_topic(self, row: Row, lines: list[Said], chair: str, day: dt.date) -> None:
        topic, asked = row["topic"], 0
        for line in lines:
            if line.speaker == row["brought_by"] and _pounds(line.text):
                asked = _pounds(line.text)
            if line.speaker == chair:
                self._note_outcome(topic, line, asked)
                self._note_round(topic, row["meeting"], line, day)
                if "Volunteers?" in line.text:
                    self.found.escalations.add((topic, "no_owner"))
            elif _QUOTES.search(line.text):
                what = f"Get three quotes for the {row['title']}".lower().replace("the phone", "the new phone")
                earlier = next(each for each in self.earlier if each["what"].lower() == what)
                self.found.closed[earlier["number"]] = line.ref
            elif (when := _WHEN.search(line.text)) and "could you" not in line.text:
                self.found.actions[topic] = (line.speaker, _due(when[0], day), line.ref)
        outcome, amount, ref = self.found.decisions[topic]
        if amount > self.authority:
            self.found.decisions[topic] = ("postponed", 0, ref)
            self.found.escalations.add((topic, "above_authority"))
        if outcome == "rejected":
            self.found.actions.pop(topic, None)

    def _note_outcome(self, topic: str, line: Said, asked: int) -> None:
        if _REJECTED.search(line.text):
            self.found.decisions[topic] = ("rejected", 0, line.ref)
        elif _POSTPONED.search(line.text):
            self.found.decisions[topic] = ("postponed", 0, line.ref)
        elif _APPROVED.search(line.text):
            self.found.decisions[topic] = ("approved", _pounds(line.text) or asked, line.ref)

    def _note_round(self, topic: str, meeting: str, line: Said, day: dt.date) -> None:
        length = re.search(r"(\d+) minutes, by the end of next week", line.text)
        if length is None:
            return
        here = [row for row in self.people if row["meeting"] == meeting]
        named = {
            row["email"]
            for row in here
            if row["name"] == line.speaker or re.search(rf"\b{row['name'].split()[0]}\b", line.text)
        }
        self.found.rounds[topic] = (frozenset(named), int(length[1]), day)

    def busy(self) -> dict[str, Busy]:
        """Read what people have in their diaries; whole days from midnight to midnight."""
        emails = {row["email"].partition("@")[0]: row["email"] for row in self.people}
        diaries: dict[str, Busy] = defaultdict(list)
        for name, file in self.files.items():
            if name.startswith("diaries/"):
                handle = name.removeprefix("diaries/").removesuffix(".ics")
                for event in Calendar.from_ical(file.data.decode()).events:
                    diaries[emails[handle]].append((_moment(event.start), _moment(event.end)))
        return diaries


def _lines(file: File) -> list[Said]:
    if file.suffix == ".docx":
        text = [paragraph.text for paragraph in docx.Document(io.BytesIO(file.data)).paragraphs]
    else:
        text = file.data.decode().splitlines()
    return [Said(*found.groups()) for line in text if (found := _LINE.fullmatch(line))]


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.lower()) if word not in {"the", "of", "for", "to", "s", "from"}]


def _pounds(text: str) -> int:
    if found := re.search(r"£([\d,]+)|([\d,]+) pounds", text):
        return int((found[1] or found[2]).replace(",", ""))
    found = re.search(r"((?:[\w-]+ ){1,9})pounds", text)
    total = part = 0
    for word in re.split(r"[\s-]", found[1].lower()) if found else []:
        if word == "hundred":
            part *= 100
        elif word == "thousand":
            total, part = total + part * 1000, 0
        elif word in _NUMBERS:
            part += _NUMBERS[word]
    return total + part


def _due(when: str, day: dt.date) -> str:
    when = when.lower()
    if when == "within two weeks":
        due = day + dt.timedelta(days=14)
    elif when == "by the end of next week":
        due = day + dt.timedelta(days=11 - day.weekday())
    elif found := re.search(r"\d+", when):
        due = day.replace(day=int(found[0]))
    else:
        due = day + dt.timedelta(days=1)
        while due.strftime("%A").lower() not in when:
            due += dt.timedelta(days=1)
    while not _works(due):
        due -= dt.timedelta(days=1)
    return str(due)


def _works(day: dt.date) -> bool:
    return day.isoweekday() < 6 and day not in bank_holidays(day.year)


def _moment(value: dt.date | dt.datetime) -> dt.datetime:
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    return dt.datetime.combine(value, dt.time())


def _slots(day: dt.date, minutes: int) -> list[tuple[dt.datetime, dt.datetime]]:
    """Return every slot of five-minute steps from the day after a meeting to the end of next week."""
    length, slots = dt.timedelta(minutes=minutes), []
    last = day + dt.timedelta(days=11 - day.weekday())
    date = day + dt.timedelta(days=1)
    while date <= last:
        start = dt.datetime.combine(date, dt.time(9))
        while _works(date) and start + length <= dt.datetime.combine(date, dt.time(17)):
            slots.append((start, start + length))
            start += dt.timedelta(minutes=5)
        date += dt.timedelta(days=1)
    return slots


CASES = [*(("default", seed) for seed in range(1, 8)), ("large", 3)]
MORE = [*(("default", seed) for seed in range(8, 25)), *(("large", seed) for seed in (2, 7))]
each_case = pytest.mark.parametrize(
    ("dials", "seed"), [*CASES, *(pytest.param(*case, marks=pytest.mark.slow) for case in MORE)]
)


@each_case
def test_the_files_alone_lead_to_the_truth(dials: str, seed: int) -> None:
    task = find_task("meeting_admin")
    case = task.deal(seed, task.dials(f"{dials},disagree=1"))
    reader = Reader(case)
    found, true = reader.found, case.truth.tables
    assert found.decisions == {
        row["topic"]: (row["outcome"], int(row["amount"]), row["source"]) for row in true["decisions"]
    }
    assert found.actions == {row["topic"]: (row["owner"], row["due"], row["source"]) for row in true["action_items"]}
    assert found.closed == {row["previous"]: row["source"] for row in true["closed"]}
    busy = reader.busy()
    for topic, (people, minutes, day) in found.rounds.items():
        free = [
            (start, end)
            for start, end in _slots(day, minutes)
            if all(end <= first or last <= start for person in people for first, last in busy[person])
        ]
        if not free:
            found.escalations.add((topic, "no_slot"))
    assert found.escalations == {(each.item, each.reason) for each in case.truth.escalations}
    wanted = {row["topic"]: row for row in case.truth.facts["rounds"]}
    assert {topic for topic in found.rounds if (topic, "no_slot") not in found.escalations} == set(wanted)
    for topic, row in wanted.items():
        assert found.rounds[topic][:2] == (frozenset(row["with"].split("+")), int(row["minutes"]))


@each_case
def test_the_booked_slots_of_the_truth_keep_everybodys_diary(dials: str, seed: int) -> None:
    task = find_task("meeting_admin")
    case = task.deal(seed, task.dials(dials))
    busy = Reader(case).busy()
    for row in case.truth.tables["follow_up"]:
        start, end = (dt.datetime.fromisoformat(f"{row['date']}T{row[name]}") for name in ("start", "end"))
        for person in row["with"].split("+"):
            assert all(end <= first or last <= start for first, last in busy[person])
            busy[person].append((start, end))
