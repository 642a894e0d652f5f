from pathlib import Path

import numpy as np
import pytest

from assessor.scoring.reliability.theta import empirical_reliability, marginal_reliability
from tests.assessor.scoring.drawing import LSAT6, lsat6_pool

DATA = Path(__file__).parents[1] / "data"
MIRT = LSAT6["mirt_2pl"]


def test_marginal_reliability_of_lsat6_is_mirts() -> None:
    assert marginal_reliability(lsat6_pool()) == pytest.approx(MIRT["marginal_reliability"], abs=1e-4)


def test_empirical_reliability_of_lsat6_is_mirts() -> None:
    patterns = MIRT["scores_by_pattern"]
    place = {pattern: i for i, pattern in enumerate(patterns["pattern"])}
    lines = (DATA / "lsat6.csv").read_text().splitlines()[1:]
    found = [place[line.replace(",", "")] for line in lines]
    theta, se = (np.array(patterns["EAP"][key])[found] for key in ("theta", "se"))
    assert empirical_reliability(theta, se) == pytest.approx(MIRT["empirical_rxx_eap"], abs=1e-6)


def test_reliability_is_one_without_error_and_a_half_when_error_is_as_large() -> None:
    assert empirical_reliability([-1, 1], [0, 0]) == 1
    assert empirical_reliability([-1, 1], [2**0.5, 2**0.5]) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("theta", "se", "said"),
    [
        ([1], [1], "two or more of each"),
        ([1, 2], [1], "two or more of each"),
        ([1, np.nan], [1, 1], "not finite"),
        ([1, 1], [0, 0], "neither"),
    ],
)
def test_what_has_no_reliability_is_refused(theta: list[float], se: list[float], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        empirical_reliability(theta, se)
