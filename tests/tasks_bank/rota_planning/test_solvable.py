"""A second method: whoever reads only the files finds who may work what, and no cheaper rota than the case's own."""

import csv
import datetime as dt
import email
import email.policy
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

import icalendar
import openpyxl
import pytest

from tasks_bank.case import Case
from tasks_bank.reading.values import day
from tasks_bank.task import Task

CASES = [("small", seed) for seed in range(4)] + [("default", seed) for seed in range(20, 22)] + [("large", 31)]
MORE = [("small", seed) for seed in range(100, 165)] + [("default", seed) for seed in range(300, 345)]
MORE += [("large", seed) for seed in range(400, 404)]
SMALL = range(6)
Rows = list[dict[str, str]]
HOUR = dt.timedelta(hours=1)


class Reader:
    """Somebody with the files and the rules."""

    def __init__(self, case: Case) -> None:
        self.files = {file.name: file.data for file in case.brief.files}
        self.staff = {row["person"]: row for row in self._csv("staff")}
        self.demand = {row["shift"]: row for row in self._csv("demand")}
        self.usual = {row["person"]: row for row in self._csv("availability")}
        self.sunday = {row["person"]: row for row in self._csv("last-sunday")}
        book = openpyxl.load_workbook(io.BytesIO(self.files["skills.xlsx"]))
        self.skills = {
            (str(person), str(skill)): until.date()
            for person, skill, until in list(book.worksheets[0].iter_rows(values_only=True))[1:]
            if isinstance(until, dt.datetime)
        }
        self.away = set(self._away())
        self.mails = self._mails()

    def _csv(self, name: str) -> Rows:
        return list(csv.DictReader(io.StringIO(self.files[f"{name}.csv"].decode())))

    def _away(self) -> Iterator[tuple[str, dt.date]]:
        for event in icalendar.Calendar.from_ical(self.files["team-diary.ics"]).walk("VEVENT"):
            date, end = (dt.date.fromisoformat(f"{event.decoded(name)}") for name in ("dtstart", "dtend"))
            while date < end:
                yield str(event["summary"]).partition(":")[0], date
                date += dt.timedelta(days=1)

    def _mails(self) -> dict[tuple[str, dt.date], bool]:
        """Return the latest word on each person's day."""
        year = next(iter(self.demand.values()))["date"][:4]
        said = []
        for name, data in self.files.items():
            if not name.endswith(".eml"):
                continue
            mail = email.message_from_bytes(data, policy=email.policy.default)
            part = mail.get_body()
            assert part is not None
            found = re.search(r"I (can|cannot) work on (.+?) after all", " ".join(part.get_content().split()))
            assert found
            sender = str(mail["From"]).partition(" <")[0]
            sent = parsedate_to_datetime(str(mail["Date"]))
            said += [(sent, sender, day(f"{date} {year}"), found[1] == "can") for date in found[2].split(" or ")]
        latest = {}
        for _, sender, date, can in sorted(said):
            assert date is not None
            latest[sender, date] = can
        return latest

    def times(self, shift: str) -> tuple[dt.datetime, dt.datetime]:
        row = self.demand[shift]
        start, end = (dt.datetime.fromisoformat(f"{row['date']}T{row[name]}") for name in ("start", "end"))
        return start, end

    def holds_skill(self, person: str, shift: str) -> bool:
        date = self.times(shift)[0].date()
        return self.skills.get((person, self.demand[shift]["skill"]), dt.date.min) >= date

    def may_work(self, person: str, shift: str) -> bool:
        start, end = self.times(shift)
        born = dt.date.fromisoformat(self.staff[person]["born"])
        age = start.year - born.year - (f"{start:%m%d}" < f"{born:%m%d}")
        is_late = age < 18 and end.hour > 20
        return not is_late and self.holds_skill(person, shift) and self._is_there(person, start, end)

    def _is_there(self, person: str, start: dt.datetime, end: dt.datetime) -> bool:
        if (row := self.sunday.get(person)) and start - dt.datetime.fromisoformat(
            f"{row['date']}T{row['end']}"
        ) < 11 * HOUR:
            return False
        if (person, start.date()) in self.mails:
            return self.mails[person, start.date()]
        first, last = _hours(self.usual[person][f"{start:%a}"])
        return (person, start.date()) not in self.away and first <= start.hour and end.hour <= last

    def cost(self, person: str, hours: int) -> float:
        """Pounds for a week of so many hours."""
        row = self.staff[person]
        return float(row["rate"]) * (hours + max(0, hours - int(row["contract_hours"])) / 2)

    def fits(self, person: str, shift: str, own: list[str]) -> bool:
        """Say whether a shift keeps the rules beside others of the person's week."""
        start, end = self.times(shift)
        hours = (end - start) // HOUR + sum((self.times(each)[1] - self.times(each)[0]) // HOUR for each in own)
        if hours > int(self.staff[person]["most_hours"]) or len(own) >= 5:
            return False
        for each in own:
            begin, stop = self.times(each)
            if begin.date() == start.date() or not (start - stop >= 11 * HOUR or begin - end >= 11 * HOUR):
                return False
        return True


def _hours(said: str) -> tuple[int, int]:
    """Read a cell of the list of availability."""
    if said in {"no", "off", "not available"}:
        return 24, 0
    if said in {"any", "all day", "any time"}:
        return 0, 24
    if said in {"until 15:00", "till 3 pm", "before 15:00"}:
        return 0, 15
    assert said in {"from 12:00", "from noon", "after 12:00"}
    return 12, 24


def _cheapest(reader: Reader, seats: list[str]) -> float:
    """Try every rota, and leave a branch where even the lowest rates come to more than the best one found."""
    able = {shift: [person for person in reader.staff if reader.may_work(person, shift)] for shift in seats}
    length = {shift: (reader.times(shift)[1] - reader.times(shift)[0]) // HOUR for shift in seats}
    lowest = {shift: min(float(reader.staff[p]["rate"]) for p in able[shift]) * length[shift] for shift in seats}
    rest = [sum(lowest[shift] for shift in seats[place:]) for place in range(len(seats) + 1)]
    own: dict[str, list[str]] = defaultdict(list)
    hours: dict[str, int] = defaultdict(int)
    best = [float("inf")]

    def fill(place: int, spent: float) -> None:
        if spent + rest[place] >= best[0] - 1e-9:
            return
        if place == len(seats):
            best[0] = spent
            return
        shift = seats[place]
        for person in able[shift]:
            if shift in own[person] or not reader.fits(person, shift, own[person]):
                continue
            more = reader.cost(person, hours[person] + length[shift]) - reader.cost(person, hours[person])
            own[person].append(shift)
            hours[person] += length[shift]
            fill(place + 1, spent + more)
            own[person].pop()
            hours[person] -= length[shift]

    fill(0, 0.0)
    return best[0]


@pytest.mark.parametrize(("dials", "seed"), [*CASES, *(pytest.param(*case, marks=pytest.mark.slow) for case in MORE)])
def test_whoever_reads_only_the_files_finds_who_may_work_what(task: Task, dials: str, seed: int) -> None:
    case = task.deal(seed, task.dials(dials))
    reader = Reader(case)

    may = {(shift, person) for shift in reader.demand for person in reader.staff if reader.may_work(person, shift)}

    assert may == {(row["shift"], row["person"]) for row in case.truth.facts["may"]}
    empty = set(reader.demand) - {shift for shift, _ in may}
    held = {shift for shift in empty if any(reader.holds_skill(person, shift) for person in reader.staff)}
    assert {(each.item, each.reason) for each in case.truth.escalations} == {
        (shift, "nobody_available" if shift in held else "nobody_has_skill") for shift in empty
    }


@pytest.mark.parametrize(("dials", "seed"), [*CASES, *(pytest.param(*case, marks=pytest.mark.slow) for case in MORE)])
def test_the_rota_of_the_truth_keeps_every_rule_of_the_files(task: Task, dials: str, seed: int) -> None:
    case = task.deal(seed, task.dials(dials))
    reader = Reader(case)
    rota = [(row["shift"], row["person"]) for row in case.truth.tables["rota"]]
    open_shifts = set(reader.demand) - {each.item for each in case.truth.escalations}

    for shift in open_shifts:
        assert len([1 for ref, _ in rota if ref == shift]) == int(reader.demand[shift]["people"])
    for place, (shift, person) in enumerate(rota):
        own = [ref for ref, name in rota[:place] + rota[place + 1 :] if name == person]
        assert reader.may_work(person, shift)
        assert reader.fits(person, shift, own)


@pytest.mark.parametrize("seed", SMALL)
def test_no_rota_is_cheaper_than_the_cheapest(task: Task, seed: int) -> None:
    case = task.deal(seed, task.dials("small"))
    reader = Reader(case)
    handed_over = {each.item for each in case.truth.escalations}
    seats = [ref for ref, row in reader.demand.items() if ref not in handed_over for _ in range(int(row["people"]))]

    assert _cheapest(reader, seats) * 100 == pytest.approx(int(case.truth.facts["least_cost"][0]["pence"]))


@pytest.mark.parametrize("seed", range(20, 24))
def test_no_exchange_of_one_person_makes_the_rota_cheaper(task: Task, seed: int) -> None:
    case = task.deal(seed, task.dials())
    reader = Reader(case)
    own: dict[str, list[str]] = defaultdict(list)
    for row in case.truth.tables["rota"]:
        own[row["person"]].append(row["shift"])

    def hours(shifts: list[str]) -> int:
        return sum((reader.times(shift)[1] - reader.times(shift)[0]) // HOUR for shift in shifts)

    for row in case.truth.tables["rota"]:
        shift, person = row["shift"], row["person"]
        left = [each for each in own[person] if each != shift]
        saved = reader.cost(person, hours(own[person])) - reader.cost(person, hours(left))
        for other in reader.staff:
            if shift in own[other] or not reader.may_work(other, shift) or not reader.fits(other, shift, own[other]):
                continue
            spent = reader.cost(other, hours([*own[other], shift])) - reader.cost(other, hours(own[other]))
            assert spent >= saved - 1e-9
