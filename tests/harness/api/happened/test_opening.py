"""What `bench show` and its readers are told of a run in the ledger, and of one trial."""

from pathlib import Path

import pytest

from harness.api.details import trial_details
from harness.api.happened.naming import find_trial
from harness.api.happened.opening import open_happened
from harness.errors import BadPlan
from tests.harness.benching import SCRIPTED, Bench

LEVELS = ("prompting", "context", "orchestration")


@pytest.fixture
def ran(bench: Bench) -> Bench:
    assert bench("run", *SCRIPTED, "--cases", "2").code == 0
    return bench


def test_every_arm_that_ended_has_its_clocks_and_signs(ran: Bench) -> None:
    found = open_happened(ran.ledger, "latest")
    arms = [arm["id"] for arm in ran.view()["arms"]]
    assert [clocks.arm for clocks in found.clocks] == [failures.arm for failures in found.failures] == arms
    for clocks in found.clocks:
        assert (clocks.trials, clocks.cases) == (2, 2)
        assert clocks.active_s.value <= clocks.wall_s.value
        assert clocks.wall_s.low is None
        assert sum(seconds for _, _, seconds in clocks.path_s) <= 2 * clocks.wall_s.value


def test_what_was_not_handed_over_is_read_from_the_marks(ran: Bench) -> None:
    """The clerk at CONTEXT hands nothing over, and in both cases something is above the limit."""
    found = {failures.arm: failures.modes for failures in open_happened(ran.ledger, "latest").failures}
    assert [(number, many) for number, _, many in found["petty_cash-context"]] == [("2.2", 2)]


def test_show_prints_clocks_and_signs_and_gives_them_as_json(ran: Bench) -> None:
    said = ran("show", "latest").out
    assert "active s" in said
    assert "context: 2.2 Fails to ask for clarification in 2 of 2 trials" in said
    happened = ran.view()["happened"]
    assert {clocks["arm"] for clocks in happened["clocks"]} == {arm["id"] for arm in ran.view()["arms"]}


def test_show_tells_one_trial_from_its_beginning_to_its_end(ran: Bench) -> None:
    [trial] = [one for one in ran.view()["trials"] if one["arm"] == "petty_cash-orchestration" and one["seed"] == 1]
    said = ran("show", "latest", trial["id"][:8])
    assert said.code == 0
    for words in (f"trial {trial['id']}: petty_cash-orchestration, seed 1", "critical path", "at a time", "sorter"):
        assert words in said.out
    told = ran("show", "latest", trial["id"], "--json").json
    path = told["happened"]["path"]
    assert sum(step["seconds"] for step in path) == pytest.approx(told["trial"]["wall_s"])
    assert told["design"]["name"] == "petty_cash-orchestration"


def test_a_trial_is_found_by_its_id_its_beginning_or_a_word(ran: Bench, home: Path) -> None:
    assert home.is_dir()
    rows = [detail.trial for detail in trial_details(ran.ledger, "latest")]
    assert find_trial(rows, rows[3].id) == find_trial(rows, rows[3].id[:6]) == rows[3]
    assert find_trial(rows, "slowest").wall_s == max(row.wall_s for row in rows)
    assert find_trial(rows, "worst").score == min(row.score or 0.0 for row in rows)


@pytest.mark.parametrize("name", ["f00", "zzzz", "best"])
def test_a_trial_that_is_not_there_is_one_sentence(ran: Bench, name: str) -> None:
    said = ran("show", "latest", name)
    assert said.code == 2
    assert said.sentence.startswith(
        f"the run has no trial '{name}'; give an id, its first 4 characters or more, or one"
    )


def test_a_run_in_which_nothing_has_ended_has_no_trial() -> None:
    with pytest.raises(BadPlan, match="none of the run has ended yet"):
        find_trial([], "slowest")
