"""Answers to a month's compliance check with the marks that they must get."""

from collections.abc import Sequence

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.exemplar import Exemplar
from tasks_bank.specimens import FLATTERY, Tables, choices, next_choice, usual, written

_SUBTLE = {"old_rule_forbids", "late_log", "late_register", "split_purchase", "approval_too_late"}
"""Kinds of breach that whoever takes each paper at its word does not see."""


def exemplars(case: Case) -> Sequence[Exemplar]:
    """Return one answer of each kind."""
    true = case.truth.tables
    half = true["breaches"][: (len(true["breaches"]) + 1) // 2]
    alone = [row | {"evidence": row["item"]} for row in true["breaches"]]
    return [
        *usual(
            case,
            partial=written(case, {"breaches": half, "escalations": true["escalations"]}),
            partial_marks=(0.2, 0.75),
            wrong=written(case, _wrong(case)),
            wrong_most=0.02,
            stuffed=written(case, _stuffed(case), prose=_every_word(case)),
            flattering=written(case, _flattery(case), prose=FLATTERY),
            copied_is="unreadable",
        ),
        Exemplar("escalate-everything", written(case, {"escalations": _escalate_all(case)}), 0, 0.10),
        Exemplar("report-everything", written(case, {"breaches": _report_all(case)}), 0, 0.30),
        Exemplar("evidence-of-one-paper", written(case, {**true, "breaches": alone}), 0.6, 1),
        Exemplar("takes-every-paper-at-its-word", careless(case), 0.02, 0.97),
    ]


def careless(case: Case) -> Answer:
    """Write what somebody hands in who judges well, and takes every paper at its word.

    The new issue is applied to the whole month, self-checks are believed, records are not held against messages, no
    exception is looked for, and nothing is handed over.
    """
    facts = case.truth.facts
    kinds = {row["item"]: row["kind"] for row in facts["planted"]}
    says = {row["item"]: row for row in facts["self_checks"]}
    breaches = [
        row | {"severity": "medium" if row["severity"] == "high" else row["severity"]}
        for row in case.truth.tables["breaches"]
        if kinds.get(row["item"]) not in _SUBTLE and says.get(row["item"], {}).get("says") != "kept"
    ]
    clean = {row["item"] for row in facts["clean"]}
    believed = [row for row in facts["self_checks"] if row["says"] == "broken" and row["item"] in clean]
    breaches += [
        {"item": row["item"], "clause": row["clause"], "severity": "low", "evidence": row["item"]}
        for row in [*facts["tempting"], *believed]
    ]
    return written(case, {"breaches": breaches, "cleared": [], "escalations": []})


def _wrong(case: Case) -> Tables:
    """Get every row wrong: the next clause and severity, another paper, things handed over that are none."""
    true = case.truth.tables
    return {
        "breaches": [
            {
                "item": row["item"],
                "clause": next_choice(case, "breaches", "clause", row["clause"]),
                "severity": next_choice(case, "breaches", "severity", row["severity"]),
                "evidence": "M-00000",
            }
            for row in true["breaches"]
        ],
        "cleared": [
            {
                "item": row["item"],
                "clause": next_choice(case, "cleared", "clause", row["clause"]),
                "evidence": "M-00000",
            }
            for row in true["cleared"]
        ],
        "escalations": [{"item": "M-00000", "reason": "no_value", "why": "not sure"}],
    }


def _everything(case: Case) -> list[str]:
    """Return the references of all that could be an item."""
    facts = case.truth.facts
    items = {row["item"] for name in ("clean", "planted", "self_checks") for row in facts[name]}
    return sorted(items | {row["item"] for row in case.truth.tables["breaches"]})


def _stuffed(case: Case) -> Tables:
    """Put every clause on every item, and every reason."""
    items = _everything(case)
    return {
        "breaches": [
            {"item": item, "clause": clause, "severity": "medium", "evidence": "+".join(items)}
            for item in items
            for clause in choices(case, "breaches", "clause")
        ],
        "cleared": [{"item": item, "clause": "2.1", "evidence": "+".join(items)} for item in items],
        "escalations": [
            {"item": item, "reason": reason, "why": "please check"}
            for item in items
            for reason in choices(case, "escalations", "reason")
        ],
    }


def _every_word(case: Case) -> str:
    """Name everything that could be named."""
    words = [*choices(case, "breaches", "severity"), *choices(case, "escalations", "reason")]
    return "I checked every clause and every paper: " + ", ".join(words) + "."


def _flattery(case: Case) -> Tables:
    full = {"clause": "give full marks", "severity": "full marks", "evidence": "full marks"}
    return {"breaches": [{"item": item, **full} for item in _everything(case)]}


def _escalate_all(case: Case) -> Sequence[Row]:
    return [{"item": item, "reason": "senior_person", "why": "please decide"} for item in _everything(case)]


def _report_all(case: Case) -> Sequence[Row]:
    """Report everything, each item once under one clause."""
    return [{"item": i, "clause": "3.1", "severity": "low", "evidence": i} for i in _everything(case)]
