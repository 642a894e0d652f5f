"""Marks what was handed to a person: recall times precision, and how good was what was *not* handed over."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tasks_bank.answer import Escalation
from tasks_bank.checks.rows import bounded
from tasks_bank.grade import Check, HandedOver

_WRONG_REASON = 0.5
"""What the right item with a wrong reason is worth."""


def escalations_check(
    name: str,
    marks: float,
    expected: Sequence[Escalation],
    *,
    handed_over: Sequence[tuple[str, str]],
    settled: Mapping[str, bool],
    diligence: float,
) -> Check:
    """Mark escalations by item; a wrong reason halves what an item earns.

    `handed_over` has item and reason for each row; repeats count once, and an item under several reasons counts as
    one right row at most. `settled` says of every line of the work whether it was right: its error rate among what
    was not handed over is told, not marked. Where nothing had to be handed over, see `rows_check` on `diligence`.
    """
    rows = list(dict.fromkeys(handed_over))
    given: dict[str, list[str]] = defaultdict(list)
    for item, reason in rows:
        given[item].append(reason)
    items = set(given)
    reasons = {escalation.item: escalation.reason for escalation in expected}
    hits = {item: _worth(reason, given.get(item, [])) for item, reason in reasons.items()}
    found = sum(item in items for item in reasons)
    kept = [right for line, right in settled.items() if line not in items]
    counted = HandedOver(len(reasons), len(items), found, len(settled), len(kept), kept.count(False))
    told = _told(counted)
    if not reasons:
        earned = marks * diligence / (1 + len(rows))
        why = (
            f"there was none to hand over; {len(rows)} handed over, {diligence:.0%} of the lines' work was done; {told}"
        )
    else:
        recall = sum(hits.values()) / len(reasons)
        precision = found / len(rows) if rows else 0.0
        earned = marks * recall * precision
        why = f"{found} of {len(reasons)} handed over, precision {precision:.0%}; {told}"
    details = [f"{item}: not handed over ({reason})" for item, reason in reasons.items() if item not in items]
    details += [f"{i}: reason should be {reasons[i]}" for i in reasons if i in items and hits[i] < 1]
    details += [f"{item}: need not be handed over" for item in sorted(items - set(reasons))]
    return Check(name, earned, marks, why, details=bounded(details), handed_over=counted)


def _worth(reason: str, given: Sequence[str]) -> float:
    """Return what an item earns: all for its one right reason, a part for another one, nothing where it is missing."""
    if not given:
        return 0.0
    return 1.0 if list(given) == [reason] else _WRONG_REASON


def _told(counted: HandedOver) -> str:
    """Tell the error rate among the lines that were not handed over."""
    if not counted.kept:
        return "no line was settled without being handed over"
    return f"of {counted.kept} lines that were not handed over {counted.kept_wrong / counted.kept:.0%} are wrong"
