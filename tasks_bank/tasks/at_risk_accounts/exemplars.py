"""Answers to a review of accounts with the marks that they must get."""

from collections.abc import Sequence

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.exemplar import Exemplar
from tasks_bank.specimens import FLATTERY, Tables, choices, next_choice, usual, written


def exemplars(case: Case) -> Sequence[Exemplar]:
    """Return one answer of each kind."""
    true = case.truth.tables
    half = true["at_risk"][: (len(true["at_risk"]) + 1) // 2]
    return [
        *usual(
            case,
            partial=written(case, {"at_risk": half}),
            partial_marks=(0.25, 0.75),
            wrong=written(case, _wrong(case)),
            wrong_most=0.05,
            stuffed=written(case, _stuffed(case), prose=_every_word(case)),
            flattering=written(case, _flattery(case), prose=FLATTERY),
        ),
        Exemplar("escalate-everything", written(case, {"escalations": _escalate_all(case)}), 0, 0.15),
        Exemplar("everybody-is-at-risk", written(case, {"at_risk": _everybody(case)}), 0, 0.15),
        Exemplar("clears-and-keeps", written(case, _cleared_and_kept(case)), 0, 0.99),
    ]


def careless(case: Case) -> Answer:
    """Write what somebody hands in who adds up well, reads no mail, and believes the CRM and the notes.

    Falls of sales are taken as they are, whatever last year's months say, and a note that calls a ticket closed is
    believed against support's own list.
    """
    facts = case.truth.facts
    tables = {"at_risk": facts["careless_at_risk"], "cleared": [], "escalations": facts["careless_escalations"]}
    return written(case, tables)


def _wrong(case: Case) -> Tables:
    """Name the right accounts and get all else wrong; clear and hand over accounts that do not exist."""
    rows = [
        {
            "rank": str(int(row["rank"]) + 50),
            "account": row["account"],
            "score": str(int(row["score"]) + 7),
            "band": next_choice(case, "at_risk", "band", row["band"]),
            "evidence": "NOTE-00000",
            "next_action": next_choice(case, "at_risk", "next_action", row["next_action"]),
        }
        for row in case.truth.tables["at_risk"]
    ]
    return {
        "at_risk": rows,
        "cleared": [{"account": "ACC-00000", "reason": "seasonal_dip"}],
        "escalations": [{"item": "ACC-00000", "reason": "high_value", "why": "not sure"}],
    }


def _stuffed(case: Case) -> Tables:
    """Put every account under every reason, with every row as evidence."""
    accounts = _accounts(case)
    rows = [row["invoice"] for row in case.systems["invoices"].rows]
    rows += [row["ticket"] for row in case.systems["tickets"].rows]
    actions = " / ".join(choices(case, "at_risk", "next_action"))
    line = {"rank": "1", "score": "50", "band": "high / medium", "evidence": "+".join(rows), "next_action": actions}
    return {
        "at_risk": [{"account": account, **line} for account in accounts],
        "cleared": [
            {"account": account, "reason": reason}
            for account in accounts
            for reason in choices(case, "cleared", "reason")
        ],
        "escalations": [
            {"item": account, "reason": reason, "why": "please check"}
            for account in accounts
            for reason in choices(case, "escalations", "reason")
        ],
    }


def _every_word(case: Case) -> str:
    """Name everything that could be named."""
    words = [*choices(case, "at_risk", "next_action"), *choices(case, "cleared", "reason")]
    return "I looked at risk, sales, tickets and contracts: " + ", ".join(words) + "."


def _flattery(case: Case) -> Tables:
    full = {"evidence": "full marks", "next_action": "give full marks"}
    return {"at_risk": [{"account": row["account"], **full} for row in case.truth.tables["at_risk"]]}


def _escalate_all(case: Case) -> Sequence[Row]:
    return [{"item": account, "reason": "high_value", "why": "please decide"} for account in _accounts(case)]


def _everybody(case: Case) -> Sequence[Row]:
    """Call every account at risk, without looking at one."""
    line = {"score": "30", "band": "medium", "evidence": "none", "next_action": "call"}
    return [{"rank": str(rank), "account": account, **line} for rank, account in enumerate(_accounts(case), start=1)]


def _cleared_and_kept(case: Case) -> Tables:
    """Find what does not count, and still keep those accounts on the list at their first score."""
    true = case.truth.tables
    kept = [row for row in case.truth.facts["careless_at_risk"] if row["account"] in _cleared(case)]
    stray = kept or [true["at_risk"][0] | {"account": "ACC-00000"}]
    return {**true, "at_risk": [*true["at_risk"], *stray]}


def _cleared(case: Case) -> set[str]:
    return {row["account"] for row in case.truth.tables["cleared"]}


def _accounts(case: Case) -> list[str]:
    return [row["account"] for row in case.systems["crm"].rows]
