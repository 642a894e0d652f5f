"""What is told of how an item does: each figure with its n and interval, or that it is not measured, and why."""

from collections.abc import Sequence

from assessor.bank.item import Item
from assessor.curating.statistics.figures import FEWEST, Figures, statistics
from assessor.curating.statistics.fit import FEWEST as FEWEST_FOR_FIT
from assessor.db import Store
from assessor.sittings.scale import read_scale

Pair = tuple[str, str]
_DIF = ("Difference between groups (DIF)", "not measured here: answers on groups are voluntary and kept apart")


def figures_of(store: Store, items: Sequence[Item], item: Item) -> Figures | None:
    """Return the figures of one item from the answers of people; None where nobody has answered it."""
    with store.reading() as connection:
        found = statistics(connection, items, read_scale(), simulated=False)
    return next((one for one in found.items if one.item.name == item.name), None)


def told(of: Figures | None, item: Item) -> list[Pair]:
    """Return the figures in words."""
    n = of.n if of else 0
    few = f"not measured: {n} answers, and {FEWEST} are needed"
    judged = f"{item.author.difficulty:+.2f} in theta, {item.author.confidence} confidence"
    by_author = ("Difficulty by its author", judged)
    if of is None:
        names = ("All marks", "Correlation with the other answers", "Difficulty from answers", "Fit (S-X2)")
        return [("Answers", "none yet"), by_author, *((name, few) for name in names), _DIF]
    right = few
    if of.right is not None and of.low is not None and of.high is not None:
        right = f"{_percent(of.right)} of {n} (95 % interval {_percent(of.low)} to {_percent(of.high)})"
    return [
        ("Answers", f"{n}"),
        ("All marks", right),
        ("Mean marks", few if of.points is None else f"{_percent(of.points)} of the highest, n = {n}"),
        ("Correlation with the other answers", _number(of.point_biserial, few, n)),
        ("Seconds, mean", few if of.seconds is None else f"{of.seconds:.0f}, n = {n}"),
        (
            "Asked in",
            "not known: no sitting yet" if of.exposure is None else f"{_percent(of.exposure)} of all sittings",
        ),
        by_author,
        ("Difficulty from answers", _estimate(of)),
        ("Fit (S-X2)", _fit(of)),
        _DIF,
    ]


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _number(value: float | None, few: str, n: int) -> str:
    return few if value is None else f"{value:.2f}, n = {n}"


def _estimate(of: Figures) -> str:
    known = of.estimate
    if known is None:
        return "not measured: no calibration from answers has it"
    low, high = known.difficulty - 1.96 * known.se, known.difficulty + 1.96 * known.se
    return f"{known.difficulty:+.2f} in theta (95 % interval {low:+.2f} to {high:+.2f}), n = {known.answers}"


def _fit(of: Figures) -> str:
    if of.fit is None or of.fit.p is None or of.fit.rmsea is None:
        return f"not measured: {FEWEST_FOR_FIT} people with the same questions are needed"
    return f"RMSEA {of.fit.rmsea:.2f}, p = {of.fit.p:.2f}, n = {of.fit.n}"
