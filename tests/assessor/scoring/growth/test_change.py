import pytest

from assessor.scoring.ability.estimates import Ability
from assessor.scoring.growth.change import Effect, change
from assessor.scoring.growth.practice import practice_effect


def test_change_is_the_difference_over_both_errors() -> None:
    # Closed form: .5 / sqrt(.3² + .4²) = 1.
    found = change(Ability(0.2, 0.3), Ability(0.7, 0.4))
    assert found.z == pytest.approx(1)
    assert found.se == pytest.approx(0.5)
    assert found.high == pytest.approx(0.5 + 1.96 * 0.5)
    assert found.verdict == "not yet distinguishable"


@pytest.mark.parametrize(("gain", "verdict"), [(0.82, "not yet distinguishable"), (0.84, "gain"), (-0.84, "loss")])
def test_at_the_usual_stop_rule_a_change_has_to_be_above_083(gain: float, verdict: str) -> None:
    # 1.96 · sqrt(2) · .30 = .83.
    assert change(Ability(0.0, 0.3), Ability(gain, 0.3)).verdict == verdict


def test_practice_is_taken_off_with_its_error() -> None:
    found = change(Ability(0.0, 0.3), Ability(1.0, 0.3), practice=Effect(0.2, 0.1))
    assert found.value == pytest.approx(0.8)
    assert found.se == pytest.approx((0.09 + 0.09 + 0.01) ** 0.5)
    assert found.verdict == "not yet distinguishable"


def test_an_error_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        change(Ability(0, 0), Ability(1, 0.3))


def test_practice_and_the_easier_form_come_apart() -> None:
    # Closed form: mean gains .5 and .1, so practice .3 and form B easier by .2; variances .02 / 2 and .02 / 2.
    found = practice_effect([0.4, 0.6], [0.0, 0.2])
    assert found.practice.value == pytest.approx(0.3)
    assert found.easier.value == pytest.approx(0.2)
    assert found.practice.se == pytest.approx((0.01 + 0.01) ** 0.5 / 2)


def test_practice_of_one_person_is_refused() -> None:
    with pytest.raises(ValueError, match="two or more"):
        practice_effect([0.1], [0.2, 0.3])
    with pytest.raises(ValueError, match="not finite"):
        practice_effect([0.1, float("nan")], [0.2, 0.3])
