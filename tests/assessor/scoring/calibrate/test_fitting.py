import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assessor.scoring.calibrate.fitting import MODELS, fit
from assessor.scoring.calibrate.plan import Priors
from assessor.scoring.calibrate.result import How
from assessor.scoring.pool import Floats, ItemParameters, Pool, Responses
from tests.assessor.scoring.calibrate.drawing import draw, flat, form, loglik, pool_of

TOPS = [1, 3, 1, 2]
tables = st.tuples(st.integers(1, 30), st.integers(1, 6)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(-1, 3))
)


def mixed(persons: int = 400, missing: float = 0.3) -> tuple[Pool, Responses]:
    rng = np.random.default_rng(5)
    pool = form(TOPS, rng)
    return pool, draw(pool, rng.normal(size=persons), rng, missing)


def gradient(values: Floats, answers: Responses, width: float = 1e-4) -> Floats:
    """Central differences of the likelihood by direct summation."""
    found = []
    for place in range(len(values)):
        ahead, behind = values.copy(), values.copy()
        ahead[place] += width
        behind[place] -= width
        found.append((loglik(pool_of(ahead, TOPS), answers) - loglik(pool_of(behind, TOPS), answers)) / (2 * width))
    return np.array(found)


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_the_likelihood_is_that_of_direct_summation(missing: float) -> None:
    _, answers = mixed(missing=missing)
    found = fit(answers, model="mixed")
    assert found.loglik == pytest.approx(loglik(found.pool(), answers[(answers >= 0).any(axis=1)]), abs=1e-6)


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_at_the_end_the_likelihood_has_no_slope(missing: float) -> None:
    _, answers = mixed(missing=missing)
    assert np.abs(gradient(flat(fit(answers, model="mixed")), answers)).max() < 0.01


def test_at_the_end_the_posterior_has_no_slope() -> None:
    _, answers = mixed()
    found = fit(answers, model="mixed", priors=Priors())
    pull = [
        value
        for item in found.items
        for value in (-np.log(item.a) / 0.4**2 / item.a, *(-step / 1.5**2 for step in item.steps))
    ]
    assert np.abs(gradient(flat(found), answers) + pull).max() < 0.01


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_covariances_are_those_of_the_curvature_by_differences(missing: float) -> None:
    _, answers = mixed(200, missing)
    found = fit(answers, model="mixed")
    values, width = flat(found), 1e-3
    hessian = np.empty((len(values), len(values)))
    for place in range(len(values)):
        ahead, behind = values.copy(), values.copy()
        ahead[place] += width
        behind[place] -= width
        hessian[place] = (gradient(ahead, answers) - gradient(behind, answers)) / (2 * width)
    whole, first = np.linalg.inv(-hessian), 0
    for item, top in zip(found.items, TOPS, strict=True):
        assert item.covariance is not None
        own = whole[first : first + top + 1, first : first + top + 1]
        assert item.covariance == pytest.approx(own, rel=0.01, abs=1e-4)
        first += top + 1


def test_a_person_without_answers_changes_nothing() -> None:
    _, answers = mixed(missing=0.0)
    more = np.concatenate([answers, np.full((50, len(TOPS)), -1)])
    found, other = fit(answers, model="mixed"), fit(more, model="mixed")
    assert flat(other) == pytest.approx(flat(found), abs=1e-9)
    assert other.persons == found.persons


@pytest.mark.parametrize("model", MODELS)
def test_persons_and_items_may_stand_in_any_order(model: str) -> None:
    rng = np.random.default_rng(1)
    answers = draw(form([1] * 6, rng), rng.normal(size=300), rng, 0.2)
    turned = rng.permutation(6)
    found, other = fit(answers, model=model), fit(answers[rng.permutation(300)][:, turned], model=model)
    assert other.loglik == pytest.approx(found.loglik, abs=1e-6)
    assert [other.items[i].a for i in range(6)] == pytest.approx([found.items[i].a for i in turned], abs=1e-3)


def test_pcm_is_the_fit_of_one_shared_slope_in_another_unit() -> None:
    # Second method: the likelihood of the steps over a population of the s.d. found.
    rng = np.random.default_rng(2)
    answers = draw(form([2, 3, 2, 1, 2], rng), 1.4 * rng.normal(size=500), rng)
    found = fit(answers, model="pcm")
    wide = pool_of(
        np.array([v for item in found.items for v in (found.sd, *np.divide(item.steps, found.sd))]), [2, 3, 2, 1, 2]
    )
    assert found.loglik == pytest.approx(loglik(wide, answers), abs=1e-6)
    assert {item.a for item in found.items} == {1.0}
    assert found.se_sd is not None
    assert found.free == 1 + 10


def test_people_who_differ_much_are_told_apart_by_more_nodes() -> None:
    # Second method: direct summation over ten times as many nodes. With 61, it is off by a quarter.
    rng = np.random.default_rng(4)
    difficulties = rng.normal(0, 2, 40)
    pool = Pool([ItemParameters(f"item{i}", 5.0, (float(b) / 5,)) for i, b in enumerate(difficulties)])
    answers = draw(pool, rng.normal(size=500), rng)
    found = fit(answers, model="rasch")
    assert found.se_sd is not None
    assert found.sd == pytest.approx(5, abs=3 * found.se_sd)
    fine = np.linspace(-6, 6, 601)
    mass = np.exp(-0.5 * fine**2) / np.exp(-0.5 * fine**2).sum()
    in_sd = Pool([ItemParameters(i.name, found.sd, (i.steps[0] / found.sd,)) for i in found.items])
    assert found.loglik == pytest.approx(loglik(in_sd, answers, mass, fine), abs=0.01)


def test_a_narrow_prior_wins_over_the_answers() -> None:
    _, answers = mixed()
    found = fit(answers, model="mixed", priors=Priors(0.5, 1e-3, -0.3, 1e-3))
    assert [item.a for item in found.items] == pytest.approx([np.exp(0.5)] * 4, abs=0.01)
    assert [step for item in found.items for step in item.steps] == pytest.approx([-0.3] * 7, abs=0.01)
    assert found.items[0].se_steps == pytest.approx([1e-3], rel=0.01)
    assert {item.how for item in found.items} == {How.PRIORS}


def test_a_category_that_nobody_is_in_can_be_fitted_with_priors() -> None:
    _, answers = mixed()
    found = fit(answers, model="mixed", tops=[2, 3, 1, 2], priors=Priors())
    assert len(found.items[0].steps) == 2
    assert found.items[0].se_steps is not None


def test_an_item_that_abler_people_fail_has_a_slope_below_zero_and_a_note() -> None:
    rng = np.random.default_rng(3)
    answers = draw(form([1] * 8, rng), rng.normal(size=800), rng)
    answers[:, 2] = 1 - answers[:, 2]
    found = fit(answers)
    assert found.items[2].a < -0.3
    assert any("look at the key: item3" in note for note in found.notes)
    with pytest.raises(ValueError, match="item 'item3' has the slope"):
        found.pool()


@pytest.mark.parametrize(
    ("answers", "model", "said"),
    [
        ([[0, 1], [1, 1], [0, 1]], "2pl", "item 'item2' has the same answer from all 3 persons"),
        ([[0, 2], [1, 0], [0, 2]], "gpcm", "item 'item2' has categories 0 to 2, but nobody is in category 1"),
        ([[0, 2], [1, 1], [0, 2]], "gpcm", "item 'item2' has categories 0 to 2, but nobody is in category 0"),
        ([[0, 2], [1, 1], [0, 0]], "2pl", "item 'item2' has categories 0 to 2; model '2pl' takes two, 'gpcm' takes"),
        ([[0, 2], [1, 1], [0, 0]], "rasch", "model 'rasch' takes two, 'pcm' takes more"),
        ([[0, -1], [1, -1]], "2pl", "item 'item2' was answered by nobody"),
        ([[-1, -1]], "2pl", "there is no answer in the responses"),
        ([[0, -2]], "2pl", "-2 is no category"),
        ([[0, 99], [1, 0]], "gpcm", "item 'item2' has categories up to 99; 1 to 49 can be fitted"),
        ([[0.5, 1.0]], "2pl", "have to be whole numbers"),
        ([0, 1], "2pl", "have to be a table"),
        ([[0, 1], [1, 0]], "3pl", "there is no model '3pl'; the models are rasch, 1pl"),
    ],
)
def test_what_cannot_be_fitted_ends_in_one_sentence(answers: list[list[int]], model: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        fit(np.array(answers), model=model)


def test_names_and_highest_categories_have_to_match_the_items() -> None:
    answers = np.array([[0, 1], [1, 0]])
    with pytest.raises(ValueError, match="1 names were given for 2 items"):
        fit(answers, ["x"])
    with pytest.raises(ValueError, match="item 'x' stands twice"):
        fit(answers, ["x", "x"])
    with pytest.raises(ValueError, match="3 highest categories were given for 2 items"):
        fit(answers, tops=[1, 1, 1])
    with pytest.raises(ValueError, match="item 'item1' has the answer 1, but its highest category is 0"):
        fit(answers, tops=[0, 1])


@settings(max_examples=60, deadline=None)
@given(tables, st.sampled_from(["gpcm", "pcm"]))
def test_with_priors_any_table_gives_finite_values_and_errors_above_zero(answers: Responses, model: str) -> None:
    if (answers < 0).all():
        return
    found = fit(answers, model=model, priors=Priors())
    assert found.converged
    assert np.isfinite(flat(found)).all()
    for item in found.items:
        assert item.a > 0
        assert item.se_steps is not None
        assert min(item.se_steps) > 0


@settings(max_examples=25, deadline=None)
@given(tables)
def test_without_priors_any_table_is_fitted_or_refused_in_words(answers: Responses) -> None:
    try:
        found = fit(answers, model="gpcm")
    except ValueError:
        return
    assert np.isfinite(flat(found)).all()
    assert np.isfinite(found.loglik)
