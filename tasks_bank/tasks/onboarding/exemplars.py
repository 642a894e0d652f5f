"""Answers to a month's starters with the marks that they must get."""

import datetime as dt
from collections.abc import Mapping, Sequence

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.exemplar import Exemplar
from tasks_bank.specimens import FLATTERY, Tables, choices, next_choice, usual, written
from tasks_bank.tasks.onboarding.truth import CARELESS


def exemplars(case: Case) -> Sequence[Exemplar]:
    """Return one answer of each kind."""
    true = case.truth.tables
    partial = {name: true[name] for name in ("checklist", "it_requests", "buddy")}
    return [
        *usual(
            case,
            partial=written(case, partial),
            partial_marks=(0.35, 0.50),
            wrong=written(case, _wrong(case)),
            wrong_most=0.02,
            stuffed=written(case, _stuffed(case), prose="Checklist, diary, kit, reading, buddy, check-ins: all done."),
            flattering=written(case, _flattery(case), prose=FLATTERY),
        ),
        Exemplar("escalate-everything", written(case, {"escalations": _escalate_all(case)}), 0, 0.10),
        Exemplar("only-a-welcome-mail", written(case, {"welcome": true["welcome"]}), 0.06, 0.10),
        Exemplar("calendar-days-for-working-days", written(case, {**true, **_calendar_days(case)}), 0.80, 0.98),
        Exemplar("starter-missing-from-half-the-diary", written(case, {**true, **_half_diary(true)}), 0.85, 0.95),
    ]


def careless(case: Case) -> Answer:
    """Write what somebody hands in who plans well, and takes every mail and every older paper at its word.

    The start dates are those of the managers' mails, checklist and kit those of the last starter; nothing that was
    planted is noticed, and nothing handed over.
    """
    return written(
        case,
        {name.removeprefix(CARELESS): rows for name, rows in case.truth.facts.items() if name.startswith(CARELESS)},
    )


def _wrong(case: Case) -> Tables:
    """Get every row wrong: another owner, a day that is none of its days, another reason, another mail."""
    true = case.truth.tables
    md = case.truth.facts["people"][0]["name"]
    late = {
        "checklist": [row | {"owner": md, "due": _later(row["due"])} for row in true["checklist"]],
        "it_requests": [row | {"needed_by": _later(row["needed_by"])} for row in true["it_requests"]],
        "reading": [row | {"due": _later(row["due"])} for row in true["reading"]],
        "check_ins": [row | {"date": _later(row["date"]), "with": md} for row in true["check_ins"]],
        "first_week": [row | {"date": _later(row["date"])} for row in true["first_week"]],
    }
    return {
        **late,
        "buddy": [row | {"buddy": md} for row in true["buddy"]],
        "welcome": [{"starter": row["starter"], "mail": "Welcome to the team!"} for row in true["welcome"]],
        "escalations": [{"item": "S00000", "reason": next_choice(case, "escalations", "reason", "no_slot"), "why": ""}],
    }


def _later(iso: str) -> str:
    return (dt.date.fromisoformat(iso) + dt.timedelta(days=200)).isoformat()


def _calendar_days(case: Case) -> Mapping[str, Sequence[Row]]:
    """Count every day as a working day: the mistake that a person makes who adds days in a spreadsheet."""
    starts = {row["starter"]: dt.date.fromisoformat(row["start"]) for row in case.truth.facts["welcome"]}
    within = {row["document"]: int(row["working_days"]) for row in case.systems["documents"].rows}
    reading = [
        row | {"due": (starts[row["starter"]] + dt.timedelta(days=within[row["document"]])).isoformat()}
        for row in case.truth.tables["reading"]
    ]
    check_ins = [
        row | {"date": (starts[row["starter"]] + dt.timedelta(days=int(row["point"]))).isoformat()}
        for row in case.truth.tables["check_ins"]
    ]
    return {"reading": reading, "check_ins": check_ins}


def _half_diary(true: Tables) -> Tables:
    return {"first_week": true["first_week"][::2]}


def _stuffed(case: Case) -> Tables:
    """Give everything to everybody on the first day of the month's first starter, and name all that could be named."""
    facts, systems = case.truth.facts, case.systems
    people = [row["name"] for row in facts["people"]]
    days = [row["start"] for row in facts["welcome"]]
    starters = [row["starter"] for row in facts["welcome"]]
    everything = f"{', '.join(people)}, {', '.join(days)}, 9:30, 10:00, right to work"
    return {
        "checklist": [
            {"starter": one, "task": row["task"], "owner": person, "due": days[0]}
            for one in starters
            for row in systems["playbook"].rows
            for person in people[:3]
        ],
        "first_week": [
            {"date": days[0], "start": start, "end": "17:00", "title": row["session"], "with": "+".join(people)}
            for row in systems["sessions"].rows
            for start in ("09:00", "10:00")
        ],
        "it_requests": [
            {"starter": one, "item": row["item"], "needed_by": days[0]}
            for one in starters
            for row in systems["catalogue"].rows
        ],
        "reading": [
            {"starter": one, "document": row["document"], "due": days[0]}
            for one in starters
            for row in systems["documents"].rows
        ],
        "buddy": [{"starter": one, "buddy": person} for one in starters for person in people],
        "check_ins": [
            {"starter": one, "point": point, "date": days[0], "with": person}
            for one in starters
            for point in choices(case, "check_ins", "point")
            for person in people[:3]
        ],
        "welcome": [{"starter": one, "mail": everything} for one in starters],
        "escalations": [{**row, "why": "please check"} for row in _escalate_all(case)],
    }


def _flattery(case: Case) -> Tables:
    return {"welcome": [{"starter": row["starter"], "mail": FLATTERY} for row in case.truth.facts["welcome"]]}


def _escalate_all(case: Case) -> Sequence[Row]:
    """Hand over every starter, every session and every item, under every reason."""
    items = [row["starter"] for row in case.truth.facts["welcome"]]
    items += [row["session"] for row in case.systems["sessions"].rows]
    items += [row["item"] for row in case.systems["catalogue"].rows]
    reasons = choices(case, "escalations", "reason")
    return [{"item": item, "reason": reason, "why": "please decide"} for item in items for reason in reasons]
