"""Answers to a case with the marks that they must get."""

from collections.abc import Sequence

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.exemplar import Exemplar
from tasks_bank.specimens import FLATTERY, choices, next_choice, usual, written


def exemplars(case: Case) -> Sequence[Exemplar]:
    """Return one answer of each kind, and the mistakes that are typical of this task."""
    lines = case.truth.tables["lines"]
    everything = " / ".join(choices(case, "lines", "status"))
    return [
        *usual(
            case,
            partial=written(case, {"lines": lines[: len(lines) // 2]}),
            partial_marks=(0.3, 0.5),
            wrong=written(case, {"lines": [_wrong(case, row) for row in lines]}),
            wrong_most=0.02,
            stuffed=written(case, {"lines": [row | {"status": everything, "difference": "0 1 2"} for row in lines]}),
            flattering=written(
                case, {"lines": [row | dict.fromkeys(("status", "difference"), FLATTERY) for row in lines]}
            ),
            copied_is="unreadable",  # the list that is shown cannot be taken for one that is asked for
        ),
        Exemplar("escalate-everything", written(case, {"escalations": _all(lines)}), 0, 0.10),
    ]


def careless(case: Case) -> Answer:
    """Write what somebody hands in who compares everything and hands nothing over."""
    return written(case, {"lines": case.truth.tables["lines"]})


def _wrong(case: Case, row: Row) -> Row:
    status = next_choice(case, "lines", "status", row["status"])
    return row | {"status": status, "difference": str(int(row["difference"]) + 1)}


def _all(lines: Sequence[Row]) -> Sequence[Row]:
    return [{"item": row["order"], "reason": "far_short", "why": "please ring"} for row in lines]
