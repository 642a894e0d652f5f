"""What a part of a design is worth in a person's minutes: those of the design with it less those without it."""

import math
from collections.abc import Mapping, Sequence

from harness.api.ablating.rows import MinutesWorth
from harness.api.reviewing.rows import ArmAttention
from harness.api.reviewing.side import person_side
from harness.api.rows import TrialRow
from harness.plan.benchmark import Plan
from harness.store.ledger import Ledger
from tasks_bank.catalog import find_task


def minutes_of(ledger: Ledger, plan: Plan, trials: Sequence[TrialRow]) -> dict[str, ArmAttention]:
    """Return the minutes of one job with each design of a run, by its row's id; those without a mark are not in it."""
    found = person_side(ledger, plan, find_task(plan.task), trials).attention
    return {one.arm: one for one in found}


def worth_in_minutes(minutes: Mapping[str, ArmAttention], whole: str, lacking: str) -> MinutesWorth | None:
    """Hold the minutes with a part against those without it; None where either is not known.

    The interval is put together from those of the two (MOVER, Zou and Donner 2008), as if they were independent. They
    rise and fall together, so it is rather too wide than too narrow.
    """
    if whole not in minutes or lacking not in minutes:
        return None
    with_part, without = minutes[whole], minutes[lacking]
    low, high = _mover(_ends(with_part), _ends(without))
    terms = (*with_part.terms, *without.terms)
    return MinutesWorth(
        with_part=with_part.minutes,
        without_part=without.minutes,
        difference=with_part.minutes - without.minutes,
        low=low,
        high=high,
        assumed=tuple(dict.fromkeys(term.about for term in terms if term.mark == "assumed")),
    )


def _ends(one: ArmAttention) -> tuple[float, float | None, float | None]:
    return one.minutes, one.low, one.high


def _mover(
    first: tuple[float, float | None, float | None], second: tuple[float, float | None, float | None]
) -> tuple[float | None, float | None]:
    """Return the interval of a difference from the two means with their intervals; None where one has none."""
    (mine, low, high), (theirs, their_low, their_high) = first, second
    if low is None or high is None or their_low is None or their_high is None:
        return None, None
    difference = mine - theirs
    below = math.hypot(mine - low, their_high - theirs)
    above = math.hypot(high - mine, theirs - their_low)
    return difference - below, difference + above
