"""Conditions that a team's own checks may set on a comparison: parsed, never run as code."""

import re
from dataclasses import dataclass
from typing import Final, Literal, cast

from harness.api.comparing.pairs import Compared, no_worse_than
from harness.api.figures import TimesAsMuch
from harness.api.rows import Comparison
from harness.errors import BadPlan

Kind = Literal["quality drops", "quality drops by more than", "cost", "tokens", "time", "not resolved"]
KNOWN = (
    "'quality drops', 'quality drops by more than 0.05', 'cost rises by more than 20 %', "
    "'tokens rise by more than 20 %', 'time rises by more than 20 %', 'not resolved'"
)
_NUMBER = r"(\d+(?:\.\d+)?|\.\d+)"
_DROP = re.compile(rf"quality drops(?: by more than {_NUMBER})?")
_RISE = re.compile(rf"(cost|tokens|time) rises? by more than {_NUMBER} ?%")
_NOT_RESOLVED: Final = "not resolved"


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must not be."""

    text: str
    """As the user wrote it."""
    kind: Kind
    limit: float = 0.0
    """A difference in quality, or a share: 0.2 for 20 %."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a comparison says about a condition."""

    condition: str
    first: str
    """The later design or run."""
    second: str
    """What it is held against."""
    holds: bool | None
    """None where it could not be tested."""
    why: str
    is_about_resolving: bool = False
    """True for the condition *not resolved*."""


def parse(text: str) -> Condition:
    """Read a condition. Raises BadPlan, which lists those that there are."""
    words = " ".join(text.lower().split())
    if words == _NOT_RESOLVED:
        return Condition(text, _NOT_RESOLVED)
    if drop := _DROP.fullmatch(words):
        margin = drop[1]
        if margin is None:
            return Condition(text, "quality drops")
        if not 0 < float(margin) < 1:
            raise BadPlan(f"--fail-if '{text}': quality goes from 0 to 1, so the margin lies between them")
        return Condition(text, "quality drops by more than", float(margin))
    if rise := _RISE.fullmatch(words):
        return Condition(text, cast("Kind", rise[1]), float(rise[2]) / 100)
    raise BadPlan(f"--fail-if '{text}' is not a condition that is known; write one of {KNOWN}")


def rule(condition: Condition, pair: Comparison, first: Compared, second: Compared, needed: int) -> Ruling:
    """Say whether a condition holds for a comparison of a later design with an earlier one.

    `needed` is the fewest cases at which a verdict is possible.
    """
    holds: bool | None
    if condition.kind == _NOT_RESOLVED:
        holds = pair.verdict == "not resolved" and pair.cases < needed
        why = _cases(pair.cases, needed)
    elif condition.kind == "quality drops":
        too_few = pair.verdict == "not resolved" and pair.cases < needed
        holds, why = (None, pair.why) if too_few else (pair.verdict == "worse", f"{pair.verdict}: {pair.why}")
    elif condition.kind == "quality drops by more than":
        holds, why = _drop(condition.limit, first, second)
    else:
        amounts = {"cost": pair.cost, "tokens": pair.tokens, "time": pair.time}
        holds, why = _rise(condition, amounts[condition.kind])
    return Ruling(condition.text, pair.first, pair.second, holds, why, condition.kind == _NOT_RESOLVED)


def _cases(cases: int, needed: int) -> str:
    return f"{cases} cases; a verdict takes at least {needed}"


def _drop(margin: float, first: Compared, second: Compared) -> tuple[bool | None, str]:
    """Read strictly: what was not shown to be no worse counts as worse."""
    found = no_worse_than(first, second, margin)
    if not found.verdict_possible or found.low is None:
        return None, f"{found.cases} cases are too few to show that quality is no worse by more than {margin:g}"
    shown = "shown" if found.holds else "not shown"
    return not found.holds, f"{shown} to be no worse by more than {margin:g}: the lower limit is {found.low:+.3f}"


def _rise(condition: Condition, amount: TimesAsMuch) -> tuple[bool | None, str]:
    if amount.ratio is None:
        unknown = "money is 0 or unknown; compare tokens" if condition.kind == "cost" else "no case has both"
        return None, unknown
    if amount.low is None or amount.high is None:
        return None, f"{amount.cases} cases are too few for an interval"
    said = f"{amount.ratio:.2f} times as much ({amount.low:.2f} to {amount.high:.2f})"
    return amount.low > 1 + condition.limit, said
