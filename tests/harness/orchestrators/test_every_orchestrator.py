"""What every orchestrator keeps to at every level."""

import json

import pytest

from harness.errors import BadReply, Overloaded
from harness.messages import Request, Sampling, Usage
from harness.meter.line import Patience
from harness.plan.design import Budget
from harness.plan.level import Level
from tests.harness.fakes import HIDDEN, FakeProvider, attempt, case, reference, reply, with_planted_truth
from tests.harness.orchestrators.listing import each_orchestrator

each_level = pytest.mark.parametrize("level", list(Level))
LINES = case().truth.tables["lines"]


def right(request: Request) -> str:
    """Answer with the right lines, whether the whole table, a part of it or one row is asked for."""
    shown = request.messages[-1].text
    if "still missing" in shown:
        return "That is all."
    if request.agent == "sorter":
        row = next(row for row in LINES if row["line"] in shown)
        return json.dumps({"lines": [{"category": row["category"]}]})
    table = "line,category\n" + "\n".join(f"{row['line']},{row['category']}" for row in LINES)
    return json.dumps({"lines": LINES}) if request.agent == "clerk" else f"## lines\n{table}"


@each_orchestrator
@each_level
def test_every_model_call_is_metered_and_named_by_its_agent(orchestrator: str, level: Level) -> None:
    provider, design = FakeProvider(right), reference(level)
    tried = attempt(design, provider, orchestrator=orchestrator)
    assert tried.ended.outcome == "done"
    asked = [request.agent for request in provider.requests]
    assert asked == [start.agent for start in tried.notebook.starts]
    assert {start.id for start in tried.notebook.starts} == {end.id for end in tried.notebook.ends}
    assert tried.budget.calls == len(asked) > 0
    assert set(asked) <= {agent.name for agent in design.agent}


@each_orchestrator
@each_level
def test_right_replies_are_marked_above_nothing_at_every_level(orchestrator: str, level: Level) -> None:
    tried = attempt(reference(level), FakeProvider(right), orchestrator=orchestrator)
    assert tried.ended.grade is not None
    assert tried.ended.grade.score >= 0.5


@each_orchestrator
@each_level
def test_nothing_of_the_hidden_truth_leaves(orchestrator: str, level: Level) -> None:
    provider = FakeProvider("A note.")
    tried = attempt(reference(level), provider, orchestrator=orchestrator, of=with_planted_truth())
    assert provider.requests
    assert not any(HIDDEN in repr(request) for request in provider.requests)
    assert HIDDEN not in json.dumps(tried.answer.to_json())
    assert not any(HIDDEN in repr(span) for span in tried.ended.spans)


@each_orchestrator
@each_level
def test_everyone_is_shown_the_same_words_on_what_to_hand_in(orchestrator: str, level: Level) -> None:
    provider = FakeProvider()
    attempt(reference(level), provider, orchestrator=orchestrator)
    said = "\n".join(message.text for request in provider.requests for message in request.messages)
    assert ("the reference in the book" in said) is (level is not Level.ORCHESTRATION)


@each_orchestrator
@each_level
def test_a_used_up_budget_stops_the_work_and_what_there_is_by_then_is_marked(orchestrator: str, level: Level) -> None:
    design = reference(level).model_copy(update={"budget": Budget(calls=1)})
    provider = FakeProvider(right)
    tried = attempt(design, provider, orchestrator=orchestrator)
    assert (tried.ended.outcome, tried.ended.why) == ("limit", "the budget of 1 calls is used up")
    assert (len(provider.requests), len(tried.notebook.ends)) == (1, 1)
    assert tried.ended.grade is not None
    assert tried.ended.grade.score > 0


@each_orchestrator
@each_level
def test_tokens_stop_the_work_within_the_calls_under_way(orchestrator: str, level: Level) -> None:
    design = reference(level).model_copy(update={"budget": Budget(tokens=30)})
    provider = FakeProvider(lambda request: reply(right(request), usage=Usage(input=20, output=10)))
    tried = attempt(design, provider, orchestrator=orchestrator)
    assert tried.ended.outcome == "limit"
    assert tried.budget.tokens <= 30 * provider.most_under_way
    assert len(tried.notebook.starts) == len(tried.notebook.ends)


@each_orchestrator
@each_level
def test_a_refusal_ends_the_trial_and_is_worth_nothing(orchestrator: str, level: Level) -> None:
    tried = attempt(reference(level), FakeProvider(lambda _: reply("No.", stop="refusal")), orchestrator=orchestrator)
    assert tried.ended.outcome == "refused"
    assert tried.answer.is_empty
    assert tried.ended.grade is not None
    assert tried.ended.grade.score == 0


@each_orchestrator
@each_level
@pytest.mark.parametrize("fault", [Overloaded("busy"), BadReply("nonsense")], ids=["overloaded", "bad reply"])
def test_a_service_that_fails_for_good_leaves_the_trial_out(orchestrator: str, level: Level, fault: Exception) -> None:
    provider = FakeProvider(lambda _: fault)
    tried = attempt(reference(level), provider, orchestrator=orchestrator, patience=Patience(attempts=2))
    assert (tried.ended.outcome, tried.ended.why, tried.ended.grade) == ("infrastructure", str(fault), None)


@each_orchestrator
@each_level
def test_time_that_is_up_stops_the_work(orchestrator: str, level: Level) -> None:
    design = reference(level).model_copy(update={"budget": Budget(wall_s=0.02)})
    tried = attempt(design, FakeProvider(turns=10**9), orchestrator=orchestrator)
    assert (tried.ended.outcome, tried.ended.why) == ("limit", "the time limit of 0.02 s is used up")
    assert (len(tried.notebook.starts) > 0, tried.notebook.ends) == (True, [])
    assert tried.ended.grade is not None


@each_orchestrator
@pytest.mark.parametrize(("level", "room"), [("prompting", 160), ("context", 800), ("orchestration", 150)])
def test_no_call_sends_more_than_it_may(orchestrator: str, level: str, room: int) -> None:
    """The room is hardly more than what the design says in any case, so that all else has to be fitted in."""
    provider = FakeProvider(right)
    sampling = Sampling(call_in_tokens=room, call_out_tokens=20)
    tried = attempt(reference(level), provider, orchestrator=orchestrator, sampling=sampling)
    sent = [sum(len(m.text.split()) + 8 for m in request.messages) for request in provider.requests]
    assert tried.ended.outcome == "done"
    assert 0 < max(sent) <= room
