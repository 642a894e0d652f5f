"""Two ways to link calibrations by the items that they have in common.

Mean-sigma: Marco 1977, Journal of Educational Measurement 14, 139-160. Characteristic curves: Stocking and Lord 1983,
Applied Psychological Measurement 7, 201-210, over N(0, 1) on the old scale. The error of a link is the jackknife over
anchors (Haberman, Lee and Qian 2009, ETS Research Report 09-39, for the approach).
"""

from collections.abc import Callable, Sequence

import numpy as np

from assessor.scoring.linking.link import Link
from assessor.scoring.pool import Floats, ItemParameters, Pool

_Pairs = list[tuple[ItemParameters, ItemParameters]]
_FEWEST_FOR_ERROR = 3


def mean_sigma(old: Sequence[ItemParameters], new: Sequence[ItemParameters]) -> Link:
    """Link by mean and standard deviation of the anchors' steps.

    Items are matched by name. Raises ValueError without two steps that differ in common, or for an anchor whose
    numbers of steps differ.
    """
    return _with_error(_anchors(old, new), _by_moments)


def stocking_lord(old: Sequence[ItemParameters], new: Sequence[ItemParameters], *, error: bool = True) -> Link:
    """Link so that the anchors' expected sum scores differ least; less swayed by single items than mean-sigma.

    Items are matched by name. The link's `error` costs one more link for each anchor. Raises ValueError without two
    steps that differ in common, or for an anchor whose numbers of steps differ.
    """
    pairs = _anchors(old, new)
    return _with_error(pairs, _by_curves) if error else Link(*_by_curves(pairs), len(pairs), None)


def _anchors(old: Sequence[ItemParameters], new: Sequence[ItemParameters]) -> _Pairs:
    known = {item.name: item for item in old}
    pairs = [(known[item.name], item) for item in new if item.name in known]
    for one, other in pairs:
        if len(one.steps) != len(other.steps):
            raise ValueError(f"anchor '{one.name}' has {len(one.steps)} old and {len(other.steps)} new steps")
    if any(len({step for pair in pairs for step in pair[side].steps}) < 2 for side in (0, 1)):  # noqa: PLR2004 a line
        raise ValueError(f"the calibrations have {len(pairs)} items in common; a link needs two that differ")
    return pairs


def _with_error(pairs: _Pairs, method: Callable[[_Pairs], tuple[float, float]]) -> Link:
    slope, intercept = method(pairs)
    if len(pairs) < _FEWEST_FOR_ERROR:
        return Link(slope, intercept, len(pairs), None)
    n = len(pairs)
    found = np.array([method(pairs[:left_out] + pairs[left_out + 1 :]) for left_out in range(n)])
    spread = (n - 1) / n * (found - found.mean(axis=0)).T @ (found - found.mean(axis=0))
    return Link(slope, intercept, n, (float(spread[0, 0]), float(spread[1, 1]), float(spread[0, 1])))


def _by_moments(pairs: _Pairs) -> tuple[float, float]:
    before, after = (np.array([step for pair in pairs for step in pair[side].steps]) for side in (0, 1))
    slope = float(before.std() / after.std())
    return slope, float(before.mean() - slope * after.mean())


def _by_curves(pairs: _Pairs) -> tuple[float, float]:
    from scipy.optimize import least_squares  # noqa: PLC0415 heavy: start-up must not pay for it

    nodes = np.linspace(-4, 4, 81)
    weight = np.exp(-(nodes**2) / 4)
    after = Pool([other for _, other in pairs])
    target = Pool([one for one, _ in pairs]).expected(nodes).sum(axis=1)

    def apart(at: Floats) -> Floats:
        on_new = (nodes - at[1]) / np.exp(at[0])
        return np.asarray(weight * (after.expected(on_new).sum(axis=1) - target))

    slope, intercept = _by_moments(pairs)
    found = least_squares(apart, np.array([np.log(slope), intercept]), xtol=1e-12, ftol=1e-12, gtol=1e-12)
    return float(np.exp(found.x[0])), float(found.x[1])
