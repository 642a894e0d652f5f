"""What was said goes, what was measured stays, and the bytes leave the file."""

import dataclasses
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON
from sqlmodel import AutoString

from harness.errors import LedgerLocked, RunInUse
from harness.store.ledger import Ledger, open_ledger
from harness.store.tables import METADATA
from harness.store.tables.declared import FreeText
from tests.harness.store import making

NAMED = "Wilhelmina-Zwaisk-4417"
LATER = making.NOON + timedelta(days=3)
MANY = 40
"""Texts, so that they fill pages of their own."""


def said_everywhere(ledger: Ledger, run_id: str = making.RUN, trial_id: str = "t1", said: str = NAMED) -> None:
    """Write a trial in which every text holds the name."""
    for number in range(MANY):
        name = f"{trial_id} c{number}"
        ledger.call_started(making.start(name, trial_id, run_id=run_id, text=f"{said} {'x' * 500}")).result()
        call = making.end(name)
        tools = [{"id": "1", "name": "sum", "arguments": {"of": said}}]
        reply = {"text": said, "stop": "end", "tool_calls": tools}
        error = said if number % 2 else ""
        ledger.call_ended(dataclasses.replace(call, reply=reply, error=error)).result()
    checks = [{"name": "rows", "earned": 1.0, "available": 2.0, "why": said, "scored": True, "details": [said]}]
    answer: Mapping[str, Any] = {
        "text": said,
        "files": [{"name": f"{said}.csv", "base64": said}],
        "actions": [{"tool": "book", "arguments": {"who": said}}],
        "escalations": [{"item": said, "reason": "r", "why": said}],
        "case": "abc",
    }
    trial = dataclasses.replace(making.trial(trial_id, outcome="refused"), why=said, answer=answer)
    grade = dataclasses.replace(making.grade(trial_id), grade={"checks": checks, "why": said, "status": "marked"})
    ledger.trial_ended(trial, grade, [making.span(trial_id, detail=said)]).result()


def everything(ledger: Ledger, run_id: str = making.RUN) -> str:
    """Return all that the ledger can tell of a run."""
    trials = ledger.trials(run_id)
    rest = [
        [ledger.calls(trial.id, trial.attempt), ledger.spans(trial.id, trial.attempt), ledger.grades(run_id)]
        for trial in trials
    ]
    return repr([trials, rest])


def test_no_text_is_left(planned: Ledger) -> None:
    said_everywhere(planned)
    assert NAMED in everything(planned)
    assert planned.forget(making.RUN, LATER) == (1, MANY)
    assert NAMED not in everything(planned)


def test_every_figure_stays(planned: Ledger) -> None:
    said_everywhere(planned)
    lines, totals = planned.trial_lines(making.RUN), planned.call_totals(making.RUN)
    seconds = [call.end and call.end.seconds for call in planned.calls("t1", 1)]
    planned.forget(making.RUN, LATER)
    (line,) = planned.trial_lines(making.RUN)
    assert [dataclasses.replace(line, why=NAMED)] == lines
    assert planned.call_totals(making.RUN) == totals
    assert [call.end and call.end.seconds for call in planned.calls("t1", 1)] == seconds
    (grade,) = planned.grades(making.RUN)
    (check,) = grade.grade["checks"]
    assert (check["name"], check["earned"], check["available"], check["scored"]) == ("rows", 1.0, 2.0, True)
    (trial,) = planned.trials(making.RUN)
    assert trial.answer["case"] == "abc"
    assert (line.why, check["why"]) == ("(forgotten)", "(forgotten)")
    (end, *_) = [call.end for call in planned.calls("t1", 1) if call.end]
    assert end.reply["stop"] == "end"


def test_the_rows_say_when(planned: Ledger) -> None:
    said_everywhere(planned)
    assert planned.forgotten(making.RUN) == (0, None)
    planned.forget(making.RUN, LATER)
    assert planned.forgotten(making.RUN) == (1, LATER)
    assert planned.trials(making.RUN)[0].forgotten_at == LATER


def test_another_run_keeps_its_own_texts_and_loses_those_it_shares(planned: Ledger) -> None:
    planned.save_run(making.run("another", ("t1", "t7"))).result()
    said_everywhere(planned)
    said_everywhere(planned, "another", "t7", "kept")
    planned.forget(making.RUN, LATER)
    shared, own = planned.trials("another")
    assert (shared.forgotten_at, own.forgotten_at) == (LATER, None)
    assert "kept" in everything(planned, "another")
    assert NAMED not in everything(planned, "another")
    assert planned.forgotten("another") == (1, LATER)


def test_calls_of_an_attempt_that_never_ended_are_forgotten_too(planned: Ledger) -> None:
    planned.call_started(making.start(text=NAMED)).result()
    assert planned.forget(making.RUN, LATER) == (0, 1)
    assert NAMED not in repr(planned.unfinished(making.RUN))
    assert planned.unfinished(making.RUN)[0].end is None


def test_the_bytes_are_gone_from_the_file(file: Path) -> None:
    with open_ledger(f"sqlite:///{file}") as ledger:
        ledger.save_run(making.run()).result()
        ledger.save_run(making.run("another", ("t7",))).result()
        said_everywhere(ledger)
        said_everywhere(ledger, "another", "t7", "kept-in-place")
        beside = [file, file.with_name(f"{file.name}-wal")]
        assert any(NAMED.encode() in path.read_bytes() for path in beside)
        ledger.forget(making.RUN, LATER)
        assert not any(NAMED.encode() in path.read_bytes() for path in beside)
    left = [path for path in file.parent.iterdir() if NAMED.encode() in path.read_bytes()]
    assert left == []
    assert b"kept-in-place" in file.read_bytes()


def test_whoever_still_reads_the_old_state_is_told_of(file: Path) -> None:
    with open_ledger(f"sqlite:///{file}", wait_s=0.1) as ledger, closing(sqlite3.connect(file)) as reader:
        ledger.save_run(making.run()).result()
        said_everywhere(ledger)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM trial").fetchone()
        with pytest.raises(LedgerLocked, match="another program reads it, so that their bytes are still in its file"):
            ledger.forget(making.RUN, LATER)
        reader.execute("ROLLBACK")
        ledger.forget(making.RUN, LATER)
        assert NAMED.encode() not in file.read_bytes()


def test_what_reviewers_wrote_is_forgotten_and_what_they_decided_is_not(planned: Ledger) -> None:
    said_everywhere(planned)
    for name, kind, trial in (("r1", "escalation", "t1"), ("r2", "seeded", None)):
        planned.reviews.keep(making.review(name, trial, said=NAMED, kind=kind)).result()
    planned.forget(making.RUN, LATER)
    reviews = planned.reviews.of_run(making.RUN)
    assert NAMED not in repr(reviews)
    assert [(each.decision, each.seconds, each.found) for each in reviews] == [
        ("acted", 12.5, None),
        ("acted", 12.5, True),
    ]
    assert [each.planted and each.planted["class"] for each in reviews] == [None, "row dropped"]


def test_a_run_that_somebody_works_on_is_not_forgotten(planned: Ledger, address: str) -> None:
    with open_ledger(address, wait_s=5.0) as other, other.lease(making.RUN), pytest.raises(RunInUse):
        planned.forget(making.RUN, LATER)


def test_a_forgotten_run_may_be_forgotten_again(planned: Ledger) -> None:
    said_everywhere(planned)
    planned.forget(making.RUN, LATER)
    assert planned.forget(making.RUN, LATER + timedelta(days=1)) == (1, MANY)
    assert planned.forgotten(making.RUN) == (1, LATER), "its texts went the first time"


def test_due_are_runs_whose_days_are_over_and_whose_texts_are_there(ledger: Ledger) -> None:
    for place, days in enumerate((None, 2, 4)):
        until = None if days is None else making.NOON + timedelta(days=days)
        run = making.run(f"run{place}", (f"t{place}",), minutes=place)
        ledger.save_run(dataclasses.replace(run, keep_until=until)).result()
        said_everywhere(ledger, f"run{place}", f"t{place}")
    assert ledger.due(making.NOON) == []
    assert ledger.due(LATER) == ["run1"]
    ledger.forget("run1", LATER)
    assert ledger.due(LATER) == []
    assert ledger.due(LATER + timedelta(days=9)) == ["run2"]


def test_what_is_said_after_forgetting_is_due_again(ledger: Ledger) -> None:
    run = making.run(trials=("t1", "t2"))
    ledger.save_run(dataclasses.replace(run, keep_until=making.NOON)).result()
    said_everywhere(ledger)
    ledger.forget(making.RUN, LATER)
    ledger.call_started(making.start("new", "t2", at=LATER + timedelta(hours=1))).result()
    assert ledger.due(LATER + timedelta(days=1)) == [making.RUN]


def test_a_run_without_a_trial_is_not_due(ledger: Ledger) -> None:
    ledger.save_run(dataclasses.replace(making.run(), keep_until=making.NOON)).result()
    assert ledger.due(LATER) == []


def test_every_column_that_may_hold_words_is_forgotten_or_known_to_be_ours() -> None:
    """A new column has to be put into one of the two."""
    goes = {"trial.why", "trial.answer", "call.messages", "call.reply", "call.error", "grade.grade", "span.detail"}
    goes |= {"review.item", "review.reason", "review.note", "review.planted"}
    ours = {
        *("run.plan", "trial.identity", "event.detail", "event.kind", "span.name", "span.kind", "span.agent"),
        *("call.agent", "call.model_asked", "call.model_served", "call.price_table", "call.request_digest"),
        *("call.status", "grade.grader", "grade.status", "planned_trial.arm", "repriced.price_table", "run.toprung"),
        *("review.kind", "review.subject", "review.decision", "review.reviewer", "review.reviewer_kind"),
        *("trial.outcome", "lease.token", "lease.host", "lease.process_start"),
    }
    words = {
        f"{table.name}.{column.name}"
        for table in METADATA.tables.values()
        for column in table.columns
        if isinstance(column.type, JSON | AutoString | FreeText) and column.name not in {"id", "run_id", "trial_id"}
    }
    assert words == goes | ours
