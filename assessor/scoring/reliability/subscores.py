"""Whether the score of a part says more about it than the total does.

Haberman 2008, Journal of Educational and Behavioral Statistics 33, 204-229: the proportional reduction of mean squared
error (PRMSE) when a part's true score is estimated from its own score, from the total, and from both. A part is worth
showing by itself only if its own score does better than the total; what is shown then is the estimate from both.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessor.scoring.pool import Responses
from assessor.scoring.reliability.forms import complete_scores, cronbach_alpha


@dataclass(frozen=True, slots=True)
class Subscore:
    """A part of a fixed form."""

    from_own: float
    """PRMSE of the part's own score, which is its reliability (Cronbach's alpha)."""
    from_total: float
    """PRMSE of the total."""
    from_both: float
    """PRMSE of the two together."""
    own_weight: float
    """What a point of the part adds to its estimate from both."""
    total_weight: float
    """What a point of the total adds."""
    mean: float
    """Mean sum of the part."""
    total_mean: float
    """Mean sum of the whole form."""
    true_sd: float
    """Spread of true scores of the part."""

    @property
    def adds(self) -> bool:
        """Whether the part's own score is worth showing."""
        return self.from_own > self.from_total

    def estimate(self, own: float, total: float) -> tuple[float, float]:
        """Return the part's true score and its standard error, from its own sum and the total, both as points."""
        centre = self.mean + self.own_weight * (own - self.mean) + self.total_weight * (total - self.total_mean)
        return centre, self.true_sd * float(np.sqrt(max(1 - self.from_both, 0)))


def subscore(responses: Responses, part: Sequence[int]) -> Subscore:
    """Test a part, given as columns of responses (persons, items), against the total of all columns.

    Raises ValueError for a part of fewer than two items or of all, fewer than two people who were given every item,
    a part whose alpha is not above 0, which has no true differences that could be estimated, or equal totals.
    """
    scores = complete_scores(responses)
    columns = sorted(set(part))
    if not 2 <= len(columns) < scores.shape[1]:  # noqa: PLR2004 alpha needs two items
        raise ValueError(f"a part has two items or more and not all {scores.shape[1]}; it has {len(columns)}")
    own, total = scores[:, columns].sum(axis=1), scores.sum(axis=1)
    alpha = cronbach_alpha(scores[:, columns].astype(np.int64)).value
    if alpha is None or alpha <= 0:
        raise ValueError("the part's alpha is not above 0: its score says nothing of differences between people")
    (own_variance, shared), (_, total_variance) = np.cov(own, total)
    if total_variance == 0:
        raise ValueError("everybody has the same total, which then says nothing of the part")
    true = alpha * own_variance
    with_true = np.array([true, shared - (1 - alpha) * own_variance])
    weights = np.linalg.lstsq(np.array([[own_variance, shared], [shared, total_variance]]), with_true, rcond=None)[0]
    return Subscore(
        from_own=alpha,
        from_total=float(with_true[1] ** 2 / (true * total_variance)),
        from_both=float(weights @ with_true / true),
        own_weight=float(weights[0]),
        total_weight=float(weights[1]),
        mean=float(own.mean()),
        total_mean=float(total.mean()),
        true_sd=float(np.sqrt(true)),
    )
