"""A second way to the truth: a reader of the files alone, with other libraries, that knows the rule book as printed."""

import csv
import datetime as dt
import email
import email.policy
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import docx
import pytest

from tasks_bank.case import Case
from tasks_bank.catalog import find_task
from tasks_bank.world.month import bank_holidays

Row = dict[str, str]
CASES = [*(("default", seed) for seed in range(1, 8)), ("large", 2)]
MORE = [*(("default", seed) for seed in range(8, 25)), ("large", 7)]
_ADDRESS = re.compile(r"(.+) <(.+)>")
_GIFT = re.compile(r"gave me|Got .+ from .+ today|Today's post|brought me")
_BACK = re.compile(r"sent the .+ back|went back by courier")
_DATES_BACK = re.compile(r"on it for me\?|date it back|nobody looks")
_NOTICE = re.compile(r"notice|30 days ahead")
_TOLD = re.compile(r"call is recorded|we record calls|Recording mentioned")


@dataclass
class Papers:
    """What stands in the files of a case."""

    rules: list[dict[str, int]] = field(default_factory=list)
    """Figures of the old issue and of the new one."""
    changed_on: dt.date = dt.date.min
    tables: dict[str, list[Row]] = field(default_factory=dict)
    mails: list[Row] = field(default_factory=list)
    calls: list[Row] = field(default_factory=list)

    @property
    def talk(self) -> list[Row]:
        chat = [{**row, "ref": row["message"], "sender": row["author"]} for row in self.tables["chat-export"]]
        return [*self.mails, *chat]

    def by_name(self, name: str) -> Row:
        return next(row for row in self.tables["staff"] if row["name"] == name)

    def is_senior(self, name: str) -> bool:
        manager = self.by_name(name)["manager"]
        return not manager or not self.by_name(manager)["manager"]

    def on(self, day: dt.date) -> dict[str, int]:
        return self.rules[day >= self.changed_on]


def read_papers(case: Case) -> Papers:
    papers = Papers()
    for file in sorted(case.brief.files, key=lambda file: file.name):
        if file.suffix == ".docx":
            text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(file.data)).paragraphs)
            papers.rules.append(_figures(text))
            if found := re.search(r"In force from (\d+)/(\d+)/(\d+)", text):
                papers.changed_on = dt.date(int(found[3]), int(found[2]), int(found[1]))
        elif file.suffix == ".csv":
            stem = file.name.rpartition("/")[2].removesuffix(".csv")
            papers.tables[stem] = list(csv.DictReader(io.StringIO(file.data.decode())))
        elif file.suffix == ".eml":
            papers.mails.append(_mail(file.name, file.data))
        else:
            head, _, text = file.data.decode().partition("\n\n")
            day = re.search(r"(\d\d)/(\d\d)/(\d{4})", text)
            assert day
            ref = head.rpartition(" ")[2]
            papers.calls.append({"ref": ref, "date": f"{day[3]}-{day[2]}-{day[1]}", "text": text})
    for name in ("complaints-log", "orders", "gifts-register", "purchases", "chat-export"):
        papers.tables.setdefault(name, [])
    return papers


def _figures(text: str) -> dict[str, int]:
    patterns = {
        "discount": r"discount above (\d+) %",
        "cooling": r"starts (\d+) calendar days",
        "gift": r"worth £(\d+) or more",
        "gift_days": r"register within (\d+) working days",
        "gift_most": r"worth more than £(\d+)",
        "purchase": r"purchase above £(\d+)",
        "complaint": r"acknowledged within (\d+) working days",
    }
    return {name: int(re.search(pattern, text)[1]) for name, pattern in patterns.items()}  # type: ignore[index]


def _mail(name: str, data: bytes) -> Row:
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body()
    assert body
    sender = _ADDRESS.fullmatch(str(message["From"]))
    assert sender
    return {
        "ref": name.removeprefix("mail/").removesuffix(".eml"),
        "date": str(message["Date"].datetime.date()),
        "at": str(message["Date"].datetime),
        "sender": sender[1],
        "address": sender[2],
        "subject": str(message["Subject"]),
        "text": " ".join(body.get_content().split()),
    }


def _days(first: str, last: str) -> int:
    """Count working days by walking the calendar."""
    day, end, count = dt.date.fromisoformat(first), dt.date.fromisoformat(last), 0
    while day < end:
        day += dt.timedelta(days=1)
        count += day.isoweekday() < 6 and day not in bank_holidays(day.year)
    return count


def _grade(value: Decimal, limit: int) -> str:
    return "medium" if 2 * value >= 3 * limit else "low"


@dataclass
class Findings:
    """What was found in the papers so far."""

    papers: Papers
    breaches: list[Row] = field(default_factory=list)
    cleared: list[Row] = field(default_factory=list)
    open_questions: set[tuple[str, str]] = field(default_factory=set)

    def breach(self, clause: str, who: str, severity: str, evidence: Sequence[str]) -> None:
        senior = bool(who) and self.papers.is_senior(who)
        if senior:
            self.open_questions.add((evidence[0], "senior_person"))
        self.breaches.append(_row(clause, evidence) | {"severity": "high" if senior else severity})

    def clear(self, clause: str, evidence: Sequence[str]) -> None:
        self.cleared.append(_row(clause, evidence))


def solve(papers: Papers) -> Findings:
    found = Findings(papers)
    for mail in papers.mails:
        if mail["subject"].startswith("Offer: "):
            _judge_offer(found, mail)
    for order in papers.tables["orders"]:
        _judge_order(found, order)
    for message in papers.talk:
        _judge_talk(found, message)
    _judge_purchases(found)
    for entry in papers.tables["complaints-log"]:
        _judge_complaint(found, entry)
    for call in papers.calls:
        if not _TOLD.search(call["text"]):
            found.breach("5.2", "", "low", [call["ref"]])
    return found


def _row(clause: str, evidence: Sequence[str]) -> Row:
    return {"item": evidence[0], "clause": clause, "evidence": "+".join(evidence)}


def _judge_offer(found: Findings, mail: Row) -> None:
    papers = found.papers
    if not _NOTICE.search(mail["text"]):
        found.breach("2.2", mail["sender"], "low", [mail["ref"]])
    limit = papers.on(dt.date.fromisoformat(mail["date"]))["discount"]
    if stated := re.search(r"(\d+) ?%", mail["text"]):
        discount = Decimal(stated[1])
    else:
        high, low = (Decimal(price.replace(",", "")) for price in re.findall(r"£([\d,]+)", mail["text"]))
        discount = 100 * (high - low) / high
    product, _, customer = mail["subject"].removeprefix("Offer: ").partition(" for ")
    about = [m for m in papers.mails if m["subject"] == f"{product} for {customer}"]
    if discount > limit:
        in_time = [yes["ref"] for yes in about if yes["at"] <= mail["at"]]
        if in_time:
            found.clear("2.1", [mail["ref"], *in_time])
        else:
            found.breach("2.1", mail["sender"], _grade(discount, limit), [mail["ref"], *(yes["ref"] for yes in about)])


def _judge_order(found: Findings, order: Row) -> None:
    papers = found.papers
    cooling = papers.rules[1]["cooling"]
    waited = (dt.date.fromisoformat(order["work_started"]) - dt.date.fromisoformat(order["signed"])).days
    if waited >= cooling:
        return
    domain = order["customer"].lower().replace(" ", "") + ".example"
    subject = f"{order['product']}: please start"
    wishes = [m["ref"] for m in papers.mails if m["subject"] == subject and m["address"].endswith(domain)]
    if wishes:
        found.clear("2.3", [order["order"], *wishes])
    else:
        found.breach("2.3", order["seller"], "medium" if cooling - waited > 5 else "low", [order["order"]])


def _judge_talk(found: Findings, message: Row) -> None:
    if _DATES_BACK.search(message["text"]):
        found.open_questions.add((message["ref"], "backdating"))
    elif _GIFT.search(message["text"]) and "£" in message["text"]:
        _judge_gift(found, message)
    elif _GIFT.search(message["text"]):
        found.open_questions.add((message["ref"], "no_value"))


def _judge_gift(found: Findings, message: Row) -> None:
    papers = found.papers
    worth = re.search(r"£(\d+)", message["text"])
    assert worth
    pounds, who = int(worth[1]), message["sender"]
    limits = papers.on(dt.date.fromisoformat(message["date"]))
    entries = [g for g in papers.tables["gifts-register"] if g["person"] == who and g["giver"] in message["text"]]
    refs = [entry["entry"] for entry in entries]
    if pounds > limits["gift_most"]:
        giver = entries[0]["giver"]
        back = [m for m in papers.talk if m["sender"] == who and giver in m["text"] and _BACK.search(m["text"])]
        if back and _days(message["date"], back[0]["date"]) <= 2:
            found.clear("3.2", [message["ref"], back[0]["ref"]])
        else:
            found.breach("3.2", who, _grade(Decimal(pounds), limits["gift_most"]), [message["ref"], *refs])
    elif pounds >= limits["gift"]:
        late = _days(message["date"], entries[0]["entered"]) - limits["gift_days"] if entries else 99
        if late > 0:
            found.breach("3.1", who, "medium" if late > 5 else "low", [message["ref"], *refs])


def _judge_purchases(found: Findings) -> None:
    papers = found.papers
    limit = papers.rules[1]["purchase"]
    earlier: dict[tuple[str, str], Row] = {}
    for row in sorted(papers.tables["purchases"], key=lambda row: row["ordered"]):
        amount, pair = Decimal(row["amount"]), (row["buyer"], row["supplier"])
        if amount > limit:
            manager = papers.by_name(row["buyer"])["manager"]
            mails = [
                m
                for m in papers.mails
                if m["subject"] == f"Your request: {row['supplier']}" and f"{amount:,.2f}" in m["text"]
            ]
            late = [mail["ref"] for mail in mails if mail["date"] > row["ordered"]]
            approved = row["approved_by"] == manager and row["approved_on"] <= row["ordered"]
            if late or not approved:
                found.breach("4.1", row["buyer"], _grade(amount, limit), [row["purchase"], *late])
        elif pair in earlier:
            first = earlier[pair]
            total = amount + Decimal(first["amount"])
            gap = (dt.date.fromisoformat(row["ordered"]) - dt.date.fromisoformat(first["ordered"])).days
            if total > limit and gap <= 7:
                found.breach("4.2", row["buyer"], _grade(total, limit), [row["purchase"], first["purchase"]])
        earlier[pair] = row


def _judge_complaint(found: Findings, entry: Row) -> None:
    papers = found.papers
    said = papers.mails if entry["by"] == "mail" else papers.calls
    message = next(m for m in said if entry["customer"] in m["text"] and "complaint" in m["text"])
    late = 99
    if entry["acknowledged"]:
        late = _days(message["date"], entry["acknowledged"]) - papers.rules[1]["complaint"]
    if late > 0:
        found.breach("5.1", entry["handler"], "medium" if late > 5 else "low", [entry["entry"], message["ref"]])


def _spelled(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    return sorted(
        (*(row[name] for name in ("item", "clause", "severity") if name in row), *sorted(row["evidence"].split("+")))
        for row in rows
    )


@pytest.mark.parametrize(("dials", "seed"), [*CASES, *(pytest.param(*case, marks=pytest.mark.slow) for case in MORE)])
def test_the_files_alone_lead_to_the_truth(dials: str, seed: int) -> None:
    task = find_task("compliance_monitoring")
    case = task.deal(seed, task.dials(f"{dials},disagree=1"))
    found = solve(read_papers(case))
    assert _spelled(found.breaches) == _spelled(case.truth.tables["breaches"])
    assert _spelled(found.cleared) == _spelled(case.truth.tables["cleared"])
    assert found.open_questions == {(e.item, e.reason) for e in case.truth.escalations}
