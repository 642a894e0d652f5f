"""What every orchestrator makes of faults that somebody injects."""

import json

import pytest

from tests.harness.fakes import Tried, attempt, reference
from tests.harness.orchestrators.listing import each_orchestrator
from tests.harness.orchestrators.teams import CHIEF, agent, saying, team

SORTED = "line,category\nPC-1,meals"
ADDED = "category,amount\nmeals,3.50"
SORTER, ADDER = agent("sorter", 'writes = ["lines"]'), agent("adder", 'writes = ["totals"]')
JUDGE = agent("judge", 'reads = ["lines"]')
GATE = '[[gate]]\nafter = "sorter"\ncheck = "agent:judge"\nreturns_to = "sorter"\n'
FAIL = json.dumps({"verdict": "fail", "why": "wrong"})


def faulty(orchestrator: str, *faults: str) -> tuple[Tried, list[str]]:
    provider = saying({"sorter": SORTED, "adder": ADDED, "judge": FAIL, "chief": "Done."})
    tried = attempt(team(SORTER, ADDER, JUDGE, GATE), provider, orchestrator=orchestrator, faults=faults)
    return tried, [request.agent for request in provider.requests]


@each_orchestrator
def test_an_agent_that_is_down_is_never_asked_and_the_others_go_on(orchestrator: str) -> None:
    tried, asked = faulty(orchestrator, "agent:adder=down")
    assert "adder" not in asked
    assert (tried.ended.outcome, tried.answer.text, list(tried.files)) == ("done", "Done.", ["lines.csv"])
    assert ("fault injected", "agent:adder=down") in tried.spans("trouble")
    assert ("skip", "fault injected: agent 'adder' is down (fault injected)") in tried.spans("coordinator")


@each_orchestrator
def test_an_agent_that_is_silent_is_never_asked_and_made_nothing(orchestrator: str) -> None:
    tried, asked = faulty(orchestrator, "agent:adder=silent")
    assert "adder" not in asked
    assert ("made nothing", "no totals") in tried.spans("trouble")


@each_orchestrator
def test_an_agent_that_is_garbled_is_asked_and_cannot_be_read(orchestrator: str) -> None:
    tried, asked = faulty(orchestrator, "agent:adder=garbled")
    assert "adder" in asked
    assert ADDED not in tried.files.get("totals.csv", "")
    assert tried.notebook.ends[asked.index("adder")].reply["text"] == ADDED  # the ledger keeps what was said


@each_orchestrator
def test_an_agent_that_is_slow_takes_longer_and_does_its_work(orchestrator: str) -> None:
    tried, _ = faulty(orchestrator, "agent:adder=slow:0.05")
    (span,) = [span for span in tried.ended.spans if (span.kind, span.agent) == ("agent", "adder")]
    assert span.seconds >= 0.05
    assert tried.ended.waited_s < 0.05  # it is the agent that is slow, and not the service
    assert list(tried.files) == ["lines.csv", "totals.csv"]
    (delay,) = [span for span in tried.ended.spans if span.kind == "delay"]
    assert (delay.agent, delay.detail) == ("adder", "held back for 0.05 s on purpose")
    assert delay.seconds >= 0.05


@each_orchestrator
def test_a_gate_that_is_asleep_lets_everything_pass_and_asks_nobody(orchestrator: str) -> None:
    tried, asked = faulty(orchestrator, "gate:sorter=asleep")
    assert "judge" not in asked
    assert tried.spans("gate") == [("agent:judge", "asleep (fault injected)")]


@each_orchestrator
@pytest.mark.parametrize("level", ["prompting", "context"])
def test_without_a_team_an_agent_that_is_down_ends_the_trial(orchestrator: str, level: str) -> None:
    design = reference(level)
    name = design.agent[0].name
    tried = attempt(design, saying({}), orchestrator=orchestrator, faults=[f"agent:{name}=down"])
    assert (tried.ended.outcome, tried.ended.why) == ("limit", f"agent '{name}' is down (fault injected)")


@each_orchestrator
def test_a_reviewer_that_is_down_lets_the_work_through(orchestrator: str) -> None:
    tried, _ = faulty(orchestrator, "agent:judge=down")
    assert tried.spans("gate") == [("agent:judge", "let through: fault injected")]


@each_orchestrator
def test_by_stop_an_agent_that_is_down_ends_the_work(orchestrator: str) -> None:
    design = team(
        SORTER, agent("adder", 'reads = ["lines"]', 'writes = ["totals"]'), chief=f'{CHIEF}on_failure = "stop"'
    )
    provider = saying({"sorter": SORTED, "adder": ADDED, "chief": "Done."})
    tried = attempt(design, provider, orchestrator=orchestrator, faults=["agent:adder=down"])
    assert (tried.ended.outcome, tried.answer.text, list(tried.files)) == ("done", "", ["lines.csv"])
