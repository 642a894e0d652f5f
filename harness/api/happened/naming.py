"""Finds the trial that somebody means: by its id, the beginning of it, or a word for the one to look at first."""

from collections.abc import Sequence

from harness.api.rows import TrialRow
from harness.errors import BadPlan

WORDS = ("slowest", "worst")
_SHORTEST = 4
_NAMED_IN_MESSAGE = 8


def find_trial(trials: Sequence[TrialRow], name: str) -> TrialRow:
    """Return the trial of an id, of its first 4 characters or more, or the slowest or the worst. Raises BadPlan."""
    counted = [trial for trial in trials if trial.outcome != "infrastructure"] or list(trials)
    if not counted:
        raise BadPlan(f"there is no trial '{name}': none of the run has ended yet")
    if name == "slowest":
        return max(counted, key=lambda trial: trial.wall_s)
    if name == "worst":
        return min(counted, key=lambda trial: 1.0 if trial.score is None else trial.score)
    found = [trial for trial in trials if trial.id.startswith(name)] if len(name) >= _SHORTEST else []
    if len(found) == 1:
        return found[0]
    if found:
        raise BadPlan(f"'{name}' means {len(found)} trials, give more of the id; {_listed(found)}")
    raise BadPlan(
        f"the run has no trial '{name}'; give an id, its first {_SHORTEST} characters or more, or one of "
        f"{', '.join(WORDS)}; {_listed(trials)}"
    )


def _listed(trials: Sequence[TrialRow]) -> str:
    more = f" and {len(trials) - _NAMED_IN_MESSAGE:,} more" if len(trials) > _NAMED_IN_MESSAGE else ""
    return f"there are {', '.join(trial.id for trial in trials[:_NAMED_IN_MESSAGE])}{more}"
