"""Marks a rota against the hard rules, not against one answer: rota 50, cost 15, totals 15, escalations 20."""

from collections.abc import Sequence
from dataclasses import replace

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.checks.compare import by_key, compare_rows
from tasks_bank.checks.rows import bounded, rows_check
from tasks_bank.checks.sheet import Sheet, mark
from tasks_bank.grade import Check, Grade
from tasks_bank.tasks.rota_planning.assess import Assessed, Rules, assess, cost_pence, rules_of
from tasks_bank.tasks.rota_planning.solver import Pair
from tasks_bank.tasks.rota_planning.truth import totals_of

DEAREST_SHARE = 0.10
"""A rota that costs so much more than the cheapest one earns nothing for its cost."""
_ROTA, _COST, _TOTALS, _ESCALATIONS = 50, 15, 15, 20
_TOTAL_WEIGHTS = {"hours": 0.4, "cost": 0.6}


def grade(case: Case, answer: Answer) -> Grade:
    """Mark one answer."""
    return mark(case, answer, _checks)


def _checks(sheet: Sheet) -> Sequence[Check]:
    rules, stated = rules_of(sheet.case), _stated(sheet)
    found = assess(rules, stated)
    done = len(found.kept) / rules.seats * len(found.kept) / len(stated) if stated else 0.0
    filled = [ref for ref, _ in found.kept]
    settled = {post.ref: filled.count(post.ref) == post.people for post in rules.open_posts}
    return (
        _rota(rules, found, done, len(stated)),
        _cost(rules, found, done),
        _totals(sheet, rules, found, done),
        sheet.escalations(_ESCALATIONS, settled, done),
    )


def _stated(sheet: Sheet) -> list[Pair]:
    """Return the different rows of the rota; several people in one cell are several rows."""
    keys = by_key(sheet.asked["rota"], sheet.rows("rota"))
    return list(dict.fromkeys((shift, person) for shift, people in keys for person in people.split("+")))


def _rota(rules: Rules, found: Assessed, done: float, stated: int) -> Check:
    why = (
        f"{len(found.kept)} of {rules.seats} seats filled by the rules; {len(found.faults)} of {stated} rows break one"
    )
    details = [f"{shift} {person}: {fault}" for (shift, person), fault in found.faults.items()]
    filled = [ref for ref, _ in found.kept]
    details += [f"{post.ref}: not filled" for post in rules.open_posts if filled.count(post.ref) < post.people]
    return Check("rota", _ROTA * done, _ROTA, why, details=bounded(details))


def _cost(rules: Rules, found: Assessed, done: float) -> Check:
    """Mark the cost of the rows that keep the rules, beside the lowest cost there is."""
    excess = cost_pence(rules, found.kept) / rules.least_pence - 1
    share = min(1.0, max(0.0, 1 - excess / DEAREST_SHARE))
    lowest = f"£{rules.least_pence / 100:,.2f}"
    why = f"{excess:.1%} above the lowest cost of {lowest}, empty seats charged; {DEAREST_SHARE:.0%} earns nothing"
    return Check("cost", _COST * share * done, _COST, why)


def _totals(sheet: Sheet, rules: Rules, found: Assessed, done: float) -> Check:
    """Mark hours and cost by replay of the answer's own rota, as far as that rota is right."""
    hours = {ref: post.hours for ref, post in rules.posts.items()}
    replayed = totals_of(found.known, hours, rules.workers)
    compared = compare_rows(sheet.asked["totals"], replayed, sheet.rows("totals"), _TOTAL_WEIGHTS)
    check = rows_check("totals", _TOTALS, compared)
    return replace(check, earned=check.earned * done, why=f"by the answer's own rota: {check.why}")
