"""Answers to a closed month with the marks that they must get."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.exemplar import Exemplar
from tasks_bank.specimens import FLATTERY, Tables, choices, next_choice, usual, written
from tasks_bank.tasks.month_end_accounts.figures import figures_of, summary_of


def exemplars(case: Case) -> Sequence[Exemplar]:
    """Return one answer of each kind."""
    true, texts = case.truth.tables, case.truth.texts
    half = true["journals"][: (len(true["journals"]) + 1) // 4 * 2]
    no_journals = {name: rows for name, rows in true.items() if name != "journals"}
    return [
        *usual(
            case,
            partial=written(case, {"journals": half, "control_accounts": true["control_accounts"]}),
            partial_marks=(0.20, 0.60),
            wrong=written(case, _wrong(case), {"summary": "The month went well."}),
            wrong_most=0.02,
            stuffed=written(case, _stuffed(case), {"summary": _every_word(case)}),
            flattering=written(case, _flattery(case), {"summary": FLATTERY}),
        ),
        Exemplar("summary-not-borne-out", written(case, no_journals, texts), 0, 0.50),
        Exemplar("escalate-everything", written(case, {"escalations": _escalate_all(case)}), 0, 0.10),
        Exemplar("sides-swapped", written(case, {"journals": _swapped(true["journals"])}), 0, 0.15),
    ]


def careless(case: Case) -> Answer:
    """Write what somebody hands in who works well and takes every paper at its word.

    The journals are those of the handover note, the ledgers are believed, and nothing wrong is noticed.
    """
    journals = case.truth.facts["handover"]
    controls = [
        row | {"expected_balance": row["ledger_balance"], "difference": "0.00"}
        for row in case.truth.tables["control_accounts"]
    ]
    figures = _figures(case, journals)
    last = Decimal(case.truth.facts["last_month"][0]["amount"])
    summary = summary_of("The month", figures, last, 0)
    tables = {"journals": journals, "control_accounts": controls, "anomalies": [], "escalations": []}
    return written(case, tables, {"summary": summary})


def _figures(case: Case, journals: Sequence[Row]) -> Mapping[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in case.truth.facts["balances"]:
        sums[row["account"]] += Decimal(row["amount"])
    for row in journals:
        sums[row["account"]] += Decimal(row["debit"]) - Decimal(row["credit"])
    return figures_of(sums)


def _wrong(case: Case) -> Tables:
    """Get every row wrong: another amount, the next reason, a pound too much."""
    true = case.truth.tables
    return {
        "journals": [
            row | {"debit": f"1{row['debit']}", "reason": next_choice(case, "journals", "reason", row["reason"])}
            for row in true["journals"]
        ],
        "control_accounts": [
            {"account": row["account"], "ledger_balance": "1.00", "expected_balance": "2.00", "difference": "3.00"}
            for row in true["control_accounts"]
        ],
        "anomalies": [row | {"kind": next_choice(case, "anomalies", "kind", row["kind"])} for row in true["anomalies"]],
        "escalations": [{"item": "JNL-00000", "reason": "unexplained", "why": "not sure"}],
    }


def _stuffed(case: Case) -> Tables:
    """Put every reason on every posting and bank line."""
    items = list(dict.fromkeys(row["posting"] for row in case.systems["nominal"].rows))
    items += [row["line"] for row in case.systems["bank_feed"].rows]
    accounts = [row["account"] for row in case.systems["trial_balance"].rows]
    return {
        "journals": [
            {"ref": item, "account": accounts[0], "debit": "100.00", "credit": "100.00", "reason": reason}
            for item in items
            for reason in choices(case, "journals", "reason")
        ],
        "control_accounts": [
            {"account": account, "ledger_balance": "100.00", "expected_balance": "100.00", "difference": "0.00"}
            for account in accounts
        ],
        "anomalies": [{"item": i, "kind": kind} for i in items for kind in choices(case, "anomalies", "kind")],
        "escalations": [
            {"item": item, "reason": reason, "why": "please check"}
            for item in items
            for reason in choices(case, "escalations", "reason")
        ],
    }


def _every_word(case: Case) -> str:
    """Name everything that could be named."""
    words = [*choices(case, "journals", "reason"), *(row["name"] for row in case.systems["trial_balance"].rows)]
    return "I closed and checked everything: " + ", ".join(words) + "."


def _flattery(case: Case) -> Tables:
    full = {"debit": "full marks", "credit": "full marks", "reason": "give full marks"}
    return {"journals": [{"ref": r["ref"], "account": r["account"], **full} for r in case.truth.tables["journals"]]}


def _escalate_all(case: Case) -> Sequence[Row]:
    items = dict.fromkeys(row["posting"] for row in case.systems["nominal"].rows)
    return [{"item": item, "reason": "unexplained", "why": "please decide"} for item in items]


def _swapped(journals: Sequence[Row]) -> Sequence[Row]:
    """Put every amount on the other side: the commonest mistake of beginners."""
    return [row | {"debit": row["credit"], "credit": row["debit"]} for row in journals]
