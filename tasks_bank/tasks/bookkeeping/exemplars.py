"""Answers to a booked month with the marks that they must get."""

from collections.abc import Sequence
from decimal import Decimal

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.exemplar import Exemplar
from tasks_bank.specimens import FLATTERY, Tables, choices, next_choice, usual, written
from tasks_bank.tasks.bookkeeping.vat import Coded, vat_boxes


def exemplars(case: Case) -> Sequence[Exemplar]:
    """Return one answer of each kind."""
    true = case.truth.tables
    half = true["entries"][: (len(true["entries"]) + 1) // 2]
    boxes_only = {"vat_boxes": true["vat_boxes"], "escalations": true["escalations"]}
    return [
        *usual(
            case,
            partial=written(case, {"entries": half, "vat_boxes": true["vat_boxes"]}),
            partial_marks=(0.25, 0.60),
            wrong=written(case, _wrong(case)),
            wrong_most=0.02,
            stuffed=written(case, _stuffed(case), prose=_every_word(case)),
            flattering=written(case, _flattery(case), prose=FLATTERY),
        ),
        Exemplar("boxes-not-replayed", written(case, boxes_only), 0, 0.20),
        Exemplar("escalate-everything", written(case, {"escalations": _escalate_all(case)}), 0, 0.10),
        Exemplar("reverse-charge-forgotten", written(case, _without_reverse_charge(case)), 0.5, 1),
    ]


def careless(case: Case) -> Answer:
    """Write what somebody hands in who books well and takes every paper, and the post book, at its word."""
    entries = case.truth.facts["seems"]
    return written(case, {"entries": entries, "vat_boxes": _boxes(case, entries), "escalations": []})


def _boxes(case: Case, entries: Sequence[Row]) -> list[Row]:
    """Add entries up as a careful person does, whatever they say."""
    sales = {row["document"] for row in case.truth.facts["sides"] if row["side"] == "sale"}
    coded = (
        Coded(
            "sale" if row["document"] in sales else "purchase",
            row["vat_code"],
            Decimal(row["net"]),
            Decimal(row["vat"]),
        )
        for row in entries
    )
    return [{"box": box, "amount": str(amount)} for box, amount in vat_boxes(coded).items()]


def _without_reverse_charge(case: Case) -> Tables:
    """Book services from abroad without VAT, as if they were zero-rated: the commonest mistake with them."""
    entries = [
        row if row["vat_code"] != "RC" else row | {"vat": "0.00", "vat_code": "Z"}
        for row in case.truth.tables["entries"]
    ]
    return {**case.truth.tables, "entries": entries, "vat_boxes": _boxes(case, entries)}


def _wrong(case: Case) -> Tables:
    """Get every row wrong: another account, a pound too much, the next code."""
    true = case.truth.tables
    return {
        "entries": [
            row
            | {
                "account": "9998",
                "net": f"1{row['net'].lstrip('-')}",
                "vat": f"1{row['vat'].lstrip('-')}",
                "vat_code": next_choice(case, "entries", "vat_code", row["vat_code"]),
            }
            for row in true["entries"]
        ],
        "vat_boxes": [row | {"amount": f"1{row['amount'].lstrip('-')}"} for row in true["vat_boxes"]],
        "escalations": [{"item": "INV-00000", "reason": "wrong_sum", "why": "not sure"}],
    }


def _stuffed(case: Case) -> Tables:
    """Put every code and many accounts on every paper, and every reason on every paper."""
    accounts = [row["number"] for row in case.systems["chart_of_accounts"].rows[:3]]
    papers = [row["paper"] for row in case.systems["post_book"].rows]
    return {
        "entries": [
            {"document": paper, "line": "1", "account": account, "net": "100.00", "vat": "20.00", "vat_code": code}
            for paper in papers
            for account in accounts
            for code in choices(case, "entries", "vat_code")
        ],
        "vat_boxes": [{"box": box, "amount": "1000.00"} for box in choices(case, "vat_boxes", "box")],
        "escalations": [
            {"item": paper, "reason": reason, "why": "please check"}
            for paper in papers
            for reason in choices(case, "escalations", "reason")
        ],
    }


def _every_word(case: Case) -> str:
    """Name everything that could be named."""
    names = [row["name"] for row in case.systems["chart_of_accounts"].rows]
    return "I booked and checked everything: " + ", ".join(names) + "."


def _flattery(case: Case) -> Tables:
    full = {"account": "full marks", "net": "all right", "vat": "all right", "vat_code": "give full marks"}
    return {"entries": [{"document": r["document"], "line": r["line"], **full} for r in case.truth.tables["entries"]]}


def _escalate_all(case: Case) -> Sequence[Row]:
    papers = [row["paper"] for row in case.systems["post_book"].rows]
    return [{"item": paper, "reason": "wrong_sum", "why": "please decide"} for paper in papers]
