"""The hidden truth of a dealt week: one cheapest rota, what cannot be filled, and what the marker needs."""

from collections import Counter
from collections.abc import Iterable, Sequence

from tasks_bank.answer import Escalation
from tasks_bank.case import Truth
from tasks_bank.deliverable import Row
from tasks_bank.tasks.rota_planning.dealing import pairs_that, terms_of
from tasks_bank.tasks.rota_planning.solver import Pair
from tasks_bank.tasks.rota_planning.week import Shift, Week, may_at_face_value

_WHY = {
    "nobody_has_skill": "nobody holds the skill on that day",
    "nobody_available": "whoever holds the skill cannot work then",
}


def tell_truth(week: Week, rota: Sequence[Pair], canary: str) -> Truth:
    """Say what a perfect answer holds, and which facts the marker needs."""
    escalations = tuple(
        Escalation(shift.ref, shift.reason, _WHY[shift.reason]) for shift in week.shifts if shift.reason
    )
    totals = totals_of(rota, {shift.ref: shift.hours for shift in week.shifts}, _terms(week))
    least = sum(round(float(row["cost"]) * 100) for row in totals)
    return Truth(
        tables={
            "rota": tuple({"shift": shift, "person": person} for shift, person in rota),
            "totals": totals,
            "escalations": tuple({"item": e.item, "reason": e.reason, "why": e.why} for e in escalations),
        },
        escalations=escalations,
        facts={
            "shifts": tuple(map(_shift_row, week.shifts)),
            "workers": tuple(_terms(week)),
            "may": _pair_rows(pairs_that(week)),
            "face_value": _pair_rows(_at_face_value(week)),
            "least_cost": ({"pence": str(least)},),
            "planted": tuple(
                {"kind": kind, "item": item.ref if isinstance(item, Shift) else item.name}
                for kind, item in week.planted
            ),
        },
        canary=canary,
    )


def totals_of(rota: Iterable[Pair], hours_of: dict[str, int], workers: Iterable[Row]) -> tuple[Row, ...]:
    """Add up hours and cost by person, for those who work; `workers` has the rows of the fact of that name."""
    worked: Counter[str] = Counter()
    for shift, person in rota:
        worked[person] += hours_of[shift]
    rows = []
    for worker in workers:
        if hours := worked[worker["person"]]:
            rate, contract = int(worker["rate_pence"]), int(worker["hours"])
            pence = hours * rate + max(0, hours - contract) * rate // 2
            rows.append({"person": worker["person"], "hours": str(hours), "cost": f"{pence / 100:.2f}"})
    return tuple(rows)


def _terms(week: Week) -> list[Row]:
    return [
        {
            "person": each.name,
            "rate_pence": str(each.rate_pence),
            "hours": str(each.hours),
            "most_hours": str(each.most_hours),
        }
        for each in map(terms_of, week.workers)
    ]


def _shift_row(shift: Shift) -> Row:
    return {
        "shift": shift.ref,
        "start": shift.at(shift.start).isoformat(),
        "end": shift.at(shift.end).isoformat(),
        "people": str(shift.people),
        "reason": shift.reason or "",
    }


def _at_face_value(week: Week) -> list[Pair]:
    """Pair shifts with those whom the lists alone let do them; where there is nobody, with those who have time."""
    pairs = []
    for shift in week.shifts:
        able = [worker.name for worker in week.workers if may_at_face_value(worker, shift)]
        windows = [(worker.name, worker.usual[shift.date.weekday()]) for worker in week.workers]
        free = [name for name, window in windows if window and window.holds(shift.start, shift.end)]
        pairs += [(shift.ref, name) for name in able or free]
    return pairs


def _pair_rows(pairs: Iterable[Pair]) -> tuple[Row, ...]:
    return tuple({"shift": shift, "person": person} for shift, person in pairs)
