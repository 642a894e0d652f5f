"""What is said of waiting: for a free place, for a repeat, for a delay; worked by hand."""

from dataclasses import replace

from harness.api.trial_rows import CallRow, SpanRow, TrialDetail
from harness.plan.design import Agent
from reports.data import Facts
from reports.kinds.benchmark.trial import path
from reports.kinds.benchmark.trial.told import waits
from tests.reports.kinds.benchmark.trial.making import ROW, SMALL, call

FAN = Agent.model_validate({"name": "matching", "role": "a clerk", "each": ["lines"]})


def fan(*calls: CallRow, agent: Agent = FAN) -> TrialDetail:
    turn = SpanRow("agent", "a clerk", "matching", 0.0, 9.0, "")
    return replace(SMALL, calls=calls, spans=(turn,), design=SMALL.design.model_copy(update={"agent": (agent,)}))


def test_a_question_of_a_fan_out_that_begins_when_one_of_the_most_has_ended_waited_for_a_place() -> None:
    """Two at once: the third was asked for at 0 with the others, and began at 2, when the first had ended."""
    detail = fan(call("matching", 0, 2), call("matching", 0, 3), call("matching", 2, 1))
    assert waits.for_places(detail) == [waits.Wait("matching", 0, 2, "a free place")]
    assert waits.waited_s(detail) == {"matching": 2}
    assert "1 call of matching waited for a free place, the longest 2.0 s" in " ".join(waits.said(detail))


def test_who_asks_one_after_the_other_waits_for_no_place() -> None:
    assert waits.for_places(fan(call("matching", 0, 1), call("matching", 1, 1))) == []


def test_who_is_no_fan_out_follows_its_own_answers() -> None:
    alone = FAN.model_copy(update={"each": ()})
    calls = (call("matching", 0, 2), call("matching", 0, 3), call("matching", 2, 1))
    assert waits.for_places(fan(*calls, agent=alone)) == []


def test_waiting_that_overlaps_counts_once_for_an_agent() -> None:
    """Turned away from 0 to 1, paused to 3; the other turned away from 0.5 to 1.5, paused to 4."""
    away = [call("matching", at, 1, status="overloaded") for at in (0, 0.5)]
    again = [call("matching", at, 1, attempt=2) for at in (3, 4)]
    assert waits.waited_s(replace(SMALL, calls=(*away, *again))) == {"matching": 4}


def test_a_busy_service_and_a_free_place_are_told_apart_with_counts() -> None:
    calls = [call("matching", at, 1, status=status) for at, status in ((0, "overloaded"), (2, "timed out"))]
    assert list(waits.said(replace(SMALL, calls=tuple(calls)))) == [
        "A busy service turned 1 call away.",
        "1 call brought no answer for another reason.",
        "No call is known to have waited for a free place.",
    ]


def test_the_times_of_a_trial_add_up_to_the_whole() -> None:
    """5 s: work from 2 to 3, a delay from 0 to 2, of what is left 1 s waiting; the program has the last second."""
    delay = SpanRow("delay", "slow", "matching", 0.0, 2.0, "held back")
    trial = replace(ROW, wall_s=5.0, waited_s=1.0)
    clocks = replace(SMALL.happened.clocks, wall_s=5.0, active_s=1.0, waited_s=1.0)
    happened = replace(SMALL.happened, clocks=clocks)
    detail = replace(SMALL, trial=trial, calls=(call("matching", 2, 1),), spans=(delay,), happened=happened)
    tiles = path.section(detail).blocks[0]
    assert isinstance(tiles, Facts)
    assert [fact.text for fact in tiles.items[:5]] == ["5.0 s", "1.0 s", "2.0 s", "1.0 s", "1.0 s"]
