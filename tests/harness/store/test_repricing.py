"""Calls as they are priced again, and the prices that are kept beside their own."""

import dataclasses

import pytest

from harness.messages import Usage
from harness.store.amending import repricing
from harness.store.amending.repricing import PricedCall
from harness.store.ledger import Ledger
from tests.harness.store import making

TABLE = "prices@2"
USAGE = Usage(input=100, cache_read=20, cache_write=3, output=40, reasoning=10, cache_write_1h=7)


def called(ledger: Ledger, call_id: str, trial_id: str = "t1", attempt: int = 1, run_id: str = making.RUN) -> None:
    ledger.call_started(making.start(call_id, trial_id, attempt, run_id=run_id)).result()
    ledger.call_ended(dataclasses.replace(making.end(call_id), usage=USAGE)).result()


def ended(ledger: Ledger, trial_id: str = "t1", attempt: int = 1) -> None:
    ledger.trial_ended(making.trial(trial_id, attempt), None, []).result()


def calls(ledger: Ledger, run_id: str = making.RUN, table: str = TABLE) -> list[PricedCall]:
    return [call for page in ledger.calls_to_price(run_id, table) for call in page]


def test_a_call_comes_with_its_tokens_by_kind_and_its_own_price(planned: Ledger) -> None:
    called(planned, "c1")
    ended(planned)
    assert calls(planned) == [
        PricedCall(
            1, "arm", counts=True, model_asked="model-a", price_table="prices@1", nano_usd=5, is_kept=False, usage=USAGE
        )
    ]


def test_only_calls_of_the_last_attempt_that_ended_count(planned: Ledger) -> None:
    for number, attempt in enumerate((1, 2, 3)):
        called(planned, f"c{number}", attempt=attempt)
    for attempt in (1, 2):
        ended(planned, attempt=attempt)
    called(planned, "of a trial that never ended", "t2")
    assert [call.counts for call in calls(planned)] == [False, True, False, False]


def test_a_call_that_never_ended_cannot_be_priced_again(planned: Ledger) -> None:
    planned.call_started(making.start()).result()
    assert calls(planned) == []


def test_a_trial_that_two_runs_ask_for_brings_both_the_calls_that_count(planned: Ledger) -> None:
    planned.save_run(making.run("another", ("t1",))).result()
    called(planned, "lost", attempt=1)
    called(planned, "counts", attempt=2)
    ended(planned, attempt=2)
    assert [call.counts for call in calls(planned)] == [False, True]
    assert [call.number for call in calls(planned, "another")] == [2]


def test_calls_come_page_by_page(planned: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repricing, "_PAGE", 2)
    for number in range(4):
        called(planned, f"c{number}")
    assert [[call.number for call in page] for page in planned.calls_to_price(making.RUN, TABLE)] == [
        [1, 2],
        [3, 4],
        [],
    ]


def test_a_price_is_kept_beside_the_calls_own(planned: Ledger) -> None:
    for call_id in ("c1", "c2", "c3"):
        called(planned, call_id)
    planned.keep_prices(TABLE, [(1, 7), (2, None)]).result()
    assert [(call.nano_usd, call.is_kept) for call in calls(planned)] == [(5, True), (5, True), (5, False)]
    assert not any(call.is_kept for call in calls(planned, table="prices@3"))


def test_a_price_by_one_table_is_kept_once(planned: Ledger) -> None:
    called(planned, "c1")
    planned.keep_prices(TABLE, [(1, 7)]).result()
    assert planned.keep_prices(TABLE, [(1, 8)]).exception() is not None
    assert planned.keep_prices("prices@3", [(1, 8)]).result() is None
