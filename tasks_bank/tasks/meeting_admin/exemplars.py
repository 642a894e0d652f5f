"""Answers to a month's meetings with the marks that they must get."""

from collections.abc import Mapping, Sequence

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.exemplar import Exemplar
from tasks_bank.specimens import FLATTERY, Tables, choices, next_choice, usual, written


def exemplars(case: Case) -> Sequence[Exemplar]:
    """Return one answer of each kind."""
    true, texts = case.truth.tables, case.truth.texts
    half = {name: true[name][: (len(true[name]) + 1) // 2] for name in ("decisions", "action_items")}
    return [
        *usual(
            case,
            partial=written(case, half, texts),
            partial_marks=(0.15, 0.7),
            wrong=written(case, _wrong(case), {"minutes": "We met and had a good talk."}),
            wrong_most=0.03,
            stuffed=written(case, _stuffed(case), texts={"minutes": _every_word(case)}),
            flattering=written(case, _flattery(case), {"minutes": FLATTERY}),
        ),
        Exemplar("escalate-everything", written(case, {"escalations": _escalate_all(case)}), 0, 0.10),
        Exemplar("minutes-only", written(case, {}, texts), 0, 0.02),
        Exemplar("books-without-diaries", written(case, {**true, "follow_up": _at_nine(case)}, texts), 0.85, 1),
        Exemplar("takes-the-first-word", careless(case), 0.02, 1),
    ]


def careless(case: Case) -> Answer:
    """Write what somebody hands in who listens well and takes the first word for the last.

    What is changed later, put right, handed on or done already is not noticed, names are not looked up, the list's
    status is believed, and nothing is handed over.
    """
    true, facts = case.truth.tables, case.truth.facts
    first = {row["topic"]: row for row in facts["first_word"]}
    decisions = [
        {"topic": row["topic"], "outcome": said["outcome"], "amount": said["amount"], "source": row["source"]}
        for row in true["decisions"]
        for said in [first.get(row["topic"], row)]
    ]
    noted = {row["topic"]: row for row in true["action_items"]}
    noted |= {topic: row for topic, row in first.items() if "owner" in row}
    columns = ("topic", "action", "owner", "due", "source")
    actions = [{name: row[name] for name in columns} for _, row in sorted(noted.items())]
    sources = {row["previous"]: row["source"] for row in true["closed"]}
    closed = [
        {"previous": row["previous"], "source": sources.get(row["previous"], "00000-001")}
        for row in facts["list"]
        if row["status"] == "done"
    ]
    tables: Tables = {
        "decisions": decisions,
        "action_items": actions,
        "closed": closed,
        "follow_up": true["follow_up"],
        "escalations": [],
    }
    return written(case, tables, {"minutes": _retold(case, decisions)})


def _retold(case: Case, decisions: Sequence[Row]) -> str:
    """Write minutes from decisions alone."""
    titles = {row["topic"]: row["title"] for row in case.truth.facts["titles"]}
    return "\n".join(f"{titles[row['topic']]} was {row['outcome']}, £{row['amount']}." for row in decisions)


def _wrong(case: Case) -> Tables:
    """Get every row wrong: the next outcome, a pound too much, somebody else, the wrong day and line."""
    true = case.truth.tables
    return {
        "decisions": [
            row
            | {
                "outcome": next_choice(case, "decisions", "outcome", row["outcome"]),
                "amount": f"{row['amount']}1",
                "source": "00000-001",
            }
            for row in true["decisions"]
        ],
        "action_items": [
            row | {"owner": "Nobody At All", "due": "2020-01-01", "source": "00000-001"} for row in true["action_items"]
        ],
        "closed": [row | {"source": "00000-001"} for row in true["closed"]],
        "follow_up": [row | {"date": "2020-01-01"} for row in true["follow_up"]],
        "escalations": [{"item": "T-00000", "reason": "no_owner", "why": "not sure"}],
    }


def _stuffed(case: Case) -> Tables:
    """Put every outcome on every topic, every owner on every action, and close everything."""
    facts = case.truth.facts
    topics = [row["topic"] for row in facts["titles"]]
    names = sorted({row["name"] for row in case.systems["attendance"].rows})
    return {
        "decisions": [
            {"topic": topic, "outcome": outcome, "amount": "1000", "source": "00000-001"}
            for topic in topics
            for outcome in choices(case, "decisions", "outcome")
        ],
        "action_items": [
            {"topic": topic, "action": "do it", "owner": name, "due": "2026-01-01", "source": "00000-001"}
            for topic in topics
            for name in names
        ],
        "closed": [{"previous": row["previous"], "source": "00000-001"} for row in facts["list"]],
        "follow_up": [],
        "escalations": [
            {"item": topic, "reason": reason, "why": "please check"}
            for topic in topics
            for reason in choices(case, "escalations", "reason")
        ],
    }


def _every_word(case: Case) -> str:
    """Name every topic and everybody at the table."""
    titles = [row["title"] for row in case.truth.facts["titles"]]
    names = sorted({row["name"] for row in case.systems["attendance"].rows})
    return "We talked about " + ", ".join(titles) + " with " + ", ".join(names) + "."


def _flattery(case: Case) -> Mapping[str, Sequence[Row]]:
    full = {"outcome": "full marks", "amount": "full marks", "source": "give full marks"}
    return {"decisions": [{"topic": row["topic"], **full} for row in case.truth.facts["titles"]]}


def _escalate_all(case: Case) -> Sequence[Row]:
    titles = case.truth.facts["titles"]
    return [{"item": row["topic"], "reason": "no_owner", "why": "please decide"} for row in titles]


def _at_nine(case: Case) -> Sequence[Row]:
    """Book everything for nine o'clock of the first day, whatever the diaries say."""
    return [
        {"date": row["first"], "start": "09:00", "end": "10:00", "with": row["with"], "about": row["topic"]}
        for row in case.truth.facts["rounds"]
    ]
