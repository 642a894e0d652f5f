"""Model calls: started, ended, added up, left over, and played back."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest

from harness.errors import BadPlan, LedgerError
from harness.messages import Usage
from harness.store.ledger import Ledger
from harness.store.records import CallRecord, CallTotals
from tests.harness.store import making


def test_a_call_comes_back_with_both_halves(planned: Ledger) -> None:
    planned.call_started(making.start()).result()
    planned.call_ended(making.end()).result()
    assert planned.calls("t1", 1) == [CallRecord(making.start(), making.end())]


def test_a_call_whose_end_was_not_seen_has_no_end(planned: Ledger) -> None:
    planned.call_started(making.start()).result()
    assert planned.calls("t1", 1) == [CallRecord(making.start(), None)]


def test_calls_come_in_the_order_made(planned: Ledger) -> None:
    for call_id in ("z", "a", "m"):
        planned.call_started(making.start(call_id)).result()
    assert [call.start.id for call in planned.calls("t1", 1)] == ["z", "a", "m"]


def test_a_call_cannot_end_before_it_started(planned: Ledger) -> None:
    error = planned.call_ended(making.end("c9")).exception()
    assert isinstance(error, LedgerError)
    assert str(error) == "the call c9 was never started, or has ended before"


def test_a_call_ends_once(planned: Ledger) -> None:
    planned.call_started(making.start()).result()
    planned.call_ended(making.end(status="timed out")).result()
    assert isinstance(planned.call_ended(making.end(status="ok")).exception(), LedgerError)
    ended = planned.calls("t1", 1)[0].end
    assert ended
    assert ended.status == "timed out"


def test_a_call_of_a_trial_that_its_run_did_not_plan_is_refused(planned: Ledger) -> None:
    assert isinstance(planned.call_started(making.start(trial_id="t99")).exception(), LedgerError)


def test_a_status_that_is_no_word_of_ours_is_refused(planned: Ledger) -> None:
    planned.call_started(making.start()).result()
    assert isinstance(planned.call_ended(making.end(status="fine")).exception(), LedgerError)


def test_money_beyond_32_bits_is_kept_to_the_last_nano_dollar(planned: Ledger) -> None:
    planned.call_started(making.start()).result()
    planned.call_ended(making.end(nano_usd=9_007_199_254_740_993)).result()
    assert planned.call_totals(making.RUN)["t1", 1].nano_usd == 9_007_199_254_740_993


def test_totals_add_up_by_trial_and_attempt(planned: Ledger) -> None:
    for call_id, trial_id, attempt, served in (
        ("a", "t1", 1, "model-b"),
        ("b", "t1", 1, "model-a"),
        ("c", "t1", 2, "model-a"),
        ("d", "t2", 1, ""),
    ):
        planned.call_started(making.start(call_id, trial_id, attempt))
        planned.call_ended(making.end(call_id, served=served)).result()
    once = Usage(input=100, cache_read=20, cache_write=3, output=40, reasoning=10)
    assert planned.call_totals(making.RUN) == {
        ("t1", 1): CallTotals(2, once + once, 10, ("model-a", "model-b")),
        ("t1", 2): CallTotals(1, once, 5, ("model-a",)),
        ("t2", 1): CallTotals(1, once, 5, ()),
    }


def test_one_unknown_price_makes_the_total_unknown(planned: Ledger) -> None:
    for call_id, nano_usd in (("a", 5), ("b", None)):
        planned.call_started(making.start(call_id))
        planned.call_ended(making.end(call_id, nano_usd=nano_usd)).result()
    assert planned.call_totals(making.RUN)["t1", 1].nano_usd is None


def test_nothing_charged_is_not_an_unknown_price(planned: Ledger) -> None:
    planned.call_started(making.start())
    planned.call_ended(making.end(nano_usd=0)).result()
    assert planned.call_totals(making.RUN)["t1", 1].nano_usd == 0


def test_a_call_that_never_ended_is_not_in_the_totals(planned: Ledger) -> None:
    planned.call_started(making.start()).result()
    assert planned.call_totals(making.RUN) == {}


def test_a_trial_shared_with_another_run_brings_its_totals(planned: Ledger) -> None:
    planned.save_run(making.run("another-run", trials=("t1",))).result()
    planned.call_started(making.start())
    planned.call_ended(making.end()).result()
    assert planned.call_totals("another-run") == planned.call_totals(making.RUN)


def test_a_call_is_unfinished_until_it_ends(planned: Ledger) -> None:
    planned.call_started(making.start("a"))
    planned.call_started(making.start("b"))
    planned.call_ended(making.end("a")).result()
    assert [call.start.id for call in planned.unfinished(making.RUN)] == ["b"]


def test_a_call_is_lost_until_its_trial_ends(planned: Ledger) -> None:
    for call_id, trial_id in (("a", "t1"), ("b", "t2")):
        planned.call_started(making.start(call_id, trial_id))
        planned.call_ended(making.end(call_id))
    planned.trial_ended(making.trial("t1"), None, []).result()
    assert [call.start.id for call in planned.lost(making.RUN)] == ["b"]


def test_a_call_of_an_earlier_attempt_stays_lost(planned: Ledger) -> None:
    planned.call_started(making.start("a"))
    planned.call_ended(making.end("a"))
    planned.trial_ended(making.trial(attempt=2), None, []).result()
    assert [call.start.id for call in planned.lost(making.RUN)] == ["a"]


def test_a_call_of_a_failed_attempt_is_lost_when_a_later_one_has_ended(planned: Ledger) -> None:
    for attempt, call_id in ((1, "a"), (2, "b")):
        planned.call_started(making.start(call_id, trial_attempt=attempt))
        planned.call_ended(making.end(call_id))
    planned.trial_ended(making.trial(attempt=1, outcome="infrastructure"), None, []).result()
    assert [call.start.id for call in planned.lost(making.RUN)] == ["b"]
    planned.trial_ended(making.trial(attempt=2), None, []).result()
    assert [call.start.id for call in planned.lost(making.RUN)] == ["a"]


def test_what_a_living_process_has_under_way_is_neither_unfinished_nor_lost(planned: Ledger) -> None:
    now = datetime.now(UTC)
    planned.call_started(making.start("before, no end", at=now - timedelta(hours=1)))
    planned.call_started(making.start("before", at=now - timedelta(hours=1)))
    planned.call_ended(making.end("before")).result()
    with planned.lease(making.RUN):
        planned.call_started(making.start("now, no end", at=datetime.now(UTC)))
        planned.call_started(making.start("now", at=datetime.now(UTC)))
        planned.call_ended(making.end("now")).result()
        assert [call.start.id for call in planned.unfinished(making.RUN)] == ["before, no end"]
        assert [call.start.id for call in planned.lost(making.RUN)] == ["before"]
    assert [call.start.id for call in planned.lost(making.RUN)] == ["before", "now"]


def test_an_attempt_that_was_cut_off_counts_as_infrastructure(planned: Ledger) -> None:
    planned.call_started(making.start("a", "t1", 1)).result()
    planned.trial_ended(making.trial("t2", outcome="infrastructure"), None, []).result()
    planned.call_started(making.start("b", "t2", 2)).result()
    planned.trial_ended(making.trial("t3", outcome="limit"), None, []).result()
    assert planned.attempts(["t1", "t2", "t3", "t4"]) == {
        "t1": (1, "infrastructure"),
        "t2": (2, "infrastructure"),
        "t3": (1, "limit"),
    }


def test_calls_of_a_trial_that_ended_do_not_hide_its_outcome(planned: Ledger) -> None:
    planned.call_started(making.start())
    planned.trial_ended(making.trial(outcome="refused"), None, []).result()
    assert planned.attempts(["t1"]) == {"t1": (1, "refused")}


def test_attempts_at_more_trials_than_one_question_may_name(ledger: Ledger) -> None:
    trials = tuple(f"trial-{number}" for number in range(1203))
    ledger.save_run(making.run(trials=trials)).result()
    for trial_id in (trials[0], trials[600], trials[1202]):
        ledger.trial_ended(making.trial(trial_id), None, []).result()
    assert ledger.attempts(trials) == {trials[n]: (1, "done") for n in (0, 600, 1202)}


def test_recorded_calls_are_those_that_ended_well_in_the_order_made(planned: Ledger) -> None:
    for call_id, status in (("z", "ok"), ("y", "overloaded"), ("x", "ok")):
        planned.call_started(making.start(call_id))
        planned.call_ended(making.end(call_id, status=status)).result()
    planned.call_started(making.start("w")).result()
    assert [call.start.id for call in planned.recorded()] == ["z", "x"]


def test_recorded_calls_are_of_the_model_asked_for_or_served(planned: Ledger) -> None:
    for call_id, model in (("a", "model-a"), ("b", "model-b")):
        planned.call_started(making.start(call_id, model=model))
        planned.call_ended(making.end(call_id, served=f"{model}-2026")).result()
    assert [call.start.id for call in planned.recorded(model="model-b")] == ["b"]
    assert [call.start.id for call in planned.recorded(model="model-a-2026")] == ["a"]


def test_recorded_calls_are_of_the_run_that_is_named(planned: Ledger) -> None:
    planned.save_run(making.run("another-run", minutes=5)).result()
    for call_id, run_id in (("a", making.RUN), ("b", "another-run")):
        planned.call_started(making.start(call_id, run_id=run_id))
        planned.call_ended(making.end(call_id)).result()
    assert [call.start.id for call in planned.recorded(run="latest")] == ["b"]
    with pytest.raises(BadPlan):
        planned.recorded(run="no-such-run")


def test_recorded_calls_come_complete_over_several_pages(planned: Ledger) -> None:
    ids = [f"c{number}" for number in range(405)]
    for call_id in ids:
        planned.call_started(making.start(call_id))
        last = planned.call_ended(making.end(call_id))
    last.result()
    assert [call.start.id for call in planned.recorded()] == ids


def test_a_pages_worth_of_recorded_calls_ends(planned: Ledger) -> None:
    for number in range(200):
        planned.call_started(making.start(f"c{number}"))
        last = planned.call_ended(making.end(f"c{number}"))
    last.result()
    assert sum(1 for _ in planned.recorded()) == 200


def test_a_naive_instant_is_refused(planned: Ledger) -> None:
    start = dataclasses.replace(making.start(), started_at=datetime(2026, 11, 2, 12))  # noqa: DTZ001 - the point
    error = planned.call_started(start).exception()
    assert isinstance(error, LedgerError)
    assert "timezone" in str(error)
