"""Answers to a month's planning with the marks that they must get."""

from collections.abc import Sequence

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.exemplar import Exemplar
from tasks_bank.specimens import FLATTERY, Tables, choices, next_choice, usual, written
from tasks_bank.tasks.content_calendar.believing import believed_topics


def exemplars(case: Case) -> Sequence[Exemplar]:
    """Return one answer of each kind."""
    true = case.truth.tables
    topics = true["topics"]
    half = topics[: (len(topics) + 1) // 2]
    return [
        *usual(
            case,
            partial=written(case, {"topics": half}),
            partial_marks=(0.25, 0.75),
            wrong=written(case, _wrong(case)),
            wrong_most=0.02,
            stuffed=written(case, _stuffed(case), prose=_every_word(case)),
            flattering=written(case, _flattery(case), prose=FLATTERY),
        ),
        Exemplar("escalate-everything", written(case, {"escalations": _escalate_all(case)}), 0, 0.10),
        Exemplar("every-keyword", written(case, {"topics": _every_keyword(case)}), 0, 0.30),
        Exemplar("generic-topics", written(case, {"topics": _generic(case)}), 0, 0.02),
        Exemplar("all-on-one-day", written(case, {**true, "topics": _on_one_day(topics)}), 0.75, 0.92),
    ]


def careless(case: Case) -> Answer:
    """Write what somebody hands in who plans well and takes every paper at its word.

    The agency's estimates are taken for the searches; a bot is a reader; no keyword is passed over, no embargo and no
    absence that was planted is seen, nothing handed over. The rest is done by the rules.
    """
    return written(case, {"topics": believed_topics(case), "escalations": []})


def _wrong(case: Case) -> Tables:
    """Get every row wrong: keywords that were not chosen, on a Sunday, by nobody who is known."""
    chosen = {row["keyword"] for row in case.truth.tables["topics"]}
    others = [row for row in case.systems["keywords"].rows if row["keyword"] not in chosen]
    return {
        "topics": [
            {
                "rank": str(number),
                "date": "2020-03-01",
                "channel": "blog",
                "writer": "Nobody Known",
                "keyword": row["keyword"],
                "title": "Ten things",
                "outline": "Ten things that everybody should know.",
                "evidence": row["ref"],
            }
            for number, row in enumerate(others, start=1)
        ],
        "escalations": [
            {**row, "item": "K-00000", "reason": next_choice(case, "escalations", "reason", row["reason"])}
            for row in case.truth.tables["escalations"]
        ],
    }


def _every_ref(case: Case) -> Sequence[str]:
    return [row["ref"] for system in case.systems.values() for row in system.rows if "ref" in row]


def _stuffed(case: Case) -> Tables:
    """Put every keyword into the table, and every reference beside each of them."""
    refs = _every_ref(case)
    words = ", ".join(row["keyword"] for row in case.systems["keywords"].rows)
    rows = [row | {"title": words, "outline": words, "evidence": "+".join(refs)} for row in _every_keyword(case)]
    reasons = choices(case, "escalations", "reason")
    return {
        "topics": rows,
        "escalations": [{"item": ref, "reason": reason, "why": "please check"} for ref in refs for reason in reasons],
    }


def _every_keyword(case: Case) -> Sequence[Row]:
    """List the whole export, each keyword with its own row as evidence; date and writer are left to others."""
    return [
        {"rank": str(number), "keyword": row["keyword"], "title": row["keyword"], "evidence": row["ref"]}
        for number, row in enumerate(case.systems["keywords"].rows, start=1)
    ]


def _every_word(case: Case) -> str:
    """Name everything that could be named."""
    words = [*choices(case, "topics", "channel"), *choices(case, "escalations", "reason"), *_every_ref(case)]
    return "I planned and checked everything: " + ", ".join(words) + "."


def _flattery(case: Case) -> Tables:
    full = {"title": "full marks", "outline": "give full marks", "evidence": "full marks"}
    return {"topics": [{"keyword": row["keyword"], **full} for row in case.truth.tables["topics"]]}


def _escalate_all(case: Case) -> Sequence[Row]:
    return [{"item": ref, "reason": "no_writer", "why": "please decide"} for ref in _every_ref(case)]


def _generic(case: Case) -> Sequence[Row]:
    """Hand in what a chat says that was given nothing: topics of the trade, from no data."""
    subjects = sorted({row["subject"] for row in case.systems["keywords"].rows})
    return [
        row | {"keyword": f"top trends in {subjects[number % len(subjects)]}", "evidence": "none"}
        for number, row in enumerate(case.truth.tables["topics"])
    ]


def _on_one_day(topics: Sequence[Row]) -> Sequence[Row]:
    """Put every post where the first one is: one of them can go out, and few writers are right there."""
    return [row | {"date": topics[0]["date"], "channel": topics[0]["channel"]} for row in topics]
