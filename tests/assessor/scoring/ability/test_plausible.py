import numpy as np
import pytest

from assessor.scoring.ability.eap import eap
from assessor.scoring.ability.plausible import plausible_values
from tests.assessor.scoring.drawing import answers, bank


def test_draws_have_the_mean_and_the_spread_of_the_posterior() -> None:
    # Second method: EAP and its standard error; 20,000 draws of three persons.
    pool = bank(20)
    rows = answers(pool, np.array([-2.0, 0.0, 1.5]))
    drawn, found = plausible_values(pool, rows, draws=20_000), eap(pool, rows)
    assert drawn.mean(axis=1) == pytest.approx(found.theta, abs=0.01)
    assert drawn.std(axis=1) == pytest.approx(found.se, abs=0.01)


def test_they_give_back_the_spread_of_the_population_where_eap_shrinks_it() -> None:
    # The population is N(0, 1) by construction (Mislevy 1991).
    pool, theta = bank(10), np.random.default_rng(7).standard_normal(3000)
    rows = answers(pool, theta)
    assert plausible_values(pool, rows, draws=5).std() == pytest.approx(1, abs=0.03)
    assert eap(pool, rows).theta.std() < 0.9


def test_the_same_seed_gives_the_same_draws_and_another_seed_others() -> None:
    pool = bank(5)
    rows = answers(pool, np.zeros(4))
    first, again, other = (plausible_values(pool, rows, seed=seed) for seed in (3, 3, 4))
    assert first.shape == (4, 10)
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_no_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="0 plausible values"):
        plausible_values(bank(2), np.zeros(2, dtype=np.int64), draws=0)
