import numpy as np
import pytest

from assessor.scoring.ability.eap import eap
from assessor.scoring.ability.estimates import Ability
from assessor.scoring.ability.modes import weighted_likelihood
from assessor.scoring.ability.posterior import Prior
from assessor.scoring.growth.unshrunken import unshrunken
from tests.assessor.scoring.drawing import answers, bank


def test_what_was_believed_before_is_divided_out() -> None:
    # Closed form: answers of 1 with an error of .5 and N(.2, 1) before: precisions 4 and 1, mean (4 + .2) / 5 = .84.
    found = unshrunken(Ability(0.84, 5**-0.5), Prior(0.2, 1.0))
    assert found.theta == pytest.approx(1.0)
    assert found.se == pytest.approx(0.5)


def test_it_is_near_what_the_likelihood_alone_gives() -> None:
    # Second method: Warm's estimate of the same answers to 40 items, for 200 people.
    pool = bank(40)
    theta = np.random.default_rng(3).normal(size=200)
    given = answers(pool, theta)
    drawn, own = eap(pool, given), weighted_likelihood(pool, given)
    pairs = [
        (unshrunken(a), b)
        for a, b in zip(map(drawn.__getitem__, range(200)), map(own.__getitem__, range(200)), strict=True)
        if a and b
    ]
    apart = np.array([one.theta - other.theta for one, other in pairs])
    assert abs(apart.mean()) < 0.02
    assert np.sqrt(np.mean(apart**2)) < 0.08
    assert np.mean([one.se / other.se for one, other in pairs]) == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("se", [0.0, 1.0, 1.5])
def test_answers_that_say_nothing_are_refused(se: float) -> None:
    with pytest.raises(ValueError, match="the answers say nothing"):
        unshrunken(Ability(0.0, se))
