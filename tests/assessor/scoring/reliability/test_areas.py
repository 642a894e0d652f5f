import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.scoring.ability.eap import eap
from assessor.scoring.ability.posterior import NODES, log_likelihood
from assessor.scoring.pool import NOT_ADMINISTERED, Floats, ItemParameters, Pool
from assessor.scoring.reliability.areas import augmented, worth
from assessor.scoring.reliability.subscores import subscore
from tests.assessor.scoring.drawing import answers, bank

AREAS = 6


def correlated(between: float, persons: int, seed: int) -> Floats:
    dice = np.random.default_rng(seed)
    general, own = dice.standard_normal((persons, 1)), dice.standard_normal((persons, AREAS))
    return np.asarray(np.sqrt(between) * general + np.sqrt(1 - between) * own)


@pytest.mark.parametrize("between", [0, 0.3, 0.8, 0.95, 1])
def test_with_normal_errors_it_is_the_regression_on_all_measures(between: float) -> None:
    # Closed form: measures y = theta + e of a normal theta with the correlations R give R (R + V)^-1 y.
    dice = np.random.default_rng(7)
    measures, errors = dice.normal(size=AREAS), dice.uniform(0.3, 3, AREAS)
    found = augmented(-((NODES - measures[:, None]) ** 2) / (2 * errors[:, None]), between)
    spread = np.where(np.eye(AREAS) == 1, 1.0, between)
    weights = spread @ np.linalg.inv(spread + np.diag(errors))
    assert found.theta == pytest.approx(weights @ measures, abs=1e-8)
    assert found.se == pytest.approx(np.sqrt(np.diag(spread - weights @ spread)), abs=1e-8)
    assert found.weights.sum(axis=1) == pytest.approx(1)


@pytest.mark.parametrize("between", [0.3, 0.8])
def test_intervals_cover_95_of_100_areas_of_simulated_people(between: float) -> None:
    """Six areas of three items each; 400 people have 2,400 areas, so the share has a standard error of .45 %."""
    pool, true, covered = bank(3 * AREAS), correlated(between, 400, 3), 0
    place = np.arange(3 * AREAS) // 3
    for number, theta in enumerate(true):
        given_ = answers(pool, theta, seed=number)[place, np.arange(len(pool))]
        rows = np.where(place == np.arange(AREAS)[:, None], given_, NOT_ADMINISTERED)
        found = augmented(log_likelihood(pool, rows), between)
        covered += int((np.abs(found.theta - theta) < 1.96 * found.se).sum())
    assert covered / true.size == pytest.approx(0.95, abs=0.015)


def test_areas_that_are_one_thing_are_the_ability_of_all_answers() -> None:
    # Second method: the EAP of all answers together.
    pool = bank(12)
    given_ = answers(pool, np.array([0.4]))[0]
    rows = np.where(np.arange(12) // 2 == np.arange(AREAS)[:, None], given_, NOT_ADMINISTERED)
    found, whole = augmented(log_likelihood(pool, rows), 1.0), eap(pool, given_)
    assert found.theta == pytest.approx(whole.theta[0], abs=1e-9)
    assert found.se == pytest.approx(whole.se[0], abs=1e-9)


def test_an_area_without_answers_leans_on_the_others_and_is_less_sure() -> None:
    logs = np.zeros((2, len(NODES)))
    logs[0] = -((NODES - 2) ** 2)
    found = augmented(logs, 0.5)
    assert found.theta[1] == pytest.approx(0.5 * found.theta[0])  # the regression of one normal on another
    assert found.se[1] > found.se[0]


@given(st.lists(st.floats(0, 50), min_size=2, max_size=6).filter(lambda told: sum(told) > 0))
def test_areas_that_are_one_thing_never_add(information: list[float]) -> None:
    assert not worth(np.array(information), 1.0).adds.any()


@given(st.lists(st.floats(0.01, 50), min_size=2, max_size=6))
def test_areas_that_have_nothing_in_common_add_by_their_own_answers(information: list[float]) -> None:
    assert worth(np.array(information), 0.0).adds.all()


def test_what_explains_an_area_is_that_of_a_simulation() -> None:
    # Second method: squared correlations of 400,000 drawn abilities with their measures.
    told, true = np.array([3.0, 1, 1, 1, 0.5, 0]), correlated(0.6, 400_000, 1)
    found = worth(told, 0.6)
    errors = np.random.default_rng(2).standard_normal(true.shape) / np.sqrt(np.maximum(told, 1e-12))
    total = (true + errors) @ told
    for area in range(AREAS):
        own = np.corrcoef(true[:, area], true[:, area] + errors[:, area])[0, 1] ** 2
        assert found.from_own[area] == pytest.approx(own, abs=0.005)
        assert found.from_total[area] == pytest.approx(np.corrcoef(true[:, area], total)[0, 1] ** 2, abs=0.005)


@pytest.mark.parametrize("between", [0.2, 0.9])
def test_a_fixed_form_is_judged_as_by_sum_scores(between: float) -> None:
    # Second method: Haberman 2008 on sum scores of two parts of 20 equal items, for which information hardly varies.
    pool = Pool([ItemParameters(str(number), 1.0, (0.0,)) for number in range(40)])
    true = correlated(between, 4000, 5)[:, :2]
    responses = np.hstack([answers(pool, true[:, part], seed=part)[:, 20 * part : 20 * part + 20] for part in (0, 1)])
    classical = subscore(responses, range(20))
    told = pool.information(np.random.default_rng(4).standard_normal(4000))[:, :20].sum(axis=1).mean()
    found = worth(np.array([told, told]), between)
    assert found.from_own[0] == pytest.approx(classical.from_own, abs=0.02)
    assert found.from_total[0] == pytest.approx(classical.from_total, abs=0.02)
    assert found.adds[0] == classical.adds == (between < 0.5)


@pytest.mark.parametrize("between", [-0.1, 0.97, 1.1])
def test_a_correlation_that_cannot_be_is_refused(between: float) -> None:
    with pytest.raises(ValueError, match="areas correlate by 0 to"):
        augmented(np.zeros((2, len(NODES))), between)


def test_no_information_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="some of it above 0"):
        worth(np.zeros(6), 0.5)
