"""What a run handed over, one thing at a time, and each decision kept at once."""

import dataclasses

import pytest

from harness.api.reviewing.deciding import Decided, decide, still_open
from harness.api.reviewing.papers import papers_about
from harness.api.reviewing.queue import Thing, queue_of
from harness.api.reviewing.reviewer import Reviewer
from harness.context.reading_files.texts import texts_of
from harness.errors import BadPlan
from harness.store.ledger import Ledger, open_ledger
from harness.store.records import SpanRecord
from tests.harness import fakes
from tests.harness.benching import Bench

ANNA, BEN = Reviewer("person-a", "person"), Reviewer("person-b", "person")


def queue(ledger: Ledger) -> list[Thing]:
    return queue_of(ledger, "latest")


def test_everything_that_was_handed_over_stands_in_the_queue_case_by_case(ten: Bench) -> None:
    with open_ledger(ten.ledger) as ledger:
        found = queue(ledger)
    assert len(found) == 10
    seeds = [thing.dealt.seed for thing in found]
    assert seeds == sorted(seeds)
    assert {thing.subject.kind for thing in found} == {"escalation"}
    assert all(thing.subject.warranted for thing in found)


def test_a_thing_comes_with_what_the_answer_says_and_the_papers_that_name_it(ten: Bench) -> None:
    with open_ledger(ten.ledger) as ledger:
        thing = queue(ledger)[0]
    assert thing.instead == (f"lines: line {thing.subject.item}, category travel",)
    shown = [line for paper in thing.papers for line in paper.lines]
    assert any(line.startswith(thing.subject.item) for line in shown)
    assert thing.subject.reason == "over_limit"


def test_nothing_of_the_truth_or_of_the_design_is_in_what_is_listed(ten: Bench) -> None:
    listed = ten("review", "latest", "--json")
    assert len(listed.json) == 10
    assert {"warranted", "truth", "arm", "dealt"}.isdisjoint(listed.json[0])
    assert "orchestration" not in listed.out


def test_one_row_of_the_table_can_be_taken_alone(ten: Bench) -> None:
    assert len(ten("review", "latest", "--arm", "orchestration (tools only)", "--json").json) == 10
    assert ten("review", "latest", "--arm", "nobody", "--json").sentence.split("; ")[0].endswith("has no row 'nobody'")


def test_what_was_decided_is_not_shown_again_and_what_was_put_off_is(ten: Bench) -> None:
    with open_ledger(ten.ledger) as ledger:
        run = ledger.run("latest").id
        first, second, *_ = queue(ledger)
        decide(ledger, first.subject, Decided("agreed", 3.5), ANNA)
        decide(ledger, second.subject, Decided("skipped", 2.0), ANNA)
        is_open = still_open(ledger, run, ANNA)
        assert [is_open(first.subject), is_open(second.subject)] == [False, True]
        assert still_open(ledger, run, BEN)(first.subject)


def test_time_beyond_the_longest_is_cut_and_marked(ten: Bench) -> None:
    with open_ledger(ten.ledger) as ledger:
        first, second, *_ = queue(ledger)
        decide(ledger, first.subject, Decided("agreed", 7200.0), ANNA)
        decide(ledger, second.subject, Decided("agreed", 59.0), ANNA, idle_s=60)
        kept = [(each.seconds, each.cut) for each in ledger.reviews.of_run(ledger.run("latest").id)]
    assert kept == [(600, True), (59, False)]


def test_a_clock_that_ran_backwards_is_refused(ten: Bench) -> None:
    with open_ledger(ten.ledger) as ledger, pytest.raises(BadPlan, match="time does not run backwards"):
        decide(ledger, queue(ledger)[0].subject, Decided("agreed", -1), ANNA)


def test_gates_at_a_person_stand_in_the_same_queue(ten: Bench) -> None:
    with open_ledger(ten.ledger) as ledger:
        run = ledger.run("latest")
        line = ledger.trial_lines(run.id)[0]
        span = SpanRecord(line.id, 2, "gate", "person", "sorter", 0.1, 0.0, "two lines look odd")
        again = dataclasses.replace(ledger.trial(line.id, 1), attempt=2)
        ledger.trial_ended(again, None, [span]).result()
        gates = [thing for thing in queue_of(ledger, "latest", line.arm) if thing.subject.kind == "gate"]
    assert [(thing.why, thing.subject.item, thing.subject.warranted) for thing in gates] == [
        ("two lines look odd", "gate 1", None)
    ]


def test_papers_are_those_that_name_the_whole_word() -> None:
    dealt = fakes.case()
    item = dealt.truth.escalations[0].item
    texts = texts_of(dealt.brief.files)
    assert {paper.name for paper in papers_about(dealt, texts, [item])} >= {"petty_cash.csv"}
    assert papers_about(dealt, texts, [item[:-1]]) == ()
    assert papers_about(dealt, texts, ["", "(", "*"]) == ()
