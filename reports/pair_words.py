"""How a pair of designs is said in one measure, the same in every report that holds designs against each other."""

from collections.abc import Callable

from harness.api.comparing.measures import Measure, MeasuredPair
from harness.api.rows import Verdict
from reports import words
from reports.data import Cell

VERDICTS: dict[Verdict, str] = {"better": "Better", "worse": "Worse", "not resolved": "Not resolved"}
_SAY: dict[Measure, Callable[[float], str]] = {
    "quality": lambda value: f"{value:+.2f}",
    "money": lambda value: f"{value:+,.4f}",
    "machine time": lambda value: f"{value:+,.1f}",
    "human minutes": lambda value: f"{value:+,.1f}",
    "defects shipped": lambda value: f"{value:+.0f}",
}


def measure(pair: MeasuredPair) -> Cell:
    """Name what is measured."""
    return Cell(words.sentence(pair.measure).rstrip("."))


def difference(pair: MeasuredPair) -> Cell:
    """Say by how much the first differs, with the interval."""
    if pair.difference is None:
        return Cell("not known")
    say = _SAY[pair.measure]
    ends = "" if pair.low is None or pair.high is None else f" ({say(pair.low)} to {say(pair.high)})"
    return Cell(f"{say(pair.difference)}{ends}", pair.difference, pair.low, pair.high)
