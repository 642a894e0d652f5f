"""Trials, their marks and their spans: all or nothing, and nothing is overwritten."""

import dataclasses
import json

import pytest

from harness.errors import LedgerError
from harness.store.ledger import Ledger
from tests.harness.store import making


def test_a_trial_comes_back_as_it_ended(planned: Ledger) -> None:
    planned.trial_ended(making.trial(), making.grade(), [making.span()]).result()
    assert planned.trials(making.RUN) == [making.trial()]
    assert planned.grades(making.RUN) == [making.grade()]
    assert planned.spans("t1", 1) == [making.span()]


def test_a_trial_without_a_mark_is_kept(planned: Ledger) -> None:
    planned.trial_ended(making.trial(outcome="infrastructure"), None, []).result()
    assert planned.grades(making.RUN) == []
    assert planned.trials(making.RUN)[0].outcome == "infrastructure"


def test_a_trial_with_a_bad_span_leaves_nothing_behind(planned: Ledger) -> None:
    span = dataclasses.replace(making.span(), seconds=-1.0)
    error = planned.trial_ended(making.trial(), making.grade(), [making.span(), span]).exception()
    assert isinstance(error, LedgerError)
    assert (planned.trials(making.RUN), planned.grades(making.RUN), planned.spans("t1", 1)) == ([], [], [])


def test_an_attempt_that_ended_is_not_overwritten(planned: Ledger) -> None:
    planned.trial_ended(making.trial(text="first"), None, []).result()
    assert isinstance(planned.trial_ended(making.trial(text="second"), None, []).exception(), LedgerError)
    assert planned.trials(making.RUN)[0].answer["text"] == "first"


def test_the_last_attempt_at_a_trial_counts(planned: Ledger) -> None:
    planned.trial_ended(making.trial(outcome="infrastructure"), None, []).result()
    planned.trial_ended(making.trial(attempt=2), None, []).result()
    assert [trial.attempt for trial in planned.trials(making.RUN)] == [2]


def test_trials_come_in_the_order_of_the_plan(planned: Ledger) -> None:
    for trial_id in ("t3", "t1", "t2"):
        planned.trial_ended(making.trial(trial_id), None, []).result()
    assert [trial.id for trial in planned.trials(making.RUN)] == ["t1", "t2", "t3"]


def test_a_trial_that_two_runs_ask_for_is_in_both(planned: Ledger) -> None:
    planned.save_run(making.run("another-run", trials=("t2", "t1"))).result()
    planned.trial_ended(making.trial("t1"), making.grade("t1"), []).result()
    assert planned.trials("another-run") == planned.trials(making.RUN) == [making.trial("t1")]
    assert planned.grades("another-run") == [making.grade("t1")]


def test_a_later_mark_is_kept_beside_the_first(planned: Ledger) -> None:
    planned.trial_ended(making.trial(), making.grade(score=0.25), []).result()
    planned.add_grade(making.grade(score=0.75, grader="task@2")).result()
    assert [(grade.grader, grade.score) for grade in planned.grades(making.RUN)] == [("task@1", 0.25), ("task@2", 0.75)]


def test_a_mark_for_a_trial_that_never_ended_is_refused(planned: Ledger) -> None:
    assert isinstance(planned.add_grade(making.grade()).exception(), LedgerError)


def test_spans_come_in_the_order_of_their_beginning(planned: Ledger) -> None:
    spans = [making.span(started_s=started_s) for started_s in (2.0, 1.0, 3.0)]
    planned.trial_ended(making.trial(), None, spans).result()
    assert [span.started_s for span in planned.spans("t1", 1)] == [1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    "change", [{"outcome": "went well"}, {"wall_s": -0.1}, {"attempt": 0}, {"escalations": -1}, {"why": None}]
)
def test_the_database_refuses_a_trial_that_cannot_be(planned: Ledger, change: dict[str, object]) -> None:
    error = planned.trial_ended(dataclasses.replace(making.trial(), **change), None, []).exception()  # type: ignore[arg-type]
    assert isinstance(error, LedgerError)
    assert "refuses what was to be written" in str(error)


@pytest.mark.parametrize("change", [{"status": "pending"}, {"score": 1.01}, {"score": -0.01}])
def test_the_database_refuses_a_mark_that_cannot_be(planned: Ledger, change: dict[str, object]) -> None:
    planned.trial_ended(making.trial(), None, []).result()
    error = planned.add_grade(dataclasses.replace(making.grade(), **change)).exception()  # type: ignore[arg-type]
    assert isinstance(error, LedgerError)


@pytest.mark.parametrize(
    "text", ["nul \0 nul", "half \ud83d of a pair", "\udc00", "naïve £ 漢字 😀", '{"a": "\\u0000"}']
)
def test_any_text_of_an_answer_comes_back_letter_by_letter(planned: Ledger, text: str) -> None:
    planned.trial_ended(making.trial(text=text), None, []).result()
    assert planned.trials(making.RUN)[0].answer["text"] == text


def test_what_no_database_keeps_in_plain_text_is_replaced(planned: Ledger) -> None:
    span = making.span(detail="a\0b \ud83d c £ \ud83d\ude00")
    planned.trial_ended(making.trial(), None, [span]).result()
    assert planned.spans("t1", 1)[0].detail == "a\ufffdb \ufffd c £ \U0001f600"


def test_the_order_of_keys_in_an_answer_is_kept(planned: Ledger) -> None:
    trial = dataclasses.replace(making.trial(), answer={"b": 1, "a": [1.5, None, True], "ä": {}})
    planned.trial_ended(trial, None, []).result()
    assert json.dumps(planned.trials(making.RUN)[0].answer) == json.dumps(trial.answer)


def test_an_answer_that_is_not_json_is_refused(planned: Ledger) -> None:
    trial = dataclasses.replace(making.trial(), answer={"text": {1, 2}})
    error = planned.trial_ended(trial, None, []).exception()
    assert isinstance(error, LedgerError)
    assert "a set cannot be kept as JSON" in str(error)


def test_an_unknown_run_has_no_trials(planned: Ledger) -> None:
    assert planned.trials("nothing") == []
