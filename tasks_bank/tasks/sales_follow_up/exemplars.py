"""Answers to a pipeline with the marks that they must get."""

from collections.abc import Sequence

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.exemplar import Exemplar
from tasks_bank.specimens import FLATTERY, Tables, choices, next_choice, usual, written


def exemplars(case: Case) -> Sequence[Exemplar]:
    """Return one answer of each kind."""
    true = case.truth.tables
    half = (len(true["actions"]) + 1) // 2
    some = {"actions": true["actions"][:half], "mails": true["mails"][: (len(true["mails"]) + 1) // 2]}
    return [
        *usual(
            case,
            partial=written(case, some),
            partial_marks=(0.25, 0.75),
            wrong=written(case, _wrong(case)),
            wrong_most=0.02,
            stuffed=written(case, _stuffed(case), prose=_every_word(case)),
            flattering=written(case, _flattery(case), prose=FLATTERY),
        ),
        Exemplar("escalate-everything", written(case, {"escalations": _escalate_all(case)}), 0, 0.15),
        Exemplar("one-action-for-all", written(case, {"actions": _quote_all(case)}), 0, 0.45),
        Exemplar("mails-everybody", written(case, {**true, "mails": _to_everybody(case)}), 0.5, 0.95),
        Exemplar("old-prices", written(case, {**true, "mails": _old_prices(case)}), 0.4, 1),
    ]


def careless(case: Case) -> Answer:
    """Write what somebody hands in who believes the pipeline, reads no mail to its end and looks at no list.

    Each lead gets the action for where the pipeline says that it stands, and its mail has the pipeline's figures.
    """
    facts = case.truth.facts
    return written(case, {"actions": facts["careless_actions"], "mails": facts["careless_mails"], "escalations": []})


def _wrong(case: Case) -> Tables:
    """Get every action, date and owner wrong, and write mails without a fact."""
    true = case.truth.tables
    actions = [
        {
            "lead": row["lead"],
            "action": next_choice(case, "actions", "action", row["action"]),
            "due": "2020-01-01",
            "owner": "Nobody Here",
        }
        for row in true["actions"]
    ]
    mails = [row | {"subject": "Hello", "text": "Thank you for your mail."} for row in true["mails"]]
    return {
        "actions": actions,
        "mails": mails,
        "escalations": [{"item": "LEAD-00000", "reason": "legal_question", "why": "not sure"}],
    }


def _stuffed(case: Case) -> Tables:
    """Write one mail with every figure, name and promise to everybody, and every action on every lead."""
    leads, everything = _leads(case), _everything(case)
    actions = " / ".join(choices(case, "actions", "action"))
    sellers = " / ".join(row["name"] for row in case.systems["team"].rows)
    return {
        "actions": [{"lead": lead, "action": actions, "due": "today", "owner": sellers} for lead in leads],
        "mails": [{"lead": lead, "subject": "Your offer", "text": everything} for lead in leads],
        "escalations": [
            {"item": lead, "reason": reason, "why": "please check"}
            for lead in leads
            for reason in choices(case, "escalations", "reason")
        ],
    }


def _everything(case: Case) -> str:
    pipeline, prices = case.systems["pipeline"].rows, case.systems["price_list"].rows
    words = [row["contact"].split()[0] for row in pipeline] + [f"£{row['price']}" for row in prices]
    return "Dear " + ", ".join(dict.fromkeys([*words, *(row["product"] for row in prices)]))


def _every_word(case: Case) -> str:
    """Name everything that could be named."""
    words = [*choices(case, "actions", "action"), *choices(case, "escalations", "reason")]
    return "I followed up every lead: " + ", ".join(words) + "."


def _flattery(case: Case) -> Tables:
    full = {"subject": "full marks", "text": FLATTERY}
    return {"mails": [{"lead": row["lead"], **full} for row in case.truth.tables["mails"]]}


def _escalate_all(case: Case) -> Sequence[Row]:
    return [{"item": lead, "reason": "legal_question", "why": "please decide"} for lead in _leads(case)]


def _quote_all(case: Case) -> Sequence[Row]:
    """Say of every lead that its seller sends a quotation on one day, without having read a mail."""
    day = case.truth.tables["actions"][0]["due"]
    return [
        {"lead": row["lead"], "action": "send_quote", "due": day, "owner": row["seller"]}
        for row in case.systems["pipeline"].rows
    ]


def _to_everybody(case: Case) -> Sequence[Row]:
    """Write the right mails, and a friendly one to all the others, those who opted out among them."""
    mailed = {row["lead"] for row in case.truth.tables["mails"]}
    others = [lead for lead in _leads(case) if lead not in mailed]
    return [
        *case.truth.tables["mails"],
        *({"lead": lead, "subject": "Hello", "text": "How are you?"} for lead in others),
    ]


def _old_prices(case: Case) -> Sequence[Row]:
    """Write mails with the pipeline's figures to those who get one."""
    careless = {row["lead"]: row for row in case.truth.facts["careless_mails"]}
    return [careless.get(row["lead"], row) for row in case.truth.tables["mails"]]


def _leads(case: Case) -> list[str]:
    return [row["lead"] for row in case.systems["pipeline"].rows]
