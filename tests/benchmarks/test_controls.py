"""`bench run --controls` tells the truth about teams and controls whose quality is planted."""

import pytest

from benchmarks.controls import SCENARIOS, Found, Scenario, found_by, is_true, repeated, told
from benchmarks.planted_controls import TEAM, chance_of
from tests.benchmarks.test_ablation import more_wrong_than


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_verdict_to_be_reached_is_true_of_what_is_planted(scenario: Scenario) -> None:
    assert is_true(scenario.right, scenario.truth)


def test_on_each_border_another_verdict_would_be_wrong() -> None:
    for scenario in SCENARIOS[4:]:
        assert not is_true("hurt", scenario.truth)
        wrong = [v for v in ("orchestration helped", "spending helped", "code was enough") if v != scenario.right]
        assert any(not is_true(verdict, scenario.truth) for verdict in wrong)  # type: ignore[arg-type] # each is one


@pytest.mark.parametrize("row", [TEAM, "context", "same tokens"])
def test_a_row_is_as_good_as_planted_on_the_mean_over_cases(row: str) -> None:
    truth = SCENARIOS[1].truth
    mean = sum(chance_of(truth, row, seed) for seed in range(4_000)) / 4_000
    assert mean == pytest.approx(truth.chances[row], abs=0.005)
    assert all(0 < chance_of(truth, row, seed) < 1 for seed in range(500))


def test_one_run_reaches_what_is_planted_with_controls_that_are_matched() -> None:
    [view] = repeated(SCENARIOS[0].truth, 1)
    assert view.verdict == "orchestration helped"
    assert [one.is_matched for one in view.beside] == [None, None, True, True, None]
    assert view.margin == 0.1


def test_the_table_says_what_was_planted_and_what_was_reached() -> None:
    found = found_by(SCENARIOS[3], 1)
    assert isinstance(found, Found)
    assert found.reached["hurt"].times == 1
    assert "| the one agent is better | 0.155 | 0.300 | 0.030 | 0.300 | hurt |" in told([found], 1)


@pytest.mark.slow
def test_verdicts_are_wrong_at_most_once_in_twenty() -> None:
    """In 100 runs at a true 5 % more than 11 are wrong once in 200 times."""
    assert more_wrong_than(11, 100, 0.05) < 1 / 200
    for scenario in SCENARIOS:
        found = found_by(scenario, 100)
        assert found.wrong.times <= 11, scenario.name
        assert found.reached[scenario.right].value >= 0.5, scenario.name
