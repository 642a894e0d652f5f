import pytest

from assessor.scoring.ability.confidence import confidence


def test_brier_and_over_confidence_are_those_by_hand() -> None:
    # By hand: (.9 - 1)^2, (.6 - 0)^2, (.5 - 1)^2 are .01, .36, .25; sure .667 on average, right two of three.
    found = confidence([0.9, 0.6, 0.5], [True, False, True])
    assert found is not None
    assert found.n == 3
    assert (found.brier, found.over) == pytest.approx((0.62 / 3, 0))


def test_always_half_gives_a_quarter() -> None:
    found = confidence([0.5] * 4, [True, False, False, False])
    assert found is not None
    assert (found.brier, found.over) == (0.25, 0.25)


def test_nothing_said_is_nothing() -> None:
    assert confidence([], []) is None


@pytest.mark.parametrize(("sure", "right"), [([1.2], [True]), ([0.5, 0.5], [True])])
def test_what_cannot_be_is_refused(sure: list[float], right: list[bool]) -> None:
    with pytest.raises(ValueError, match="from 0 to 1 for each answer"):
        confidence(sure, right)
