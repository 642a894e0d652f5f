"""What the page of a trial says to somebody who has never seen one: the end first, and no more than is so."""

from dataclasses import replace

import pytest

from harness.api.happened.handing import Handed
from harness.api.happened.rows import Label, PathStep, TrialClocks, TrialHappened
from harness.api.trial_rows import CallRow, SpanRow, TrialDetail
from harness.plan.design import Agent, Gate
from reports.data import Page
from reports.kinds.benchmark.trial import checking, handed, signs, transcript, troubles
from reports.kinds.benchmark.trial.page import build_trial
from reports.kinds.benchmark.trial.shares import shares
from reports.kinds.benchmark.trial.told import plain, where
from reports.kinds.benchmark.trial.told.ended import how_it_ended
from reports.kinds.benchmark.trial.told.team import turnout, who
from reports.render import html
from tests.reports.kinds.benchmark.trial.making import ROW, SMALL, VIEW, call, span

EMPTY = replace(call("matching", 0), reply="")
NOTHING = replace(SMALL, answer_text="", answer_files=(("lines.csv", "line,amount\n"),))
GATE = Gate(
    after="matching",
    check="tool:diff",
    returns_to="matching",
    arguments={"left": "matches", "right": "lines", "on": ["line"], "keep": "left"},
)


def ended(detail: TrialDetail, *, silent: bool = False) -> str:
    return how_it_ended(detail, shares(detail), silent=silent)


def team(detail: TrialDetail) -> str:
    return " ".join(who(detail, shares(detail), silent=False))


def with_gate(gate: Gate, *spans: SpanRow, **changes: object) -> TrialDetail:
    design = SMALL.design.model_copy(update={"gate": (gate,)})
    return replace(SMALL, design=design, spans=spans, **changes)  # type: ignore[arg-type] # each test names fields


def test_where_nothing_was_handed_in_there_is_no_result_and_the_reason_is_given() -> None:
    done = replace(NOTHING.trial, outcome="done", why="", score=0.0)
    said = ended(replace(NOTHING, trial=done, calls=(EMPTY,) * 38))
    assert said == (
        "No result: nothing was handed in, and the marker gave it 0.00 of 1. "
        "All 38 replies of the model came back empty: code alone made nothing to hand in."
    )


def test_a_limit_names_who_was_at_work() -> None:
    spans = (span("trouble", "cut off", "matching", 1.0, "the budget of 5,000 tokens is used up"),)
    trial = replace(ROW, outcome="limit", why="the budget of 5,000 tokens is used up", score=0.9)
    assert ended(replace(SMALL, trial=trial, spans=spans)) == (
        "Stopped before the end by a limit, while matching was at work: the budget of 5,000 tokens is used up; "
        "the marker gave it 0.90 of 1 for what was there by then. Missing in the hand-in: totals (by reporting)."
    )


def test_without_a_model_the_page_says_so_and_counts_no_empty_reply_as_wrong() -> None:
    detail = replace(SMALL, calls=(EMPTY,), spans=())
    assert "No AI was asked in this trial" in ended(detail, silent=True)
    assert troubles.wrongs(detail, silent=True) == []
    assert [(wrong.what, wrong.many) for wrong in troubles.wrongs(detail)] == [("empty reply of the model", 1)]


def test_those_that_did_not_work_are_named_with_the_reason() -> None:
    spans = (span("agent", "a chief", "chief", 2.0), span("trouble", "cut off", "matching", 1.0))
    trial = replace(ROW, outcome="limit", why="20 calls")
    detail = replace(SMALL, trial=trial, calls=(call("matching", 0),), spans=spans)
    assert team(detail) == (
        "Of a team of 3 agents 1 did any work: matching. Cut off when the trial ended: matching. "
        "Never started, since the trial ended before: reporting. Began, but could do nothing: chief."
    )


def test_those_whose_tools_alone_worked_are_named() -> None:
    tool = span("tool", "join_on", "matching", 0.2)
    said = team(replace(SMALL, calls=(EMPTY, call("chief", 1)), spans=(tool,)))
    assert (
        "2 did any work: matching and chief. Their tools alone worked, since no reply came or all were empty: matching."
        in said
    )


def test_empty_and_failed_replies_are_no_work() -> None:
    calls = (EMPTY, call("reporting", 0, status="overloaded"), call("chief", 1))
    found = turnout(replace(SMALL, calls=calls, spans=()), shares(replace(SMALL, calls=calls, spans=())))
    assert (found.worked, found.unanswered) == (("chief",), ("matching", "reporting"))


def test_a_call_that_came_to_nothing_is_waiting_everywhere_and_stands_among_what_went_wrong() -> None:
    failed = [call("matching", at, 2.0, status="overloaded") for at in (0, 3)]
    calls = (*failed, call("matching", 6, 1.0, attempt=2))
    clocks = TrialClocks(7.0, 1.0, 1.0, 4.0)
    path = (
        PathStep("failed", "matching", "model call, overloaded", 0, 4.0, "call 1"),
        PathStep("call", "matching", "model call", 4.0, 3.0, "call 3"),
    )
    trial = replace(ROW, wall_s=7.0, waited_s=4.0)
    detail = replace(SMALL, trial=trial, calls=calls, spans=(), happened=TrialHappened(clocks, path, ()))
    share = shares(detail)[0]
    assert (share.seconds, share.path_s, share.failed) == (1.0, 3.0, 2)
    assert [(part.what, part.seconds) for part in where.parts(detail)] == [
        ("waiting: calls that came to nothing", 4.0),
        ("asking the model", 3.0),
    ]
    [wrong] = troubles.wrongs(detail)
    assert (wrong.word, wrong.many, wrong.at_s) == ("overloaded", 2, 2.0)
    assert wrong.detail == "2 of 2 asked again."


def test_time_that_is_nobodys_is_told_by_cause_and_adds_up() -> None:
    """Of 3 s between pieces 1 s was waiting that no failed call accounts for."""
    path = (
        PathStep("before", "", "before the first piece of work", 0, 1.0, ""),
        PathStep("delay", "matching", "delay put in on purpose", 1.0, 2.0, "span 1"),
        PathStep("between", "", "between pieces of work", 3.0, 3.0, ""),
        PathStep("after", "", "until the hand-in", 6.0, 4.0, ""),
    )
    trial = replace(ROW, wall_s=10.0, waited_s=1.0)
    found = where.parts(replace(SMALL, trial=trial, happened=TrialHappened(SMALL.happened.clocks, path, ())))
    assert {(part.whose, part.what): part.seconds for part in found} == {
        ("the program", "handing in"): 4.0,
        ("the program", "its own work between two pieces"): 2.0,
        ("matching", "delay put in on purpose"): 2.0,
        ("the program", "getting ready"): 1.0,
        ("", where.PLACE): 1.0,
    }
    assert sum(part.seconds for part in found) == trial.wall_s


@pytest.mark.parametrize(
    ("rows", "kind", "came"),
    [(6, "passed", "passed"), (0, "nothing", "nothing to check: the table was empty")],
)
def test_a_check_says_what_it_looks_at_and_whether_there_was_anything(rows: int, kind: str, came: str) -> None:
    made = span("agent", "a made-up matching", "matching", 1.0, f"matches: {rows} rows, lines: {rows} rows")
    [look] = checking.checked(with_gate(GATE, made, span("gate", "tool:diff", "matching", 2.0, "passed")))
    assert (look.kind, look.came) == (kind, came)
    assert look.looks_at == (
        f"is every row of matches also in lines, by line? Nothing else is looked at (matches: {rows} rows, "
        f"lines: {rows} rows)"
    )


def test_columns_that_a_check_does_not_look_at_and_that_are_blank_are_named() -> None:
    files = (("lines.csv", "line,category\nB-01,\nB-02,\n"),)
    detail = with_gate(GATE, span("gate", "tool:diff", "matching", 2.0, "passed"), answer_files=files)
    [look] = checking.checked(detail)
    assert look.came == "passed; it does not look at the column category, handed in blank in every row"


def test_a_check_that_is_asleep_is_told_in_plain_words() -> None:
    [look] = checking.checked(with_gate(GATE, span("gate", "tool:diff", "matching", 2.0, "asleep (fault injected)")))
    assert (look.kind, look.came) == ("off", "nobody looked: the check after matching was switched off on purpose")


def test_what_was_handed_over_is_held_against_what_had_to_be() -> None:
    nothing = replace(SMALL, handed=(), due=(("B-07", "over_limit"), ("B-08", "duplicate")))
    assert handed.summary(nothing) == "Nothing was handed to a person, though 2 items should have been."
    unneeded = replace(SMALL, handed=(Handed("B-09", "mood", "", "no"),), due=())
    assert handed.summary(unneeded).startswith("1 item was handed to a person, and nothing had to be.")
    unknown = replace(SMALL, due=None)
    assert "what should have been is not known" in handed.summary(unknown)


def test_the_table_says_of_each_item_whether_it_was_right_and_what_is_missing() -> None:
    written = html.render(Page("index", build_trial(VIEW, SMALL)))
    assert "Was it right?" in written
    assert "What should have been handed over, and was not: 1 item" in written


def test_troubles_stand_at_the_time_at_which_their_marks_are_drawn() -> None:
    lanes = {"reporting": "reporting"}
    detail = replace(SMALL, spans=(span("trouble", "made nothing", "reporting", 9.5),))
    assert [wrong.at_s for wrong in troubles.wrongs(detail)] == [mark.at_s for mark in troubles.marks(detail, lanes)]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("agent:sorter=slow:1", "every call of sorter was held back for 1 s"),
        ("agent:sorter=down", "no call of sorter reached its model"),
        ("gate:sorter=asleep", "the check after sorter was switched off"),
        ("something else", "something else"),
    ],
)
def test_faults_are_said_in_plain_words(word: str, said: str) -> None:
    assert plain.fault(word) == said


def test_faults_stand_at_the_top_in_plain_words_and_as_they_were_asked_for_once() -> None:
    written = html.render(Page("index", build_trial(VIEW, replace(SMALL, faults=("agent:matching=slow:1",)))))
    assert written.count("agent:matching=slow:1") == 1
    assert "Put in on purpose: every call of matching was held back for 1 s." in written
    assert "faults put in on purpose</small>" in written


def test_an_example_is_not_taken_for_what_the_model_said() -> None:
    example = {"input": "bus", "output": "travel"}
    agent = Agent.model_validate({"name": "matching", "role": "a clerk", "examples": [example]})
    turns = (
        {"role": "user", "text": "bus"},
        {"role": "assistant", "text": "travel"},
        {"role": "assistant", "text": "no"},
    )
    asked: CallRow = replace(call("matching", 0), messages=turns)
    design = SMALL.design.model_copy(update={"agent": (agent,)})
    [fold] = transcript.transcript(replace(SMALL, calls=(asked,), design=design)).blocks
    titles = [getattr(block, "title", "") for block in fold.blocks]  # type: ignore[union-attr] # a fold, with passages
    assert titles[1:4] == [
        "Question of an example given to the model",
        "Example given to the model",
        "Said by the model before",
    ]


def test_a_row_without_a_model_has_one_label_at_the_top_and_at_every_table() -> None:
    row = next(row for row in VIEW.trials if row.arm.endswith("tools only"))
    report = build_trial(VIEW, replace(SMALL, trial=row))
    assert (report.evidence.title, report.evidence_label) == ("No AI was asked", "No AI was asked")
    assert "scripted" not in report.evidence.text.casefold()


def test_replies_that_could_not_be_read_are_counted_and_one_is_quoted() -> None:
    spans = (span("trouble", "made nothing", "matching", 1.0, "2 of 2 items (1, 2): nothing readable in 'All done.'"),)
    calls = (call("matching", 0), call("matching", 0))
    assert "None of the 2 replies could be read as what was asked; one of them said 'All done.'." in ended(
        replace(SMALL, calls=calls, spans=spans)
    )


def test_a_wrong_handing_over_is_told_as_wrong_and_the_missed_are_named() -> None:
    rule = "rule: amount > 20; row of lines: line B-08"
    wrong = (Handed("B-08", "no_paper", rule, "other reason"), Handed("B-09", "no_paper", rule, "no"))
    said = handed.summary(replace(SMALL, handed=wrong, due=(("B-08", "duplicate"), ("B-07", "over_limit"))))
    assert said.startswith(
        "2 items were handed to a person: 1 rightly, but for a wrong reason and 1 without need. "
        "Of 2 items that should have been, 1 was not: B-07 (over limit)."
    )
    assert "For example B-08, which was a wrong reason: the rule" in said
    assert said.endswith("Handed over by a fixed rule of the design, not by an agent.")


def test_the_one_that_should_have_been_is_called_so() -> None:
    right = replace(SMALL, handed=(Handed("B-07", "over_limit", "", "yes"),), due=(("B-07", "over_limit"),))
    said = "1 item was handed to a person, rightly: the only one that should have been."
    assert handed.summary(right).startswith(said)


def test_an_agent_whose_tool_failed_and_that_made_nothing_did_not_do_its_work() -> None:
    spans = (
        span("agent", "a teller", "reporting", 0.0),
        span("tool", "sum", "reporting", 0.2, "not done: table has no column"),
        span("trouble", "made nothing", "reporting", 0.3, "no totals"),
    )
    detail = replace(SMALL, calls=(), spans=spans)
    assert turnout(detail, shares(detail)).vain == ("reporting",)
    assert next((wrong.what, wrong.detail) for wrong in troubles.wrongs(detail)) == (
        "a tool failed: sum",
        "table has no column",
    )


def test_an_agent_that_could_do_nothing_stands_among_what_went_wrong() -> None:
    spans = (span("agent", "a chief", "chief", 0.0),)
    [wrong] = troubles.wrongs(replace(SMALL, calls=(), spans=spans))
    assert (wrong.what, wrong.agent) == ("could do nothing", "chief")


def test_where_no_ai_was_asked_nothing_is_called_a_model_call() -> None:
    row = next(row for row in VIEW.trials if row.arm.endswith("tools only"))
    report = build_trial(VIEW, replace(SMALL, trial=row, calls=(EMPTY, EMPTY)))
    told = [section for section in report.sections if section.id in {"trace", "path", "timeline"}]
    written = " ".join(map(str, told)).casefold()
    assert plain.PUT_IN in written
    assert "model call" not in written
    assert "to the model" not in written


def test_where_no_ai_was_asked_signs_of_how_a_model_behaves_are_left_out() -> None:
    labels = (
        Label("2.2", "Fails to ask for clarification", "", "1 thing", ()),
        Label("3.2", "No or incomplete verification", "matching", "switched off", ()),
    )
    detail = replace(SMALL, happened=replace(SMALL.happened, labels=labels))
    assert [label.mode for label in signs.seen(detail, silent=True)] == ["3.2"]
    assert signs.seen(detail, silent=False) == labels
