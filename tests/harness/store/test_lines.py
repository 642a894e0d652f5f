"""Narrow answers about many trials and calls, in both kinds of database."""

from dataclasses import replace

from harness.messages import Usage
from harness.store.ledger import Ledger
from harness.store.records import TrialRecord
from tests.harness.store import making


def trial(trial_id: str = "t1", attempt: int = 1, outcome: str = "done", seed: int = 7, epoch: int = 2) -> TrialRecord:
    return replace(making.trial(trial_id, attempt, outcome), identity={"seed": seed, "epoch": epoch})


def test_a_line_has_the_case_and_the_repeat_and_the_latest_mark(planned: Ledger) -> None:
    planned.trial_ended(trial(), making.grade(score=0.25), []).result()
    planned.add_grade(making.grade(score=0.75, grader="task@2")).result()
    (line,) = planned.trial_lines(making.RUN)
    assert (line.id, line.arm, line.attempt, line.seed, line.epoch) == ("t1", "arm", 1, 7, 2)
    assert (line.status, line.score, line.grader) == ("marked", 0.75, "task@2")
    assert (line.wall_s, line.waited_s, line.escalations, line.outcome) == (1.5, 0.5, 2, "done")


def test_a_trial_without_a_mark_has_none(planned: Ledger) -> None:
    planned.trial_ended(trial(outcome="infrastructure"), None, []).result()
    (line,) = planned.trial_lines(making.RUN)
    assert (line.status, line.score, line.grader) == (None, None, "")


def test_lines_are_the_last_attempts_in_the_order_of_the_plan(planned: Ledger) -> None:
    for trial_id, attempt in (("t3", 1), ("t1", 1), ("t1", 2)):
        planned.trial_ended(trial(trial_id, attempt, "infrastructure"), None, []).result()
    assert [(line.id, line.attempt) for line in planned.trial_lines(making.RUN)] == [("t1", 2), ("t3", 1)]


def test_checks_come_oldest_first(planned: Ledger) -> None:
    planned.trial_ended(trial(), making.grade(), []).result()
    planned.add_grade(replace(making.grade(), grade={"checks": []})).result()
    assert [(row[0], row[1], row[2]["checks"]) for row in planned.checks(making.RUN)] == [
        ("t1", 1, [{"name": "rows"}]),
        ("t1", 1, []),
    ]


def test_first_tokens_and_cached_calls_are_those_of_the_attempts_that_count(planned: Ledger) -> None:
    for call_id, attempt, first_token_s in (("a", 1, 0.1), ("b", 2, 0.2), ("c", 2, None)):
        planned.call_started(making.start(call_id, "t1", attempt))
        planned.call_ended(replace(making.end(call_id), first_token_s=first_token_s)).result()
    planned.trial_ended(trial(attempt=1, outcome="infrastructure"), None, []).result()
    planned.trial_ended(trial(attempt=2), None, []).result()
    assert planned.first_tokens(making.RUN) == {"arm": [0.2]}
    cached = list(planned.cached_calls(making.RUN))
    assert len(cached) == 2
    assert {(call.arm, call.model_asked, call.nano_usd) for call in cached} == {("arm", "model-a", 5)}
    assert cached[0].usage == Usage(input=100, cache_read=20, cache_write=3, output=40, reasoning=10)


def test_a_call_that_no_cache_had_a_part_in_is_not_among_the_cached(planned: Ledger) -> None:
    planned.call_started(making.start())
    planned.call_ended(replace(making.end(), usage=Usage(input=100, output=40))).result()
    planned.trial_ended(trial(), None, []).result()
    assert list(planned.cached_calls(making.RUN)) == []


def test_repeated_calls_are_counted(planned: Ledger) -> None:
    for call_id, attempt, served in (("a", 1, ""), ("b", 2, ""), ("c", 1, "model-a")):
        planned.call_started(replace(making.start(call_id), attempt=attempt))
        planned.call_ended(making.end(call_id, served=served)).result()
    totals = planned.call_totals(making.RUN)["t1", 1]
    assert (totals.calls, totals.retries, totals.models_served) == (3, 1, ("model-a",))


def test_one_attempt_is_read_alone(planned: Ledger) -> None:
    planned.trial_ended(trial(attempt=1, outcome="infrastructure"), None, []).result()
    planned.trial_ended(trial(attempt=2), None, []).result()
    assert planned.trial("t1", 2) == trial(attempt=2)
