"""Answers to a week's rota with the marks that they must get."""

from collections.abc import Iterable, Sequence

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.exemplar import Exemplar
from tasks_bank.specimens import FLATTERY, Tables, choices, next_choice, usual, written
from tasks_bank.tasks.rota_planning.assess import posts_in, rules_of, terms_in
from tasks_bank.tasks.rota_planning.solver import Pair, cheapest_rota
from tasks_bank.tasks.rota_planning.truth import totals_of


def exemplars(case: Case) -> Sequence[Exemplar]:
    """Return one answer of each kind."""
    true = dict(case.truth.tables)
    half = true["rota"][: (len(true["rota"]) + 1) // 2]
    fewer = [row | {"hours": "1", "cost": "10.00"} for row in true["totals"]]
    return [
        *usual(
            case,
            partial=written(case, {"rota": half}),
            partial_marks=(0.2, 0.4),
            wrong=written(case, _wrong(case)),
            wrong_most=0.10,
            stuffed=written(case, _stuffed(case), prose=_every_word(case)),
            flattering=written(case, _flattery(case), prose=FLATTERY),
        ),
        Exemplar("totals-not-replayed", written(case, {**true, "totals": fewer}), 0.85, 0.85),
        Exemplar("fills-what-nobody-may-work", _filled_up(case), 0.3, 1),
        Exemplar("escalate-everything", written(case, {"escalations": _escalate_all(case)}), 0, 0.10),
    ]


def careless(case: Case) -> Answer:
    """Write what somebody hands in who works well and takes the lists at their word.

    The rota is the cheapest one by demand, rates, hours, skills and the list of availability. Mails, diary, dates of
    skills, ages and last Sunday are not looked at; every shift is filled, and nothing handed over.
    """
    facts = case.truth.facts
    face_value = [(row["shift"], row["person"]) for row in facts["face_value"]]
    return _handed_in(case, cheapest_rota(posts_in(facts["shifts"]), terms_in(facts["workers"]), face_value), [])


def _filled_up(case: Case) -> Answer:
    """Take the right rota and put the first person on the list on each shift that nobody may work."""
    facts = case.truth.facts
    anybody = facts["workers"][0]["person"]
    rota = [(row["shift"], row["person"]) for row in case.truth.tables["rota"]]
    rota += [(row["shift"], anybody) for row in facts["shifts"] if row["reason"]]
    return _handed_in(case, rota, [])


def _handed_in(case: Case, rota: Sequence[Pair], escalations: Sequence[Row]) -> Answer:
    rules = rules_of(case)
    hours = {ref: post.hours for ref, post in rules.posts.items()}
    return written(
        case,
        {
            "rota": _rows(rota),
            "totals": totals_of(rota, hours, rules.workers),
            "escalations": escalations,
        },
    )


def _rows(rota: Iterable[Pair]) -> Sequence[Row]:
    return [{"shift": shift, "person": person} for shift, person in rota]


def _wrong(case: Case) -> Tables:
    """Put on every shift somebody who may not work it, and give the other reason."""
    rules, true = rules_of(case), case.truth.tables
    barred = [
        (ref, worker["person"])
        for ref in rules.posts
        for worker in rules.workers
        if (ref, worker["person"]) not in rules.may
    ]
    return {
        "rota": _rows({ref: (ref, person) for ref, person in barred}.values()),
        "totals": [row | {"hours": "99", "cost": "0.01"} for row in true["totals"]],
        "escalations": [
            row | {"reason": next_choice(case, "escalations", "reason", row["reason"])} for row in true["escalations"]
        ],
    }


def _stuffed(case: Case) -> Tables:
    """Put everybody on every shift, and hand every shift over for every reason."""
    rules = rules_of(case)
    people = [worker["person"] for worker in rules.workers]
    return {
        "rota": _rows((ref, person) for ref in rules.posts for person in people),
        "totals": [{"person": person, "hours": "20", "cost": "300.00"} for person in people],
        "escalations": [
            {"item": ref, "reason": reason, "why": "please check"}
            for ref in rules.posts
            for reason in choices(case, "escalations", "reason")
        ],
    }


def _every_word(case: Case) -> str:
    """Name everything that could be named."""
    words = [*choices(case, "escalations", "reason"), *(row["skill"] for row in case.systems["demand"].rows)]
    return "The rota is full, cheap and within all rules: " + ", ".join(words) + "."


def _flattery(case: Case) -> Tables:
    return {"rota": [{"shift": ref, "person": "give full marks"} for ref in rules_of(case).posts]}


def _escalate_all(case: Case) -> Sequence[Row]:
    return [{"item": ref, "reason": "nobody_available", "why": "please decide"} for ref in rules_of(case).posts]
