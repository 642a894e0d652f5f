"""What happened in trials, in both kinds of database."""

from dataclasses import replace

from harness.context.fitting import fit
from harness.store.ledger import Ledger
from harness.store.reading.steps import CUT
from tests.harness.store import making


def test_steps_are_those_of_the_attempts_that_are_named(planned: Ledger) -> None:
    for call_id, trial_id, attempt in (("c1", "t1", 1), ("c2", "t1", 2), ("c3", "t2", 1)):
        start = replace(making.start(call_id), trial_id=trial_id, trial_attempt=attempt)
        planned.call_started(start).result()
    planned.call_ended(making.end("c2")).result()
    for trial_id, attempt, outcome in (("t1", 1, "infrastructure"), ("t1", 2, "done"), ("t2", 1, "done")):
        record = making.trial(trial_id, attempt, outcome)
        planned.trial_ended(record, None, [making.span(trial_id, attempt, detail=f"of {trial_id} {attempt}")]).result()
    found = planned.steps([("t1", 2), ("t2", 1)])
    assert set(found) == {("t1", 2), ("t2", 1)}
    assert [(call.id, call.status) for call in found["t1", 2].calls] == [("c2", "ok")]
    assert [(call.id, call.status, call.seconds) for call in found["t2", 1].calls] == [("c3", None, None)]
    assert [span.detail for span in found["t1", 2].spans] == ["of t1 2"]


def test_a_prompt_says_that_it_was_cut_in_the_words_that_are_looked_for(planned: Ledger) -> None:
    cut = fit([("book", "one two three\nfour five six\n")], 3, lambda text: len(text.split()))
    assert CUT in cut
    for call_id, text in (("c1", cut), ("c2", "nothing was left out")):
        planned.call_started(replace(making.start(call_id), messages=({"role": "user", "text": text},))).result()
    planned.trial_ended(making.trial(), None, []).result()
    assert [call.was_cut for call in planned.steps([("t1", 1)])["t1", 1].calls] == [True, False]
