"""Marks the paperwork of meetings by rule, in six checks of 100 marks. What a judge marks is in rubric.toml."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.checks.compare import by_key
from tasks_bank.checks.mentions import Fact, mentions_check
from tasks_bank.checks.rows import bounded, rows_check
from tasks_bank.checks.sheet import Sheet, mark
from tasks_bank.deliverable import Row
from tasks_bank.grade import Check, Grade
from tasks_bank.reading.values import clock, day, ids
from tasks_bank.tasks.meeting_admin.slots import diaries_of, fault_of
from tasks_bank.world.diaries import at
from tasks_bank.writing.diary import Entry, WholeDays

DECISION_WEIGHTS = {"outcome": 0.4, "amount": 0.3, "source": 0.3}
ACTION_WEIGHTS = {"owner": 0.45, "due": 0.35, "source": 0.2}
CLOSED_WEIGHTS = {"source": 1.0}
_FOLLOW_UP = 10
_TOPIC = re.compile(r"T-\d{5}")


def grade(case: Case, answer: Answer) -> Grade:
    """Mark one answer."""
    return mark(case, answer, _checks)


def _checks(sheet: Sheet) -> Sequence[Check]:
    decisions = sheet.compared("decisions", DECISION_WEIGHTS)
    actions = sheet.compared("action_items", ACTION_WEIGHTS)
    worked_on = [each for each in (decisions, actions) if each.shares]
    done = sum(each.recall * each.precision for each in worked_on) / len(worked_on)
    settled = {key[0]: key in decisions.wholly_right for key in decisions.shares}
    return (
        rows_check("decisions", 25, decisions),
        rows_check("action_items", 30, actions, decisions.recall * decisions.precision),
        rows_check("closed", 10, sheet.compared("closed", CLOSED_WEIGHTS), done),
        _follow_up(sheet, done),
        mentions_check(
            "minutes", 10, sheet.text("minutes"), _facts(sheet.case), never=_never(sheet.case), diligence=done
        ),
        sheet.escalations(15, settled, done),
    )


def _facts(case: Case) -> list[Fact]:
    """Return what minutes have to state: the topics, the amounts approved, and who took something on."""
    facts = [Fact(f"the topic {row['title']}", (row["title"], row["topic"])) for row in case.truth.facts["titles"]]
    facts += [
        Fact(f"£{row['amount']} for {row['topic']}", _spellings(row["amount"]))
        for row in case.truth.tables["decisions"]
        if row["amount"] != "0"
    ]
    owners = sorted({row["owner"] for row in case.truth.tables["action_items"]})
    return [*facts, *(Fact(f"what {owner} took on", (owner,)) for owner in owners)]


def _never(case: Case) -> list[str]:
    """Return the amounts that were misheard or changed later."""
    return [spelling for row in case.truth.facts["outdated"] for spelling in _spellings(row["amount"])]


def _spellings(pounds: str) -> tuple[str, ...]:
    return pounds, f"{int(pounds):,}", f"£{pounds}", f"£{int(pounds):,}"


def _follow_up(sheet: Sheet, done: float) -> Check:
    """Mark the smaller meetings: those that keep all hard rules, times precision; any such slot is right."""
    wanted = {row["topic"]: row for row in sheet.case.truth.facts["rounds"]}
    rows = [_plainly(row, _addresses(sheet.case)) for row in sheet.rows("follow_up")]
    given = {key[0]: same for key, same in by_key(sheet.asked["follow_up"], rows).items()}
    stated = sum(map(len, given.values()))
    if not wanted:
        why = f"there was none to book; {stated} booked, {done:.0%} of the other work was done"
        return Check("follow_up", _FOLLOW_UP * done / (1 + stated), _FOLLOW_UP, why)
    diaries = diaries_of(sheet.case.systems["diaries"].rows)
    faults = {topic: _fault(row, given.get(topic, ()), diaries) for topic, row in wanted.items()}
    kept = [topic for topic, fault in faults.items() if not fault]
    precision = sum(topic in wanted for topic in given) / stated if stated else 0.0
    earned = _FOLLOW_UP * len(kept) / len(wanted) * precision
    why = f"{len(kept)} of {len(wanted)} booked so that every rule is kept; {stated} booked in all"
    details = [f"{topic}: {fault}" for topic, fault in faults.items() if fault]
    details += [f"{topic}: was not to be booked" for topic in given if topic not in wanted]
    return Check("follow_up", earned, _FOLLOW_UP, why, details=bounded(details))


def _addresses(case: Case) -> Mapping[str, str]:
    """Return the mail address of everybody at the tables, by name."""
    return {row["name"].upper(): row["email"] for row in case.systems["attendance"].rows}


def _plainly(row: Row, addresses: Mapping[str, str]) -> Row:
    """Return a booking with the bare reference of its topic, and with mail addresses where it has names."""
    topic = _TOPIC.search(row.get("about", ""))
    people = "+".join(addresses.get(person, person) for person in sorted(ids(row.get("with", ""))))
    return row | {"with": people} | ({"about": topic[0]} if topic else {})


def _fault(wanted: Row, rows: Sequence[Row], diaries: dict[str, list[Entry | WholeDays]]) -> str:
    """Say what is the matter with a booking, empty when it keeps all rules; one that does is entered in the diaries."""
    if len(rows) != 1:
        return "not booked" if not rows else f"booked {len(rows)} times"
    row = rows[0]
    people = sorted(wanted["with"].split("+"))
    if ids(row.get("with", "")) != ids(wanted["with"]):
        return f"should be with {', '.join(people)}"
    date, start, end = day(row.get("date", "")), clock(row.get("start", "")), clock(row.get("end", ""))
    if date is None or start is None or end is None:
        return "has no date or no times that can be read"
    slot = at(date, start), at(date, end)
    days = dt.date.fromisoformat(wanted["first"]), dt.date.fromisoformat(wanted["last"])
    fault = fault_of(diaries, people, int(wanted["minutes"]), days, slot)
    if not fault:
        for person in people:
            diaries.setdefault(person, []).append(Entry(wanted["topic"], "", *slot))
    return fault
