"""A second method: whoever reads only the files, by the policy alone, arrives at the truth.

Times of sessions come from an integer program, which finds one of the many right diaries; the marker has to agree.
"""

import datetime as dt
import itertools
import re
from collections import defaultdict

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array

from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.specimens import written
from tasks_bank.task import Task
from tests.tasks_bank.onboarding.papers import Papers, date_in, papers_of

CASES = [*(("small", seed) for seed in range(5)), *(("default", seed) for seed in range(20, 23)), ("large", 31)]
MORE = [("small", seed) for seed in range(5, 12)] + [("default", seed) for seed in range(23, 30)]
MORE += [("small", seed) for seed in range(100, 200)] + [("default", seed) for seed in range(300, 360)]
MORE += [("large", seed) for seed in range(400, 408)]
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
HALF_HOUR = dt.timedelta(minutes=30)


class Clerk:
    """Somebody with the files and the policy."""

    def __init__(self, papers: Papers) -> None:
        self.papers, self.tables = papers, papers.tables
        listed = re.search(r"bank holidays: (.+)\.", papers.policy)
        assert listed
        self.closed = {date_in(text) for text in listed[1].split(", ")}
        self.by_role = {row["role"]: row["name"] for row in reversed(self.tables["staff"])}
        self.email = {row["name"]: row["email"] for row in self.tables["staff"]}
        self.week = {row["starter"]: [self.shift(self.start(row), n) for n in range(5)] for row in self.starters}
        self.buddy = {row["starter"]: self._buddy(row) for row in self.starters}
        self.hosts = {row["session"]: self._host(row) for row in self.tables["sessions"]}

    @property
    def starters(self) -> list[dict[str, str]]:
        return self.tables["starters"]

    @staticmethod
    def start(starter: dict[str, str]) -> dt.date:
        return dt.date.fromisoformat(starter["start_date"])

    def is_open(self, date: dt.date) -> bool:
        return date.isoweekday() <= 5 and date not in self.closed

    def shift(self, date: dt.date, count: int) -> dt.date:
        """Look up a working day in a list of them all."""
        days = [date + dt.timedelta(days=n) for n in range(-90, 120)]
        open_days = [each for each in days if self.is_open(each)]
        return open_days[open_days.index(date) + count]

    def is_away(self, name: str, date: dt.date) -> bool:
        noon = dt.datetime.combine(date, dt.time(12))
        return any(each.whole and each.start <= noon < each.end for each in self.papers.diaries.get(name, ()))

    def applies(self, audience: str, starter: dict[str, str]) -> bool:
        return audience in {"everyone", f"team {starter['team']}", starter["role"]}

    def checklist(self) -> set[tuple[str, ...]]:
        return {
            (starter["starter"], row["task"], self._person(row["owner"], starter), self._due(row["when"], starter))
            for starter in self.starters
            for row in self.tables["playbook"]
            if self.applies(row["audience"], starter)
        }

    def reading(self) -> set[tuple[str, ...]]:
        register = {row["document"]: row for row in self.tables["documents"]}
        found: set[tuple[str, ...]] = set()
        for starter, row in itertools.product(self.starters, self.tables["documents"]):
            if self.applies(row["audience"], starter):
                read = register[row["replaced_by"]] if row["status"] == "withdrawn" else row
                due = self.shift(self.start(starter), int(read["working_days"]))
                found.add((starter["starter"], read["document"], due.isoformat()))
        return found

    def requests(self) -> tuple[set[tuple[str, ...]], set[str]]:
        """Return what is requested, and what is above somebody's entitlement."""
        catalogue = {row["item"]: row for row in self.tables["catalogue"]}
        lead = {"equipment": 0, "licence": 0, "access": 0}
        for kind in lead:
            found = re.search(rf"{kind}\w* (\d+) working day", self.papers.policy)
            lead[kind] = int(found[1]) if found else 0
        wanted: set[tuple[str, ...]] = set()
        above: set[str] = set()
        for starter in self.starters:
            mine = {
                row["item"]: row["entitlement"] for row in self.tables["profiles"] if row["role"] == starter["role"]
            }
            asked = self._asked(self.papers.mails[starter["manager"]])
            above |= asked - set(mine)
            for code in {code for code in mine if mine[code] == "standard"} | (asked & set(mine)):
                item = catalogue[catalogue[code]["replaced_by"] or code]
                day = self.shift(self.start(starter), -lead[item["kind"]])
                wanted.add((starter["starter"], item["item"], day.isoformat()))
        return wanted, above

    def check_ins(self) -> set[tuple[str, ...]]:
        found: set[tuple[str, ...]] = set()
        for starter, count in itertools.product(self.starters, (30, 60, 90)):
            date = self.start(starter) + dt.timedelta(days=count)
            while not self.is_open(date):
                date += dt.timedelta(days=1)
            chain = [starter["manager"], self.by_role["HR Advisor"], self.by_role["HR Manager"]]
            holder = next(name for name in chain if not self.is_away(name, date))
            found.add((starter["starter"], str(count), date.isoformat(), holder))
        return found

    def without_right_to_work(self) -> set[str]:
        missing = set()
        for starter in self.starters:
            *_, document, checked, until = self.papers.records[starter["starter"]]
            seen, end = date_in(checked), date_in(until)
            in_time = seen is not None and seen < self.start(starter) and (end is None or end >= self.start(starter))
            if document == "awaited" or not in_time:
                missing.add(starter["starter"])
        return missing

    def times(self, session: dict[str, str]) -> list[dt.datetime]:
        """Return the starts at which the host has time, by the policy's hours."""
        host = self.hosts[session["session"]]
        arrival = re.search(r"on day 1 not before (\d+):(\d+)", self.papers.policy)
        assert arrival
        length = dt.timedelta(minutes=int(session["minutes"]))
        found = []
        for number in range(int(session["first_day"]), int(session["last_day"]) + 1):
            date = self.week[session["starter"]][number - 1]
            opens = dt.time(int(arrival[1]), int(arrival[2])) if number == 1 else dt.time(9)
            for half_hours in range(48):
                start = dt.datetime.combine(date, dt.time()) + half_hours * HALF_HOUR
                end = start + length
                noon, one = (dt.datetime.combine(date, dt.time(hour, 30)) for hour in (12, 13))
                fits = start.time() >= opens and end <= dt.datetime.combine(date, dt.time(17))
                if host and fits and (end <= noon or start >= one) and self._has_time(host, start, end):
                    found.append(start)
        return found

    def unheld(self) -> set[tuple[str, str]]:
        found = set()
        managers = {row["starter"]: row["manager"] for row in self.starters}
        for session in self.tables["sessions"]:
            host, starter = self.hosts[session["session"]], session["starter"]
            days = self.week[starter][int(session["first_day"]) - 1 : int(session["last_day"])]
            if not host:
                found.add((session["session"], "no_buddy"))
            elif host == managers[starter] and all(self.is_away(host, day) for day in days):
                found.add((session["session"], "manager_away"))
            elif not self.times(session):
                found.add((session["session"], "no_slot"))
        return found

    def first_week(self) -> list[Row]:
        """Choose one time a session, so that no half hour of a person is taken twice."""
        options = [(row, start) for row in self.tables["sessions"] for start in self.times(row)]
        cells: dict[tuple[str, dt.datetime], list[int]] = defaultdict(list)
        once: dict[str, list[int]] = defaultdict(list)
        for place, (row, start) in enumerate(options):
            once[row["session"]].append(place)
            for step in range(int(row["minutes"]) // 30):
                for who in (row["starter"], self.hosts[row["session"]]):
                    cells[who, start + step * HALF_HOUR].append(place)
        lines = [*once.values(), *cells.values()]
        matrix = lil_array((len(lines), len(options)))
        for number, places in enumerate(lines):
            matrix[number, places] = 1
        low = np.array([1] * len(once) + [0] * len(cells))
        found = milp(
            np.zeros(len(options)),
            constraints=LinearConstraint(matrix.tocsr(), low, np.ones(len(lines))),
            bounds=Bounds(0, 1),
            integrality=np.ones(len(options), dtype=int),
        )
        assert found.success
        return [self._booking(*options[place]) for place in np.flatnonzero(found.x > 0.5)]

    def _booking(self, session: dict[str, str], start: dt.datetime) -> Row:
        end = start + dt.timedelta(minutes=int(session["minutes"]))
        return {
            "date": f"{start:%Y-%m-%d}",
            "start": f"{start:%H:%M}",
            "end": f"{end:%H:%M}",
            "title": session["session"],
            "with": self.email[self.hosts[session["session"]]],
        }

    def _has_time(self, host: str, start: dt.datetime, end: dt.datetime) -> bool:
        return all(each.end <= start or each.start >= end for each in self.papers.diaries[host])

    def _buddy(self, starter: dict[str, str]) -> str:
        here_since = {row["name"]: row["started"] for row in self.tables["staff"]}
        free = []
        for row in self.tables["mentors"]:
            left = int(row["places"]) - int(row["starters_now"])
            is_in = not any(self.is_away(row["person"], day) for day in self.week[starter["starter"]])
            if row["team"] == starter["team"] and left > 0 and is_in:
                free.append((-left, here_since[row["person"]], row["person"]))
        return min(free)[2] if free else ""

    def _host(self, session: dict[str, str]) -> str:
        starter = next(row for row in self.starters if row["starter"] == session["starter"])
        if session["host"] == "buddy":
            return self.buddy[session["starter"]]
        return starter["manager"] if session["host"] == "manager" else self.by_role[session["host"]]

    def _person(self, owner: str, starter: dict[str, str]) -> str:
        if owner == "buddy":
            return self.buddy[starter["starter"]] or starter["manager"]
        return starter["manager"] if owner == "manager" else self.by_role[owner]

    def _due(self, when: str, starter: dict[str, str]) -> str:
        if "working" not in when:
            return starter["start_date"]
        number = next(word for word in when.split() if word.isdigit() or word in NUMBERS)
        count = int(number) if number.isdigit() else NUMBERS.index(number)
        is_before = "before" in when or " - " in when
        return self.shift(self.start(starter), -count if is_before else count).isoformat()

    def _asked(self, mail: str) -> set[str]:
        """Return the items that a mail asks for, by their names' words."""
        wishes = re.findall(r"(?:will need: |also order )(.+)\.", mail)
        phrases = [set(re.findall(r"\w+", part.lower())) for wish in wishes for part in wish.split(" and ")]
        return {
            row["item"]
            for row in self.tables["catalogue"]
            for phrase in phrases
            if row["status"] == "current" and set(re.findall(r"\w+", row["name"].lower())) <= phrase
        }


def cells(case: Case, table: str) -> set[tuple[str, ...]]:
    return {tuple(row.values()) for row in case.truth.tables[table]}


@pytest.mark.parametrize(("dials", "seed"), [*CASES, *(pytest.param(*case, marks=pytest.mark.slow) for case in MORE)])
def test_whoever_reads_only_the_files_arrives_at_the_truth(task: Task, dials: str, seed: int) -> None:
    case = task.deal(seed, task.dials(dials))
    clerk = Clerk(papers_of(case))

    requests, above = clerk.requests()

    assert clerk.checklist() == cells(case, "checklist")
    assert clerk.reading() == cells(case, "reading")
    assert requests == cells(case, "it_requests")
    assert clerk.check_ins() == cells(case, "check_ins")
    assert {(starter, name or "none") for starter, name in clerk.buddy.items()} == cells(case, "buddy")
    handed_over = clerk.unheld() | {(item, "above_entitlement") for item in above}
    handed_over |= {(starter, "right_to_work") for starter in clerk.without_right_to_work()}
    assert handed_over == {(each.item, each.reason) for each in case.truth.escalations}
    tables = {**case.truth.tables, "first_week": clerk.first_week()}
    assert task.grade(case, written(case, tables)).score == pytest.approx(1)
