"""The sign-flip p of many made-up comparisons at once, for planning; a verdict's own p is `sign_flip`'s."""

import numpy as np

MOST_COUNTED = 14
"""Up to so many cases patterns are counted; above, the approximation is right to a few parts in a hundred of p."""
_GRAIN = 1e6
"""Sizes are rounded to whole millionths, so that sums of them are exact."""
_ROUNDS = 6
_FLAT = 0.1
"""Means closer to nought than this many of their standard errors have a p near 1."""


def p_values(seen: np.ndarray) -> np.ndarray:
    """Return the two-sided sign-flip p of each row, a row being the differences of one comparison by case.

    The numbers are taken to be around 1 in size.
    """
    return _counted(seen) if seen.shape[1] <= MOST_COUNTED else _saddlepoint(seen)


def _counted(seen: np.ndarray) -> np.ndarray:
    """Return the exact p: the share of sign patterns whose sum is at least as far from nought.

    Turning the signs of some pairs lowers the largest possible sum by twice their sizes: so a pattern is as extreme as
    what was seen if the sizes it turns add up to no more than those of the pairs that speak against the mean. Such
    sets are counted from the sums of two halves, one of them sorted (Horowitz and Sahni 1974).
    """
    sizes = np.rint(np.abs(seen) * _GRAIN).astype(np.int64)
    against = np.where(seen * seen.sum(axis=1, keepdims=True) <= 0, sizes, 0).sum(axis=1)
    half = sizes.shape[1] // 2
    one, other = _set_sums(sizes[:, :half]), np.sort(_set_sums(sizes[:, half:]), axis=1)
    # All rows are searched as one: each is moved beyond the end of the one before.
    rows = np.arange(len(sizes))[:, np.newaxis]
    start = rows * (int(sizes.sum(axis=1).max()) + 2)
    wanted = np.sort(np.maximum(against[:, np.newaxis] - one, -1), axis=1) + start  # sorted: found faster
    places = np.searchsorted((other + start).ravel(), wanted.ravel(), side="right").reshape(wanted.shape)
    counts = (places - rows * other.shape[1]).sum(axis=1)
    return np.asarray(np.minimum(1.0, np.ldexp(counts.astype(float), 1 - seen.shape[1])))


def _set_sums(sizes: np.ndarray) -> np.ndarray:
    """Return for each row the sums of all sets of its sizes."""
    sums = np.zeros((len(sizes), 1), dtype=np.int64)
    for column in sizes.T:
        sums = np.concatenate([sums, sums + column[:, np.newaxis]], axis=1)
    return sums


def _saddlepoint(seen: np.ndarray) -> np.ndarray:
    """Return p by a saddlepoint approximation of the sum's distribution over sign patterns (Robinson 1982).

    The tail is taken by the form of Barndorff-Nielsen (1986): of w + log(z / w) / w, as of a normal variable.
    """
    from scipy.special import ndtr  # noqa: PLC0415 heavy: start-up must not pay for it

    found = np.ones(len(seen))
    total, squares = np.abs(seen.sum(axis=1)), (seen**2).sum(axis=1)
    steep = total > _FLAT * np.sqrt(squares)
    sizes, total = np.abs(seen[steep]), total[steep]
    slope = total / squares[steep]
    for _ in range(_ROUNDS):  # Newton's rule; the sum's mean is concave in the slope, so it is approached from below
        tilted = np.tanh(slope[:, np.newaxis] * sizes)
        slope += (total - (sizes * tilted).sum(axis=1)) / (sizes**2 * (1 - tilted**2)).sum(axis=1)
    bent = slope[:, np.newaxis] * sizes
    height = (np.logaddexp(bent, -bent) - np.log(2)).sum(axis=1)
    w = np.sqrt(2 * (slope * total - height))
    z = slope * np.sqrt((sizes**2 * (1 - np.tanh(bent) ** 2)).sum(axis=1))
    found[steep] = np.minimum(1.0, 2 * ndtr(-(w + np.log(z / w) / w)))
    return found
