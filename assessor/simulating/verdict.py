"""What was asked for, held against what was found. The bounds are those of the project's own demand; none is bent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessor.simulating.condition import STATED, Condition
from assessor.simulating.exposing import Exposed
from assessor.simulating.figures import Figures
from assessor.simulating.stored import Again
from assessor.sittings.form import make_form

COVERAGE = (0.93, 0.97)
"""Between these the coverage of a 95 % interval has to lie, at every level."""
EXPOSURE_SLACK = 0.02
LEVEL_SLACK = 0.03
"""How far the rate of exact levels may lie from what the standard errors allow."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One demand."""

    asked: str
    found: str
    met: bool


def verdict(
    conditions: Sequence[Condition], told: Mapping[str, Figures], seen: Mapping[str, Exposed], again: Again | None
) -> list[Bound]:
    """Return each demand with what was found."""
    bounds = [_coverage(condition, told[condition.key]) for condition in conditions if condition.bound]
    bounds += [
        _levels(condition, told[condition.key]) for condition in conditions if condition.key in {STATED, "known"}
    ]
    bounds.append(_exposure(seen))
    if again is not None:
        bounds.append(
            Bound(
                f"{again.sittings} sittings with a store: the same items and the same result",
                f"{again.same_paths} the same items, {again.same_results} the same result",
                again.same_results == again.sittings,
            )
        )
    return bounds


def _coverage(condition: Condition, told: Figures) -> Bound:
    low, high = COVERAGE
    asked = f"coverage {100 * low:.0f} to {100 * high:.0f} % at every level: {condition.title.lower()}"
    if not told.by_level:
        return Bound(asked, "too few people of any level to tell", met=False)
    shares = [100 * level.coverage.share for level in told.by_level]
    error = 100 * max(level.coverage.error for level in told.by_level)
    return Bound(
        asked,
        f"{min(shares):.1f} to {max(shares):.1f} % (Monte Carlo error up to {error:.1f} points)",
        100 * low <= min(shares) and max(shares) <= 100 * high,
    )


def _levels(condition: Condition, told: Figures) -> Bound:
    away, points = told.levels.exact - told.levels.allowed, f"{100 * LEVEL_SLACK:.0f} points"
    return Bound(
        f"exact level within {points} of what the standard errors allow: {condition.title.lower()}",
        f"{100 * told.levels.exact:.1f} %, allowed {100 * told.levels.allowed:.1f} %",
        abs(away) <= LEVEL_SLACK,
    )


def _exposure(seen: Mapping[str, Exposed]) -> Bound:
    ceiling = make_form().ceiling
    highest = max(max(one.highest, one.highest_here) for one in seen.values())
    return Bound(
        f"no item asked in more than {ceiling:.2f} + {EXPOSURE_SLACK:.2f} of the sittings, in any condition",
        f"at most {highest:.3f}",
        highest <= ceiling + EXPOSURE_SLACK,
    )
