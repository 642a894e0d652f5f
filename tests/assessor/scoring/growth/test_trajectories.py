from dataclasses import dataclass

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from assessor.scoring.growth.restricted import between_people, restricted
from assessor.scoring.growth.sums import weighted_sums
from assessor.scoring.growth.trajectories import fit_growth


@dataclass(frozen=True)
class Cohort:
    person: np.ndarray
    weeks: np.ndarray
    theta: np.ndarray
    se: np.ndarray
    intercepts: np.ndarray
    slopes: np.ndarray


def dealt(persons: int = 200, seed: int = 1, practice: float = 0.0, slope_sd: float = 0.02) -> Cohort:
    """Four sittings at uneven weeks; mean line -.5 + .03 a week, spread .7 and slope_sd, correlation .3."""
    rng = np.random.default_rng(seed)
    first, second = rng.normal(size=(2, persons))
    intercepts = -0.5 + 0.7 * first
    slopes = 0.03 + slope_sd * (0.3 * first + np.sqrt(0.91) * second)
    person = np.repeat(np.arange(persons), 4)
    weeks = np.tile([0.0, 8.0, 20.0, 40.0], persons) + np.where(
        np.tile([0, 1, 1, 1], persons), rng.uniform(-6, 6, 4 * persons), 0
    )
    se = rng.uniform(0.25, 0.45, 4 * persons)
    theta = intercepts[person] + slopes[person] * weeks + practice * (weeks > 0) + rng.normal(0, se)
    return Cohort(person, weeks, theta, se, intercepts, slopes)


def by_whole_matrices(of: Cohort, between: np.ndarray) -> tuple[float, np.ndarray]:
    """Second method: the restricted likelihood and each person's line from the covariance of all sittings at once."""
    n, persons = len(of.theta), of.person.max() + 1
    x = np.column_stack([np.ones(n), of.weeks])
    z = np.zeros((n, 2 * persons))
    z[np.arange(n), 2 * of.person], z[np.arange(n), 2 * of.person + 1] = 1, of.weeks
    everyone = np.kron(np.eye(persons), between)
    v = z @ everyone @ z.T + np.diag(of.se**2)
    inverse = np.linalg.inv(v)
    precision = x.T @ inverse @ x
    effects = np.linalg.solve(precision, x.T @ inverse @ of.theta)
    loglik = multivariate_normal(x @ effects, v).logpdf(of.theta) - 0.5 * np.linalg.slogdet(precision)[1]
    own = everyone @ z.T @ inverse @ (of.theta - x @ effects)
    return loglik + np.log(2 * np.pi), effects + own.reshape(-1, 2)


def test_the_restricted_likelihood_is_that_of_the_whole_covariance() -> None:
    cohort = dealt(12)
    x = np.column_stack([np.ones(48), cohort.weeks])
    sums = weighted_sums(cohort.person, x, cohort.theta, cohort.se)
    for between in (np.diag([0.5, 0.0004]), np.array([[0.5, 0.01], [0.01, 0.0002]]), np.zeros((2, 2))):
        assert restricted(sums, between).loglik == pytest.approx(by_whole_matrices(cohort, between)[0], abs=1e-7)


def test_each_line_is_the_best_prediction_from_the_whole_covariance() -> None:
    cohort = dealt(12)
    found = fit_growth(cohort.person, cohort.weeks, cohort.theta, cohort.se)
    x = np.column_stack([np.ones(48), cohort.weeks])
    between = between_people(weighted_sums(cohort.person, x, cohort.theta, cohort.se), (0.7, 0.02))
    lines = by_whole_matrices(cohort, between)[1]
    ours = np.array([[line.intercept, line.slope] for line in found.lines.values()])
    assert ours[:, 0] == pytest.approx(lines[:, 0], abs=2e-3)
    assert ours[:, 1] == pytest.approx(lines[:, 1], abs=2e-4)


def test_no_other_spread_has_a_higher_likelihood() -> None:
    cohort = dealt(60)
    x = np.column_stack([np.ones(240), cohort.weeks / 10])
    sums = weighted_sums(cohort.person, x, cohort.theta, cohort.se)
    best = between_people(sums, (1.0, 0.5))
    top = restricted(sums, best).loglik
    rng = np.random.default_rng(2)
    for _ in range(50):
        root = np.linalg.cholesky(best + 1e-9 * np.eye(2)) + np.tril(rng.normal(0, 0.02, (2, 2)))
        assert restricted(sums, root @ root.T).loglik <= top + 1e-6


def test_the_mean_line_and_the_spread_come_back() -> None:
    # 400 people: standard errors about .04 and .0014 for the mean line; spreads within 15 %.
    found = fit_growth(*cohort_of(dealt(400, 3)))
    assert found.intercept.value == pytest.approx(-0.5, abs=3 * found.intercept.se)
    assert found.slope.value == pytest.approx(0.03, abs=3 * found.slope.se)
    assert found.slope.se == pytest.approx(0.0014, rel=0.25)
    assert found.intercept_sd == pytest.approx(0.7, rel=0.15)
    assert found.slope_sd == pytest.approx(0.02, rel=0.15)


def cohort_of(of: Cohort) -> tuple[np.ndarray, ...]:
    return of.person, of.weeks, of.theta, of.se


def test_intervals_of_peoples_lines_cover_the_truth_as_often_as_they_say() -> None:
    # Theory: 95 % of 1,600 people's abilities at week 30 and of their slopes; three standard errors are .016.
    hits = []
    for seed in range(8):
        cohort = dealt(200, seed)
        found = fit_growth(*cohort_of(cohort))
        for person, line in found.lines.items():
            then = line.at(30)
            truth = cohort.intercepts[person] + 30 * cohort.slopes[person]
            within = abs(line.slope - cohort.slopes[person]) < 1.96 * np.sqrt(line.covariance[1])
            hits.append((abs(then.theta - truth) < 1.96 * then.se, within))
    assert np.mean(hits, axis=0) == pytest.approx([0.95, 0.95], abs=0.017)


def test_shrunken_slopes_are_nearer_the_truth_than_each_persons_own() -> None:
    cohort = dealt(200, 4)
    found = fit_growth(*cohort_of(cohort))
    own = np.array(
        [np.polyfit(cohort.weeks[cohort.person == p], cohort.theta[cohort.person == p], 1)[0] for p in range(200)]
    )
    ours = np.array([line.slope for line in found.lines.values()])
    assert np.mean((ours - cohort.slopes) ** 2) < 0.8 * np.mean((own - cohort.slopes) ** 2)


def test_people_who_grow_alike_get_the_same_slope() -> None:
    cohort = dealt(100, 5, slope_sd=0.0)
    slopes = [line.slope for line in fit_growth(*cohort_of(cohort)).lines.values()]
    assert np.std(slopes) < 0.006


def test_practice_is_told_from_time_when_people_come_back_at_different_weeks() -> None:
    found = fit_growth(*cohort_of(dealt(400, 6, practice=0.3)), practice=True)
    assert found.practice is not None
    assert found.practice.value == pytest.approx(0.3, abs=3 * found.practice.se)
    assert found.practice.se < 0.05


def test_a_person_with_one_sitting_gets_the_slope_of_the_others() -> None:
    cohort = dealt(50, 7)
    alone = [np.append(each, value) for each, value in zip(cohort_of(cohort), (99, 0.0, 3.0, 0.3), strict=True)]
    found = fit_growth(*alone)
    line = found.lines[99]
    assert 0 < line.intercept < 3
    assert line.covariance[1] >= found.slope_sd**2 * 0.5


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (([1, 1, 2, 2], [0, 1, 0, 1], [0, 1, 0, 1], [0.3] * 4), "2 people have sittings at two weeks"),
        (([1], [0, 1], [0], [0.3]), "one for each sitting"),
        (([1, 1], [0, 1], [0, 1], [0.3, 0]), "above 0"),
        (([1, 1], [0, np.nan], [0, 1], [0.3, 0.3]), "finite"),
        (([], [], [], []), "0 people"),
    ],
)
def test_sittings_that_cannot_carry_a_line_are_refused(rows: tuple[list[float], ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        fit_growth(*rows)


def test_practice_of_people_who_all_came_back_after_the_same_weeks_is_refused() -> None:
    person, weeks = np.repeat(np.arange(5), 2), np.tile([0.0, 12.0], 5)
    with pytest.raises(ValueError, match="cannot be told from time"):
        fit_growth(person, weeks, np.random.default_rng(1).normal(size=10), np.full(10, 0.3), practice=True)
