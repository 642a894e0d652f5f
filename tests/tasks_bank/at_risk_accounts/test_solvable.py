"""A second method: whoever reads only the files, by the rules alone, arrives at the truth."""

import csv
import datetime as dt
import email
import email.policy
import io
import re
from collections import defaultdict
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from tasks_bank.case import Case
from tasks_bank.file import File
from tasks_bank.reading.values import day
from tasks_bank.task import Task

Rows = list[dict[str, Any]]
CASES = [("small", seed) for seed in range(5)] + [("default", seed) for seed in range(20, 23)] + [("large", 31)]
MORE = [("small", seed) for seed in range(100, 205)] + [("default", seed) for seed in range(300, 363)]
SIGNS = {
    "competitor": r"comparing you with|two other quotations|meeting with one of your competitors|have not said no",
    "gone": r"nobody has been named|post is empty|no successor yet",
    "law": r"legal action|our solicitors|legal advice",
    "renewed": r"signed renewal|Signed and on its way|put her name under",
}
"""What a careful reader takes a message for; a second list, beside the one that the messages are written from."""
MERGED = re.compile(r"ACC-\d+")


class Reader:
    """Somebody with the files and the rules."""

    def __init__(self, case: Case) -> None:
        files = {file.name: file for file in case.brief.files}
        self.rules = case.brief.rules
        self.crm: dict[str, dict[str, Any]] = {row["account"]: row for row in _csv(files["crm.csv"])}
        self.contracts = _book(files["contract_register.xlsx"])["contracts"]
        self.sales = _book(files["sales.xlsx"])
        self.tickets, self.notes = _csv(files["tickets.csv"]), _csv(files["notes.csv"])
        self.mails = {file.name.split("/")[1][:-4]: _mail(file) for file in files.values() if file.suffix == ".eml"}
        found = re.search(r"open on (\d+ \w+ \d+)", self.rules)
        until = re.search(r"on or before (\d+ \w+ \d+)", self.rules)
        falls = re.search(r"A fall of (\d+) % or more gives 20 points, of (\d+) %", self.rules)
        value = re.search(r"monthly value of £([\d,]+)", self.rules)
        assert found
        assert until
        assert falls
        assert value
        today, window_end = day(found[1]), day(until[1])
        assert today
        assert window_end
        self.today, self.window_end = today, window_end
        self.slight, self.steep = int(falls[1]), int(falls[2])
        self.high_value = int(value[1].replace(",", ""))
        self.points: dict[str, int] = defaultdict(int)
        self.evidence: dict[str, set[str]] = defaultdict(set)
        self.codes: dict[str, set[str]] = defaultdict(set)
        self.cleared: set[tuple[str, str]] = set()
        self.ended: set[str] = set()
        self.merged: dict[str, str] = {}

    def review(self) -> None:
        self._read_mergers()
        renewed = self._read_messages()
        self._look_at_contracts(renewed)
        self._look_at_tickets()
        for account in self.crm:
            if account not in self.merged:
                self._look_at_sales(account)

    def ranked(self) -> list[str]:
        risky = [account for account, points in self.points.items() if points >= 30]
        return sorted(risky, key=lambda account: (-self.points[account], -self._value(account), account))

    def next_action(self, account: str) -> str:
        codes = self.codes[account]
        for code, action in (("law", "hold"), ("gone", "find_contact"), ("competitor", "meet")):
            if code in codes:
                return action
        if sum(ref.startswith("T-") for ref in self.evidence[account]) > 1:
            return "service_review"
        return "renewal_offer" if "contract" in codes else "call"

    def escalations(self) -> set[tuple[str, str]]:
        found = set()
        for account in self.ranked():
            if "law" in self.codes[account]:
                found.add((account, "legal_threat"))
            elif account in self.ended:
                found.add((account, "out_of_contract"))
            elif self.points[account] >= 60 and self._value(account) >= self.high_value:
                found.add((account, "high_value"))
        return found

    def _value(self, account: str) -> int:
        return int(self.crm[account]["monthly_value"])

    def _named(self, typed: str) -> str:
        first = typed.split(maxsplit=1)[0].casefold()
        refs = {str(row["name"]).split(maxsplit=1)[0].casefold(): ref for ref, row in self.crm.items()}
        return refs[first]

    def _add(self, account: str, code: str, points: int, evidence: set[str]) -> None:
        self.points[account] += points
        self.codes[account].add(code)
        self.evidence[account] |= evidence

    def _read_mergers(self) -> None:
        for sender, text in self.mails.values():
            if len(refs := set(MERGED.findall(text))) > 1:
                given_up = self._named(sender)
                self.merged[given_up] = (refs - {given_up}).pop()
                self.cleared.add((given_up, "merged_account"))

    def _read_messages(self) -> set[str]:
        renewed = set()
        messages = {ref: (self._named(sender), text) for ref, (sender, text) in self.mails.items()}
        messages |= {row["note"]: (self._named(row["account"]), row["text"]) for row in self.notes}
        points = {"competitor": 25, "gone": 20, "law": 30}
        for ref, (account, text) in messages.items():
            for code, pattern in SIGNS.items():
                if not re.search(pattern, text):
                    continue
                if code == "renewed":
                    renewed.add(account)
                else:
                    self._add(account, code, points[code], {ref})
        return renewed

    def _look_at_contracts(self, renewed: set[str]) -> None:
        for row in self.contracts:
            if row["runs_until"] > self.window_end:
                continue
            if row["account"] in renewed:
                self.cleared.add((row["account"], "renewal_signed"))
                continue
            self._add(row["account"], "contract", 20, {row["contract"]})
            if row["runs_until"] < self.today:
                self.ended.add(row["account"])

    def _look_at_tickets(self) -> None:
        counting = defaultdict(set)
        for row in self.tickets:
            if (row["priority"], row["status"]) == ("high", "open"):
                account = self._named(row["account"])
                counting[self.merged.get(account, account)].add(row["ticket"])
        for account, tickets in counting.items():
            self._add(account, "tickets", min(30, 15 * len(tickets)), tickets)

    def _look_at_sales(self, account: str) -> None:
        months = [month for month in self.sales["last_year"][0] if month != "account"]
        year_before = next(row for row in self.sales["last_year"] if row["account"] == account)
        first, last = year_before[months[0]], year_before[months[-1]]
        was_seasonal = (first - last) * 100 >= self.slight * first
        regular, everything = (self._fall(account, kinds) for kinds in ({"regular"}, {"regular", "project"}))
        if everything >= self.slight > regular:
            self.cleared.add((account, "one_off_order"))
        if regular >= self.slight and was_seasonal:
            self.cleared.add((account, "seasonal_dip"))
        elif regular >= self.slight:
            rows = {row["invoice"] for row in self._of(account) if row["date"].month == self.today.month}
            self._add(account, "fall", 40 if regular >= self.steep else 20, rows)

    def _of(self, account: str) -> Rows:
        both = {account, *(old for old, new in self.merged.items() if new == account)}
        return [row for row in self.sales["invoices"] if row["account"] in both]

    def _fall(self, account: str, kinds: set[str]) -> Decimal:
        sums: dict[int, Decimal] = defaultdict(Decimal)
        for row in self._of(account):
            if row["kind"] in kinds:
                sums[row["date"].month] += Decimal(str(row["amount"]))
        first, last = sums[(self.today.month - 3) % 12 + 1], sums[self.today.month]
        return (first - last) * 100 / first


def _csv(file: File) -> Rows:
    return list(csv.DictReader(io.StringIO(file.data.decode())))


def _book(file: File) -> dict[str, Rows]:
    sheets: dict[str, Rows] = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(file.data)).worksheets:
        head, *body = sheet.iter_rows(values_only=True)
        days = [[cell.date() if isinstance(cell, dt.datetime) else cell for cell in row] for row in body]
        sheets[sheet.title] = [dict(zip(map(str, head), row, strict=True)) for row in days]
    return sheets


def _mail(file: File) -> tuple[str, str]:
    """Return the customer's name, which stands last, and the text."""
    message = email.message_from_bytes(file.data, policy=email.policy.default)
    assert isinstance(message, email.message.EmailMessage)
    text = " ".join(str(message.get_content()).split())
    return str(message.get_content()).strip().splitlines()[-1], text


@pytest.mark.parametrize(("dials", "seed"), [*CASES, *(pytest.param(*case, marks=pytest.mark.slow) for case in MORE)])
def test_whoever_reads_only_the_files_arrives_at_the_truth(task: Task, dials: str, seed: int) -> None:
    case = task.deal(seed, task.dials(f"{dials},disagree=0.5"))
    reader = Reader(case)

    reader.review()

    true = case.truth.tables
    ranked = reader.ranked()
    assert ranked == [row["account"] for row in true["at_risk"]]
    for row in true["at_risk"]:
        account = row["account"]
        points = reader.points[account]
        assert (str(points), "high" if points >= 60 else "medium") == (row["score"], row["band"])
        assert reader.evidence[account] == set(row["evidence"].split("+"))
        assert reader.next_action(account) == row["next_action"]
    assert reader.cleared == {(row["account"], row["reason"]) for row in true["cleared"]}
    assert reader.escalations() == {(each.item, each.reason) for each in case.truth.escalations}
