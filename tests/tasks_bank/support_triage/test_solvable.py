"""A second method: whoever reads only the files, by the rules alone, arrives at the truth."""

import csv
import datetime as dt
import email
import email.policy
import io
import re
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from holidays import country_holidays

from tasks_bank.case import Case
from tasks_bank.reading.values import day
from tasks_bank.task import Task

CASES = [("small", seed) for seed in range(5)] + [("default", seed) for seed in range(20, 23)] + [("large", 31)]
MORE = [("small", seed) for seed in range(100, 205)] + [("default", seed) for seed in range(300, 363)]
MORE += [("large", seed) for seed in range(400, 406)]
WORDS = {"One": 1, "Two": 2, "Three": 3, "Four": 4}
TEAMS = {"access": "service_desk", "billing": "finance", "orders": "operations", "reports": "engineering"}
TEAMS |= {"device": "field", "privacy": "compliance"}
CATEGORIES = {"Signing in": "access", "Invoices and payments": "billing", "Orders": "orders", "Reports": "reports"}
CATEGORIES |= {"Tablet": "device"}
MATTERS = {
    "locked after too many": "Account locked",
    "six-digit code never": "Sign-in code",
    "add a new colleague": "Adding and removing",
    "copies of our invoices": "Copies of old",
    "purchase order number": "Purchase order",
    "bank transfer": "When a payment",
    "changed or cancelled": "Changing or cancelling",
    "stays on 'waiting'": "Orders that stay",
    "rows of a report": "Exporting",
    "empty page": "Reports that stay",
    "figures of the day before": "When the figures",
    "does not reach the portal": "Tablet does not send",
    "asks for a licence": "Tablet asks",
    "scratched": "Exchanging",
}
UNANSWERED = {"company directory": "access", "in euros": "billing", "delivery addresses": "orders"}
UNANSWERED |= {"in Welsh": "reports", "wall bracket": "device"}


class Reader:
    """Somebody with the files and the rules."""

    def __init__(self, case: Case) -> None:
        files = {file.name: file for file in case.brief.files}
        self.tickets = _csv(files["tickets.csv"].data)
        self.customers = {row["account"]: row for row in _csv(files["entitlements.csv"].data)}
        book = openpyxl.load_workbook(io.BytesIO(files["service-levels.xlsx"].data))
        head, *lines = book.worksheets[0].iter_rows(values_only=True)
        self.hours = {
            (line[0], str(name)[:2]): int(str(n)) for line in lines for name, n in zip(head[1:], line[1:], strict=True)
        }
        self.mails = {
            name[5:-4]: email.message_from_bytes(file.data, policy=email.policy.default)
            for name, file in files.items()
            if name.endswith(".eml")
        }
        self.articles = list(_holding(case))
        self.some = int(re.findall(r"P2: (\d+) or more", case.brief.rules)[0])
        self.holidays = country_holidays("GB", subdiv="ENG", years=(2025, 2026, 2027))

    def triage(self, row: dict[str, str]) -> dict[str, str]:
        part = self.mails[row["ticket"]].get_body()
        assert part is not None
        body = " ".join(part.get_content().split())
        bought = self.customers.get(row["account"])
        came = dt.datetime.fromisoformat(f"{row['received_on']}T{row['received_at']}")
        article = self._article(body)
        reason = _concern(body)
        category = next((it for words, it in UNANSWERED.items() if words in body), "device")
        category = CATEGORIES[article["about"]] if article else category
        uncovered = bought and category == "device" and bought["tablets_covered"] == "no"
        over = bought and bought["plan_ends"] < row["received_on"]
        if reason == "none" and (not bought or over or uncovered):
            reason = "no_entitlement"
        elif reason == "none" and not article:
            reason = "no_article"
        category = {"data_protection": "privacy", "safety": "device"}.get(reason, category)
        fixed = {"data_protection": "P2", "safety": "P1"}.get(reason)
        priority = fixed or self._priority(body, came, int(bought["users"]) if bought else 0)
        due = bought and reason != "no_entitlement" and self._due(came, self.hours[bought["plan"], priority])
        return {
            "ticket": row["ticket"],
            "category": category,
            "priority": priority,
            "article": article["ref"] if article and reason == "none" else "none",
            "due_date": f"{due:%Y-%m-%d}" if due else "none",
            "due_time": f"{due:%H:%M}" if due else "none",
            "team": "incident" if priority == "P1" else TEAMS[category],
            "reason": reason,
            "figure": article["figure"] if article else "",
        }

    def _article(self, body: str) -> dict[str, str] | None:
        title = next((title for words, title in MATTERS.items() if words in body), None)
        return next((each for each in self.articles if title and each["title"].startswith(title)), None)

    def _priority(self, body: str, came: dt.datetime, users: int) -> str:
        stopped = users if "None of us can" in body else 0
        if found := re.search(r"(\w+) of us cannot", body):
            stopped = WORDS[found[1]] if found[1] in WORDS else int(found[1])
        stopped = 1 if "Only I cannot" in body else stopped
        needed = re.search(r"settled by (\w+ \d+ \w+ \d{4}):", body)
        by = day(needed[1]) if needed else None
        tomorrow = came.date() + dt.timedelta(days=1)
        while not self._is_open(tomorrow):
            tomorrow += dt.timedelta(days=1)
        if stopped and stopped * 2 >= users:
            return "P1"
        if stopped >= self.some or (by and by <= tomorrow):
            return "P2"
        return "P3" if stopped else "P4"

    def _is_open(self, date: dt.date) -> bool:
        return date.weekday() < 5 and date not in self.holidays

    def _due(self, came: dt.datetime, hours: int) -> dt.datetime:
        """Walk on minute by minute; a minute counts where the office is open."""
        moment, left = came, hours * 60
        while left:
            left -= self._is_open(moment.date()) and 9 <= moment.hour < 17
            moment += dt.timedelta(minutes=1)
        return moment


def _csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def _concern(body: str) -> str:
    if re.search(r"hold about me|erase my name|home addresses of three people", body):
        return "data_protection"
    return "safety" if re.search(r"scorch mark|electric shock|smells of burning", body) else "none"


def _holding(case: Case) -> Iterator[dict[str, str]]:
    """Give the articles that no other one replaces, with the figure that holds."""
    pages: list[dict[str, Any]] = []
    notes: list[tuple[str, str, str]] = []
    for file in case.brief.files:
        if not file.name.startswith("knowledge-base/"):
            continue
        text = re.sub(r"<title>.*</title>|<[^>]+>", "", file.data.decode()).replace("# ", "").strip()
        if "release-notes" in file.name:
            notes = re.findall(r"- (\S+), ([^:]+): changed to (.+)\.", text)
            continue
        title, rest = re.split(r"\n+", text, maxsplit=1)
        head = re.search(r"Article (\S+), version \d+, about: ([^,]+), reviewed ([\d-]+)(?:, replaces (\S+))?", rest)
        assert head
        figure = re.search(r"(\d\d:\d\d|[\d,]+ (?:minutes|months|working days|days|rows|seconds))", rest[head.end() :])
        assert figure
        pages.append({"title": title, "ref": head[1], "about": head[2], "reviewed": head[3], "replaces": head[4]})
        pages[-1]["figure"] = figure[1]
    replaced = {page["replaces"] for page in pages}
    for page in pages:
        if page["ref"] not in replaced:
            newer = sorted((on, figure) for on, title, figure in notes if title == page["title"])
            overruled = [figure for on, figure in newer if on > page["reviewed"]]
            yield page | {"figure": overruled[-1]} if overruled else page


@pytest.mark.parametrize(("dials", "seed"), [*CASES, *(pytest.param(*case, marks=pytest.mark.slow) for case in MORE)])
def test_whoever_reads_only_the_files_arrives_at_the_truth(task: Task, dials: str, seed: int) -> None:
    case = task.deal(seed, task.dials(dials))
    reader = Reader(case)

    rows = [reader.triage(row) for row in reader.tickets]

    true = case.truth.tables
    assert [{name: row[name] for name in true["triage"][0]} for row in rows] == list(true["triage"])
    assert [(row["ticket"], row["reason"]) for row in rows if row["reason"] != "none"] == [
        (each.item, each.reason) for each in case.truth.escalations
    ]
    figures = {row["ticket"]: row["figure"] for row in rows if row["reason"] == "none"}
    assert figures == {row["ticket"]: row["figure"] for row in case.truth.facts["replies"]}
