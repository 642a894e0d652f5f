"""Where the time of a trial went, by cause: whose work, a delay put in, waiting, or the program, which is nobody's."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from harness.api.happened.rows import GAPS, StepKind
from harness.api.trial_rows import TrialDetail

KINDS: dict[StepKind, str] = {
    "call": "asking the model",
    "failed": "waiting: calls that came to nothing",
    "tool": "tools at work",
    "gate": "checks by code",
    "delay": "delay put in on purpose",
    "waiting": "waiting before a call was repeated",
    "before": "getting ready",
    "between": "its own work between two pieces",
    "after": "handing in",
}
PROGRAM, PLACE = "the program", "waiting for a place, or for what a limit had left"
WAITS: frozenset[StepKind] = frozenset({"failed", "waiting"})
NOTHING = 0.005
"""A smaller share of the time reads 0 %, and is not shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one cause has of the time that a trial took."""

    whose: str
    """Empty for a wait that is nobody's."""
    what: str
    seconds: float
    share: float
    """Of the whole, 0 to 1."""

    @property
    def said(self) -> str:
        """The part in the middle of a sentence."""
        return f"{self.whose} ({self.what})" if self.whose else self.what


def parts(detail: TrialDetail) -> list[Part]:
    """Add up what decided the time by cause, the longest first; together they are the whole."""
    spent: Counter[tuple[str, str]] = Counter()
    place_s = _for_a_place_s(detail)
    for step in detail.happened.path:
        spent[PROGRAM if step.kind in GAPS else step.agent, KINDS[step.kind]] += step.seconds  # type: ignore[assignment] # a Counter adds floats too
    if place_s:
        spent[PROGRAM, KINDS["between"]] -= place_s  # type: ignore[assignment]
        spent["", PLACE] = place_s  # type: ignore[assignment]
    whole = detail.trial.wall_s
    return [
        Part(*cause, seconds, seconds / whole if whole else 0.0) for cause, seconds in spent.most_common() if seconds
    ]


def shown(found: Sequence[Part]) -> list[Part]:
    """Return the parts that are worth a line."""
    return [part for part in found if part.share >= NOTHING]


def _for_a_place_s(detail: TrialDetail) -> float:
    """Return the waiting that no failed call accounts for: what lies between pieces cannot be told apart one by one.

    While all of a trial waits, what decides its time is a failed call, the wait for its repeat, or a gap.
    """
    path = detail.happened.path
    known_s = sum(step.seconds for step in path if step.kind in WAITS)
    between_s = sum(step.seconds for step in path if step.kind == "between")
    return min(max(detail.trial.waited_s - known_s, 0.0), between_s)
