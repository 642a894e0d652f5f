import numpy as np
import pytest

from assessor.scoring.fairness.mantel import mantel, mantel_haenszel
from assessor.scoring.fairness.strata import Tables

# Bickel, Hammel and O'Connell 1975, Science 187, 398-404: admissions to Berkeley by department, men then women,
# each rejected then admitted. R prints the tests for this table on the help page of mantelhaen.test.
BERKELEY = np.array(
    [
        [[313, 512], [19, 89]],
        [[207, 353], [8, 17]],
        [[205, 120], [391, 202]],
        [[279, 138], [244, 131]],
        [[138, 53], [299, 94]],
        [[351, 22], [317, 24]],
    ],
    dtype=float,
)


def tables(counts: np.ndarray) -> Tables:
    return Tables(np.arange(len(counts), dtype=float), counts, np.arange(counts.shape[2], dtype=float))


def test_the_test_and_odds_ratio_are_those_that_r_prints_for_berkeley() -> None:
    found = mantel_haenszel(tables(BERKELEY))
    assert found.chi2 == pytest.approx(1.4269, abs=1e-4)
    assert found.p == pytest.approx(0.2323, abs=1e-4)
    assert found.odds_ratio == pytest.approx(0.9046968, abs=1e-7)
    assert found.low == pytest.approx(0.7719074, abs=1e-6)
    assert found.high == pytest.approx(1.0603298, abs=1e-6)


def test_delta_is_the_log_odds_on_the_ets_scale() -> None:
    found = mantel_haenszel(tables(BERKELEY))
    assert found.delta == pytest.approx(-2.35 * np.log(0.9046968), abs=1e-6)
    assert found.size == "A"


def test_an_item_that_is_harder_for_the_focal_group_has_a_negative_delta_and_class_c() -> None:
    # Closed form: one stratum, odds 3 against 1/3, so the odds ratio is 9 and delta -2.35 log 9.
    found = mantel_haenszel(tables(np.array([[[100.0, 300.0], [300.0, 100.0]]])))
    assert found.odds_ratio == pytest.approx(9)
    assert found.delta == pytest.approx(-2.35 * np.log(9))
    # Woolf 1955, which Robins, Breslow and Greenland's variance is in a single stratum: sum of 1 / cell.
    assert found.delta_se == pytest.approx(2.35 * np.sqrt(2 / 100 + 2 / 300))
    assert found.size == "C"


@pytest.mark.parametrize(("odds", "size"), [(1.4, "A"), (1.75, "B"), (2.5, "C")])
def test_classes_follow_the_ets_limits(odds: float, size: str) -> None:
    # |delta| is 2.35 log(odds): .79, 1.32 and 2.15; the groups are large, so that each is significant.
    right = odds / (1 + odds)
    counts = 20000 * np.array([[[1 - right, right], [0.5, 0.5]]])
    assert mantel_haenszel(tables(counts)).size == size


def test_a_large_delta_of_few_people_is_not_c() -> None:
    found = mantel_haenszel(tables(np.array([[[20.0, 40.0], [32.0, 28.0]]])))
    assert found.delta is not None
    assert found.delta < -1.5  # -2.35 log(40 · 32 / (20 · 28)) = -1.94, standard error .89
    assert found.size == "B"


def test_without_wrong_answers_of_one_group_there_is_no_odds_ratio() -> None:
    found = mantel_haenszel(tables(np.array([[[0.0, 30.0], [10.0, 20.0]]])))
    assert found.odds_ratio is None
    assert found.size == "C"


def test_strata_of_one_group_say_nothing() -> None:
    lone = np.concatenate([BERKELEY, [[[50.0, 3.0], [0.0, 0.0]]]])
    assert mantel_haenszel(tables(lone)).chi2 == pytest.approx(mantel_haenszel(tables(BERKELEY)).chi2)
    assert mantel(tables(lone)).smd == pytest.approx(mantel(tables(BERKELEY)).smd)


def test_mantel_of_two_categories_is_mantel_haenszel_without_the_correction() -> None:
    # R's mantelhaen.test(UCBAdmissions, correct = FALSE): 1.5246.
    assert mantel(tables(BERKELEY)).chi2 == pytest.approx(1.5246, abs=1e-4)


def test_mantel_of_three_categories_is_the_permutation_variance_of_the_sum() -> None:
    # Second method: under the null the focal group is a random draw from the stratum without replacement.
    counts = np.array([[[5, 3, 2], [1, 4, 5]]], dtype=float)
    scores = np.repeat([0, 1, 2], counts[0].sum(axis=0).astype(int))
    expected, n = 10 * scores.mean(), len(scores)
    variance = 10 * 10 / n * scores.var(ddof=1)
    found = mantel(tables(counts))
    assert found.chi2 == pytest.approx((14 - expected) ** 2 / variance)
    assert found.smd == pytest.approx(1.4 - 0.7)
    assert found.smd_in_sd == pytest.approx(0.7 / scores.std())


def test_mantel_haenszel_of_three_categories_is_refused() -> None:
    with pytest.raises(ValueError, match="two categories"):
        mantel_haenszel(tables(np.ones((1, 2, 3))))
