"""Labels a trial by the rules, and counts labels over the trials of an arm."""

from collections import Counter
from collections.abc import Sequence

from harness.api.failures.modes import read_modes
from harness.api.failures.rules import RULES
from harness.api.failures.seen import Seen
from harness.api.happened.rows import ArmFailures, Label

MOST_EVIDENCE = 20
"""Of one label; the steps that follow are more of the same."""


def labels_of(seen: Seen) -> tuple[Label, ...]:
    """Return the signs of failure in a trial, in the order of the modes."""
    modes = read_modes()
    return tuple(
        Label(number, modes.named(number).name, sign.agent, sign.why, sign.evidence[:MOST_EVIDENCE])
        for number, rule in RULES.items()
        for sign in rule(seen)
    )


def arm_failures(arm: str, labelled: Sequence[Sequence[Label]]) -> ArmFailures:
    """Count in how many trials of an arm each mode was seen."""
    found = Counter(number for labels in labelled for number in {label.mode for label in labels})
    modes = tuple((mode.number, mode.name, found[mode.number]) for mode in read_modes().mode if found[mode.number])
    return ArmFailures(arm, len(labelled), sum(1 for labels in labelled if labels), modes)
