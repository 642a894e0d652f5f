"""A second method: whoever reads only the files, by the rules alone, arrives at the truth."""

import csv
import datetime as dt
import email
import email.policy
import email.utils
import io
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import openpyxl
import pytest
from holidays import country_holidays

from tasks_bank.case import Case
from tasks_bank.file import File
from tasks_bank.reading.values import day
from tasks_bank.task import Task

Rows = list[dict[str, Any]]
CASES = [("small", seed) for seed in range(5)] + [("default", seed) for seed in range(20, 23)] + [("large", 31)]
MORE = [("small", seed) for seed in range(100, 205)] + [("default", seed) for seed in range(300, 363)]
SAYS = {
    "stop": r"do not write to me again|off your list|not to send me any more",
    "legal": r"breaks a patent|may buy from nobody else|withdraw a statement",
    "declined": r"not to go on with this|chosen another offer|stay with what we have",
    "away": r"^Automatic reply",
    "demo": r"show us|see .+ at work|want to see .+ first",
}
"""What a careful reader takes a customer's mail for; a second list, beside the one that mails are written from."""
DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri)day (\d+) ([A-Z][a-z]+)")


@dataclass
class Mail:
    """One mail as it was read."""

    dated: dt.date
    sender: str
    address: str
    text: str


class Reader:
    """Somebody with the files and the rules."""

    def __init__(self, case: Case) -> None:
        files = {file.name: file for file in case.brief.files}
        today = re.search(r"It is (\d+ \w+ \d+)", case.brief.ask)
        authority = re.search(r"discount above (\d+) %", case.brief.rules)
        days = re.search(r"promise (\d+) working days after", case.brief.rules)
        patience = re.search(r"from (\d+) working days after it", case.brief.rules)
        assert today
        assert authority
        assert days
        assert patience
        known = day(today[1])
        assert known
        self.today, self.authority = known, int(authority[1])
        self.quote_days, self.patience = int(days[1]), int(patience[1])
        self.pipeline = _book(files["pipeline.xlsx"])
        self.prices = _book(files["price_list.xlsx"])
        self.team = {row["name"]: row for row in _csv(files["team.csv"])}
        opt_outs = _csv(files["opt_outs.csv"])
        self.closed = {row["address"].casefold() for row in opt_outs if row["channel"] == "e-mail"}
        self.ours = {row["email"] for row in self.team.values()}
        self.threads: dict[str, list[Mail]] = {}
        for name in sorted(name for name in files if name.startswith("mails/")):
            lead = name.removeprefix("mails/").rpartition("-")[0]
            self.threads.setdefault(lead, []).append(_mail(files[name]))

    def action(self, row: dict[str, Any]) -> tuple[str, dt.date, str]:
        """Return action, due day, and the reason to hand the lead over, if there is one."""
        thread = self.threads[row["lead"]]
        theirs = [mail for mail in thread if mail.address not in self.ours]
        said = {name for name, pattern in SAYS.items() if re.search(pattern, theirs[-1].text)}
        tried = (
            (row["email"].casefold() in self.closed or "stop" in said, "do_not_contact", ""),
            ("legal" in said, "ask_legal", "legal_question"),
            (self.discount(row) > self.authority, "ask_head", "discount_above_authority"),
            (self._gave_away(row), "ask_head", "promise_below_list"),
            ("declined" in said, "close_lead", ""),
            ("away" in said, "wait", ""),
            ("demo" in said, "book_demo", ""),
        )
        for applies, action, reason in tried:
            if applies:
                return action, self._day_in(theirs[-1]) if action == "wait" else self.today, reason
        return self._quote(thread, theirs)

    def _quote(self, thread: list[Mail], theirs: list[Mail]) -> tuple[str, dt.date, str]:
        last = thread[-1]
        if last.address in self.ours and "before VAT" in last.text:
            until = self._later(last.dated, self.patience)
            return ("wait", until, "") if until > self.today else ("send_reminder", self.today, "")
        if last.address in self.ours:
            return "send_quote", self._day_in(last), ""
        return "send_quote", max(self.today, self._later(theirs[-1].dated, self.quote_days)), ""

    def owner(self, seller: str, due: dt.date) -> str:
        head = next(name for name, row in self.team.items() if row["role"] == "Head of Sales")
        return next((name for name in (seller, self.team[seller]["stand_in"]) if self._is_in(name, due)), head)

    def figures(self, row: dict[str, Any]) -> tuple[Decimal, Decimal]:
        """Return the price for one and for all."""
        price = self._held(row) or self._list_price(row["product"], self.today)
        unit = (Decimal(price) * (100 - self.discount(row)) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
        numbers = [re.search(r"(\d+) (?:users|sites|rooms|offices|shops)", m.text) for m in self.threads[row["lead"]]]
        return unit, unit * next(int(found[1]) for found in reversed(numbers) if found)

    def discount(self, row: dict[str, Any]) -> int:
        found = [re.search(r"(\d+) % (?:off|less)", mail.text) for mail in self.threads[row["lead"]]]
        return next((int(one[1]) for one in found if one), 0)

    def first_name(self, row: dict[str, Any]) -> str:
        theirs = [mail for mail in self.threads[row["lead"]] if mail.address not in self.ours]
        return theirs[-1].sender.split(maxsplit=1)[0]

    def demo(self, row: dict[str, Any]) -> tuple[dt.date, str]:
        mail = self.threads[row["lead"]][-1]
        time = re.search(r"\d\d:\d\d", mail.text)
        assert time
        return self._day_in(mail), time[0]

    def promise(self, row: dict[str, Any]) -> str:
        text = " ".join(mail.text for mail in self.threads[row["lead"]])
        found = re.search(r"I will add (.+) at no charge|you get (.+) from us for nothing", text)
        return (found[1] or found[2]) if found else ""

    def _held(self, row: dict[str, Any]) -> int:
        for mail in self.threads[row["lead"]]:
            found = re.search(r"(?:I hold the|stays at) £(\d+) each .*?(?:until|by) (\w+ \d+ \w+)", mail.text)
            if found and self._day_of(found[2], mail) >= self.today:
                assert int(found[1]) == self._list_price(row["product"], mail.dated)
                return int(found[1])
        return 0

    def _gave_away(self, row: dict[str, Any]) -> bool:
        for mail in self.threads[row["lead"]]:
            found = re.search(r"for £(\d+) each, that is my word|it will be £(\d+) each", mail.text)
            if found:
                least = self._list_price(row["product"], mail.dated) * Decimal(100 - self.authority) / 100
                return int(found[1] or found[2]) < least
        return False

    def _list_price(self, product: str, on: dt.date) -> int:
        for row in self.prices:
            if row["product"] == product and row["valid_from"] <= on <= (row["valid_until"] or dt.date.max):
                return int(row["price"])
        raise AssertionError(product)

    def _day_in(self, mail: Mail) -> dt.date:
        return self._day_of(mail.text, mail)

    def _day_of(self, text: str, mail: Mail) -> dt.date:
        found = DAY.search(text)
        assert found, text
        here = day(f"{found[1]} {found[2]} {mail.dated.year}")
        assert here
        return here if here >= mail.dated else here.replace(year=here.year + 1)

    def _later(self, start: dt.date, count: int) -> dt.date:
        while count:
            start += dt.timedelta(days=1)
            count -= _is_working(start)
        return start

    def _is_in(self, name: str, on: dt.date) -> bool:
        for stretch in filter(None, self.team[name]["away"].split("; ")):
            first, last = (dt.date.fromisoformat(part) for part in stretch.split(" to "))
            if first <= on <= last:
                return False
        return True


def _is_working(on: dt.date) -> bool:
    return on.weekday() < 5 and on not in country_holidays("GB", subdiv="ENG", years=on.year)


def _csv(file: File) -> Rows:
    return list(csv.DictReader(io.StringIO(file.data.decode())))


def _book(file: File) -> Rows:
    head, *body = openpyxl.load_workbook(io.BytesIO(file.data)).worksheets[0].iter_rows(values_only=True)
    days = [[cell.date() if isinstance(cell, dt.datetime) else cell for cell in row] for row in body]
    return [dict(zip(map(str, head), row, strict=True)) for row in days]


def _mail(file: File) -> Mail:
    message = email.message_from_bytes(file.data, policy=email.policy.default)
    assert isinstance(message, email.message.EmailMessage)
    name, address = email.utils.parseaddr(str(message["From"]))
    sent = email.utils.parsedate_to_datetime(str(message["Date"]))
    return Mail(sent.date(), name, address, " ".join(str(message.get_content()).split()))


@pytest.mark.parametrize(("dials", "seed"), [*CASES, *(pytest.param(*case, marks=pytest.mark.slow) for case in MORE)])
def test_whoever_reads_only_the_files_arrives_at_the_truth(task: Task, dials: str, seed: int) -> None:
    case = task.deal(seed, task.dials(f"{dials},disagree=0.5"))
    reader = Reader(case)
    true = {row["lead"]: row for row in case.truth.tables["actions"]}
    mails = {row["lead"]: row["text"] for row in case.truth.tables["mails"]}
    escalations = {each.item: each.reason for each in case.truth.escalations}

    for row in reader.pipeline:
        lead = row["lead"]
        action, due, reason = reader.action(row)
        assert (action, due.isoformat()) == (true[lead]["action"], true[lead]["due"]), lead
        assert reader.owner(row["seller"], due) == true[lead]["owner"]
        assert escalations.get(lead, "") == reason
        assert (lead in mails) == (action in {"send_quote", "send_reminder", "book_demo"})
        if lead not in mails:
            continue
        assert mails[lead].startswith(f"Dear {reader.first_name(row)}, ")
        assert reader.promise(row) in mails[lead]
        if action == "book_demo":
            on, time = reader.demo(row)
            assert re.search(rf"\b{on.day} {on:%B} at {time}", mails[lead])
        else:
            said = [Decimal(found.replace(",", "")) for found in re.findall(r"£([\d,.]*\d)", mails[lead])]
            assert said == list(reader.figures(row))
