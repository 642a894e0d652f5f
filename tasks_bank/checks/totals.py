"""Marks stated totals by replay: a total earns only if it is true and the answer's own lines add up to it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from tasks_bank.checks.rows import bounded
from tasks_bank.grade import Check

Sums = Mapping[str, Decimal]
"""An amount for each group."""


def add_up(lines: Mapping[str, str], amounts: Mapping[str, Decimal]) -> Sums:
    """Add up the amounts of lines by the group that each line was put into; lines without an amount are left out."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for line, group in lines.items():
        if line in amounts:
            sums[group] += amounts[line]
    return sums


def totals_check(
    name: str, marks: float, expected: Sums, stated: Sequence[tuple[str, Decimal | None]], replayed: Sums
) -> Check:
    """Mark stated totals: recall times precision.

    `stated` has a group and its amount (None where it could not be read) for each row; repeats count once, and two
    different amounts for one group are both wrong. A zero for a group in which nothing was spent is neither right nor
    wrong. `replayed` is what the answer's own lines add up to.
    """
    counted = [(group, amount) for group, amount in dict.fromkeys(stated) if group in expected or amount != 0]
    groups = Counter(group for group, _ in counted)
    once = {group: amount for group, amount in counted if groups[group] == 1}
    faults = {group: _fault(once.get(group), true, replayed.get(group)) for group, true in expected.items()}
    faults |= {group: "stated twice" for group in set(groups) & set(expected) if group not in once}
    right = [group for group, fault in faults.items() if not fault]
    stray = sorted(set(groups) - set(expected))
    known = sum(group in expected for group in set(groups))
    precision = known / len(counted) if counted else 0.0
    earned = marks * len(right) / len(expected) * precision if expected else 0.0
    why = f"{len(right)} of {len(expected)} true and borne out by the answer's own lines; {len(stray)} made up"
    details = [f"{group}: {fault}" for group, fault in faults.items() if fault]
    return Check(name, earned, marks, why, details=bounded([*details, *(f"{g}: nothing was spent" for g in stray)]))


def _fault(stated: Decimal | None, true: Decimal, replayed: Decimal | None) -> str:
    """Say what is the matter with a stated total; empty when it earns its marks."""
    if stated is None:
        return f"not stated, should be {true}"
    if stated != true:
        return f"{stated} stated, should be {true}"
    if replayed != stated:
        return f"{stated} is true, but the answer's own lines add up to {replayed or Decimal(0):.2f}"
    return ""
