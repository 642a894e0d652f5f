"""How far two abilities of one person must lie apart before the change is more than error.

Jacobson and Truax 1991, Journal of Consulting and Clinical Psychology 59, 12-19, with a standard error of each ability
in the place of one from a reliability. Whether one person did change is told by `assessor.scoring.growth`.
"""

import numpy as np

CONFIDENCE = 0.95


def change_needed(se_before: float, se_after: float, confidence: float = CONFIDENCE) -> float:
    """Return the smallest change that is more than error. Raises ValueError."""
    if not (0 < confidence < 1 and min(se_before, se_after) > 0):
        raise ValueError(
            f"a confidence of {confidence} lies between 0 and 1, and errors of {se_before} and {se_after} above 0"
        )
    from scipy.special import ndtri  # noqa: PLC0415 heavy: start-up must not pay for it

    return float(ndtri(0.5 + confidence / 2) * np.hypot(se_before, se_after))
