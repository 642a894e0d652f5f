"""The trace of a trial: what is drawn, what is told, and that very large trials stay readable and their files small."""

from dataclasses import replace

import pytest

from harness.api.happened.rows import PathStep, TrialClocks, TrialHappened
from harness.api.trial_rows import TrialDetail
from reports import charts
from reports.data import Chart, Page
from reports.kinds.benchmark.trial import checking, lanes
from reports.kinds.benchmark.trial.page import build_trial
from reports.kinds.benchmark.trial.shares import shares
from reports.kinds.benchmark.trial.told import story
from reports.render import html, text
from reports.render.standing.inside import inside
from reports.rows import TraceBar, TraceMark
from tests.reports.kinds.benchmark.trial.making import ROW, SMALL, VIEW, call, large, span


def chart(detail: TrialDetail) -> Chart:
    return lanes.chart(detail, shares(detail))


def bars(detail: TrialDetail, kind: str) -> list[TraceBar]:
    return [row for row in chart(detail).rows if isinstance(row, TraceBar) and row.kind == kind]


def told(detail: TrialDetail) -> str:
    return " ".join(story.sentences(detail, shares(detail), silent=False))


def with_(**changes: object) -> TrialDetail:
    return replace(SMALL, **changes)  # type: ignore[arg-type] # each test names fields


def test_calls_at_the_same_time_stand_below_one_another() -> None:
    found = bars(with_(calls=(call("matching", 0), call("matching", 0.5), call("matching", 1))), "call")
    assert [(bar.start_s, bar.line) for bar in found] == [(0, 0), (0.5, 1), (1, 0)]


def test_a_call_whose_end_was_never_seen_lasts_to_the_end_of_the_trial() -> None:
    [bar] = bars(with_(calls=(call("matching", 1, None, status="outcome unknown"),)), "call")
    assert bar.start_s + bar.seconds == pytest.approx(ROW.wall_s)


def test_the_wait_between_a_failed_attempt_and_its_repeat_is_drawn() -> None:
    calls = (call("matching", 0, 1, status="overloaded"), call("matching", 3, 1, attempt=2))
    [bar] = bars(with_(calls=calls), "waiting")
    assert (bar.start_s, bar.seconds) == (1, 2)


def test_a_delay_in_what_decided_the_time_is_drawn_as_a_delay() -> None:
    path = (PathStep("delay", "matching", "delay put in on purpose", 0, 2.0, "span 1"),)
    [bar] = bars(with_(happened=replace(SMALL.happened, path=path)), "delay")
    assert (bar.lane, bar.seconds) == (lanes.PATH_LANE, 2.0)


def test_a_finding_sends_back_as_often_as_the_design_allows_and_then_lets_through() -> None:
    looks = [span("gate", "tool:diff", "matching", at, "found: a line") for at in (1.0, 2.0)]
    found = checking.checked(with_(spans=(*looks, span("gate", "tool:diff", "matching", 3.0, "passed"))))
    assert [one.kind for one in found] == ["sent back", "let through", "passed"]
    assert found[0].came == "found something, and sent the work back to matching"


def test_marks_stand_in_the_lane_of_whose_work_it_was() -> None:
    rows = chart(SMALL).rows
    marks = {(row.kind, row.lane) for row in rows if isinstance(row, TraceMark)}
    assert marks == {("sent back", "matching"), ("trouble", "reporting"), ("person", lanes.PERSON_LANE)}


def test_a_check_of_somebody_who_did_nothing_stands_in_a_lane_of_theirs() -> None:
    rows = chart(with_(spans=(span("gate", "agent:chief", "reporting", 1.0, "passed"),))).rows
    assert [row.lane for row in rows if isinstance(row, TraceMark) and row.kind == "passed"] == ["reporting"]


def test_the_story_says_who_how_long_what_it_cost_and_why_a_person_is_asked() -> None:
    said = told(SMALL)
    assert said.startswith("Finished: the marker gave it 0.")
    assert "Of a team of 3 agents 1 did any work: matching. Had nothing to do: reporting and chief." in said
    assert "1 item was handed to a person, rightly. Of 2 items that should have been, 1 was not: " in said
    assert 'the rule "amount > 40" fired on this row of matches: line B-07' in said
    assert "It cost" in said
    assert "sent it back" in said
    assert "Signs of failure were seen: step repetition." in said


def test_the_story_says_where_it_waited_and_who_decided_the_time() -> None:
    clocks = TrialClocks(10.0, 5.0, 5.0, 4.0)
    waiting = with_(
        trial=replace(ROW, wall_s=10.0, waited_s=4.0), happened=TrialHappened(clocks, SMALL.happened.path, ())
    )
    assert "For 4.0 s of it nothing could be done but wait for the service." in told(waiting)
    assert "How long it took was decided by: matching (asking the model)" in told(waiting)


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        ("limit", "Stopped before the end by a limit: 20 calls; the marker gave it"),
        ("refused", "No result: the model declined (20 calls), which counts as 0."),
        ("infrastructure", "No result: it failed for a reason outside the design (20 calls)"),
    ],
)
def test_the_story_says_how_it_ended(outcome: str, sentence: str) -> None:
    assert sentence in told(with_(trial=replace(ROW, outcome=outcome, why="20 calls")))  # type: ignore[arg-type]


def test_money_is_told_as_it_is_known() -> None:
    assert "at no charge" in told(with_(trial=replace(ROW, cost_nano_usd=0)))
    assert "at a price that is not known" in told(with_(trial=replace(ROW, cost_nano_usd=None)))
    assert "for $2.00" in told(with_(trial=replace(ROW, cost_nano_usd=2_000_000_000)))


def test_200_agents_and_2000_calls_stay_readable_and_what_is_left_out_is_counted() -> None:
    detail = large(200, 2_000)
    page = Page("index", build_trial(VIEW, detail, alone=True))
    drawn = chart(detail)
    own = {row.lane for row in drawn.rows}
    assert len(own) <= lanes.MOST_LANES + 3
    assert sum(isinstance(row, TraceBar) for row in drawn.rows) <= lanes.MOST_BARS + lanes.MOST_STEPS
    assert "170 agents that worked least share one lane" in drawn.table.note
    assert "1,100 pieces of work, the shortest, are not drawn" in drawn.table.note
    assert "140 more agents not shown" in drawn.table.note
    assert charts.draw("trace", drawn.rows)["layout"]["height"] < 3_000
    assert len(html.render(page, inside()).encode()) < 10_000_000
    assert max(map(len, text.render(page).splitlines())) <= text.WIDTH


def test_a_link_to_a_step_leads_to_its_row() -> None:
    written = html.render(Page("index", build_trial(VIEW, SMALL, alone=True)))
    assert '<a href="#call-1">call 1</a>' in written
    assert 'id="call-1"' in written


def test_a_page_that_stands_alone_holds_all_that_it_needs() -> None:
    written = html.render(Page("index", build_trial(VIEW, SMALL, alone=True)), inside())
    assert '<link rel="stylesheet"' not in written
    assert "<script src=" not in written.partition("<body>")[0]
    assert written.count("<script>") == 2
    assert "sha256-" in written
    assert "The whole run" not in written
