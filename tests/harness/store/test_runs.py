"""Runs and what they plan: kept once, found by name."""

import pytest

from harness.errors import BadPlan
from harness.store.ledger import Ledger
from tests.harness.store import making


def test_a_run_comes_back_as_it_was_saved(ledger: Ledger) -> None:
    ledger.save_run(making.run()).result()
    assert ledger.run(making.RUN) == making.run()


def test_instants_come_back_with_their_zone(planned: Ledger) -> None:
    assert planned.run(making.RUN).created_at.isoformat() == "2026-11-02T12:00:00.123456+00:00"


def test_planned_trials_come_back_in_the_order_of_the_plan(ledger: Ledger) -> None:
    trials = tuple(f"t{(n * 7) % 50}" for n in range(50))
    ledger.save_run(making.run(trials=trials)).result()
    assert tuple(trial for trial, _ in ledger.run(making.RUN).trials) == trials


def test_runs_are_newest_first(ledger: Ledger) -> None:
    for run_id, minutes in (("aaaa1", 1), ("bbbb2", 3), ("cccc3", 2)):
        ledger.save_run(making.run(run_id, minutes=minutes)).result()
    assert [run.id for run in ledger.runs()] == ["bbbb2", "cccc3", "aaaa1"]


def test_a_run_saved_again_keeps_its_first_header(planned: Ledger) -> None:
    planned.save_run(making.run(minutes=9)).result()
    assert planned.runs() == [making.run()]


def test_a_run_saved_again_takes_new_trials_at_the_end(planned: Ledger) -> None:
    planned.save_run(making.run(trials=("t9", "t2", "t1"))).result()
    assert [trial for trial, _ in planned.run(making.RUN).trials] == ["t1", "t2", "t3", "t9"]


def test_latest_is_the_newest_run(ledger: Ledger) -> None:
    ledger.save_run(making.run("aaaa1", minutes=5)).result()
    ledger.save_run(making.run("bbbb2", minutes=4)).result()
    assert ledger.run("latest").id == "aaaa1"


def test_a_run_is_found_by_four_characters(planned: Ledger) -> None:
    assert planned.run(making.RUN[:4]).id == making.RUN


def test_a_full_id_wins_over_a_longer_one_that_begins_with_it(ledger: Ledger) -> None:
    ledger.save_run(making.run("aaaa1")).result()
    ledger.save_run(making.run("aaaa12")).result()
    assert ledger.run("aaaa1").id == "aaaa1"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("aaa", "named by fewer than 4 characters; the runs are aaaa1, aaaa2"),
        ("zzzz", "there is no run 'zzzz'; the runs are aaaa1, aaaa2"),
        ("aaaa", "'aaaa' means 2 runs, give more of the id; the runs are aaaa1, aaaa2"),
    ],
)
def test_a_run_that_cannot_be_found_is_answered_with_those_there_are(ledger: Ledger, name: str, said: str) -> None:
    ledger.save_run(making.run("aaaa1", minutes=2)).result()
    ledger.save_run(making.run("aaaa2", minutes=1)).result()
    with pytest.raises(BadPlan, match=said):
        ledger.run(name)


def test_only_the_newest_runs_are_named_in_a_message(ledger: Ledger) -> None:
    for number in range(10):
        ledger.save_run(making.run(f"run-{number}", minutes=number)).result()
    with pytest.raises(BadPlan, match="run-9, run-8, run-7, run-6, run-5, run-4, run-3, run-2 and 2 older"):
        ledger.run("nothing")


def test_an_empty_ledger_has_no_latest_run(ledger: Ledger) -> None:
    with pytest.raises(BadPlan, match="the ledger has none yet; start one with `toprung bench run`"):
        ledger.run("latest")
