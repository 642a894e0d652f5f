"""What every orchestrator does when one agent cannot go on: it is recorded, and the others go on or not by the rule."""

import json

import pytest

from harness.errors import BadReply
from harness.messages import Request, ToolCall, Usage
from harness.meter.line import Patience
from tests.harness.fakes import FakeProvider, attempt, case, reply
from tests.harness.orchestrators.listing import each_orchestrator
from tests.harness.orchestrators.teams import BOOK, CHIEF, agent, asked_of, one_after_the_other, saying, team

ROWS = case().truth.tables["lines"]
MEALS = '{"lines": [{"category": "meals"}]}'
SORTED = "line,category\nPC-1,meals"
ADDED = "category,amount\nmeals,3.50"
ADDER = agent("adder", 'writes = ["totals"]')
EACH = ('each = ["book"]', 'carries = { line = ["line"] }', 'writes = ["lines"]', 'format = "json"')
ITEMS = len(case().systems["petty_cash"].rows)


def sorter(*lines: str) -> str:
    return agent("sorter", 'writes = ["lines"]', *lines)


def budget(*lines: str) -> str:
    return "\n".join(["[agent.budget]", *lines])


def fan_out(*lines: str) -> str:
    return agent("sorter", *EACH, *lines)


@each_orchestrator
@pytest.mark.parametrize(
    ("limit", "said"),
    [("calls = 2", "2 calls"), ("tokens = 20", "20 tokens")],
)
def test_an_agent_that_has_used_up_its_own_budget_ends_and_the_others_go_on(
    orchestrator: str, limit: str, said: str
) -> None:
    """A call takes 15 tokens: after two of them both budgets are used up, with two items done."""
    provider = saying({"sorter": MEALS, "adder": ADDED, "chief": "Done."})
    design = team(BOOK, fan_out("max_output_tokens = 10", budget(limit)), ADDER)
    tried = attempt(design, provider, orchestrator=orchestrator)
    assert (tried.ended.outcome, tried.answer.text) == ("done", "Done.")
    assert (len(provider.asked("sorter")), len(provider.asked("adder"))) == (2, 1)
    assert len(tried.files["lines.csv"].splitlines()) == 1 + 2
    assert list(tried.files) == ["lines.csv", "totals.csv"]
    ((word, detail),) = tried.spans("trouble")
    assert word == "over budget"
    assert detail == f"4 of 6 items (3, 4, 5, 6): agent 'sorter' has used up its own budget of {said}"


@each_orchestrator
def test_an_agent_s_own_budget_overshoots_by_less_than_one_call(orchestrator: str) -> None:
    provider = saying({"sorter": reply(MEALS, usage=Usage(input=30, output=30))})
    tried = attempt(
        team(BOOK, fan_out("max_output_tokens = 30", budget("tokens = 100"))), provider, orchestrator=orchestrator
    )
    assert len(provider.asked("sorter")) == 2
    assert tried.ended.outcome == "done"


@each_orchestrator
def test_the_trial_s_own_budget_still_ends_the_trial(orchestrator: str) -> None:
    provider = saying({"sorter": MEALS, "adder": ADDED})
    tried = attempt(
        team(BOOK, fan_out(budget("calls = 5")), "[budget]\ncalls = 3"), provider, orchestrator=orchestrator
    )
    assert (tried.ended.outcome, len(provider.requests)) == ("limit", 3)
    assert ("cut off", "the budget of 3 calls is used up") in tried.spans("trouble")


class Hanging(FakeProvider):
    """A model that never answers one agent."""

    def __init__(self, agent_name: str, others: str) -> None:
        super().__init__(others, timeout_s=60)
        self.hangs = agent_name

    async def send(self, request: Request):  # type: ignore[no-untyped-def] # noqa: ANN201 - as the one above
        self.turns = 10**9 if request.agent == self.hangs else 3
        return await super().send(request)


@each_orchestrator
def test_an_agent_that_hangs_is_ended_when_its_own_time_is_up(orchestrator: str) -> None:
    design = team(sorter(budget("wall_s = 0.05")), ADDER)
    tried = attempt(design, Hanging("sorter", ADDED), orchestrator=orchestrator)
    assert (tried.ended.outcome, list(tried.files)) == ("done", ["totals.csv"])
    assert tried.spans("trouble") == [("out of time", "agent 'sorter' has used up its 0.05 s")]
    assert tried.spans("coordinator") == [("skip", "out of time: agent 'sorter' has used up its 0.05 s")]
    assert len(tried.notebook.starts) == len(tried.notebook.ends) + 1


@each_orchestrator
def test_items_that_were_done_when_an_agent_s_time_was_up_count(orchestrator: str) -> None:
    def say(request: Request) -> str:
        is_quick = request.agent == "chief" or ROWS[0]["line"] in request.messages[-1].text
        provider.turns = 3 if is_quick else 10**9
        return MEALS

    provider = FakeProvider(say)
    tried = attempt(team(BOOK, fan_out(budget("wall_s = 0.05"))), provider, orchestrator=orchestrator)
    assert tried.files["lines.csv"].splitlines()[1:] == [f"{ROWS[0]['line']},meals"]


@each_orchestrator
def test_time_lost_to_a_busy_service_is_not_held_against_an_agent(orchestrator: str) -> None:
    """A call that comes to nothing is waiting; here it is all that there is, so the trial is left out."""
    provider = FakeProvider(lambda _: BadReply("broken"), turns=10**9)
    provider.limits = type(provider.limits)(timeout_s=0.02)
    design = team(sorter(budget("wall_s = 0.1")), ADDER)
    tried = attempt(design, provider, orchestrator=orchestrator, patience=Patience(attempts=1000, first_wait_s=0.0))
    assert tried.ended.outcome == "infrastructure"


@each_orchestrator
def test_a_service_that_fails_ends_the_trial_and_bears_a_word(orchestrator: str) -> None:
    provider = saying({"sorter": BadReply("broken"), "adder": ADDED})
    tried = attempt(team(sorter(), ADDER), provider, orchestrator=orchestrator)
    assert tried.ended.outcome == "infrastructure"
    assert ("service failed", "broken") in tried.spans("trouble")


@each_orchestrator
def test_a_refusal_ends_the_trial_and_bears_a_word(orchestrator: str) -> None:
    provider = saying({"sorter": reply("No.", stop="refusal")})
    tried = attempt(team(sorter()), provider, orchestrator=orchestrator)
    assert tried.ended.outcome == "refused"
    assert tried.spans("trouble") == [("declined", "the model declined agent 'sorter': No.")]


@each_orchestrator
def test_an_item_that_comes_back_unreadable_spoils_no_other(orchestrator: str) -> None:
    provider = saying({"sorter": one_after_the_other("what?", MEALS)})
    tried = attempt(team(BOOK, fan_out()), provider, orchestrator=orchestrator)
    assert len(tried.files["lines.csv"].splitlines()) == ITEMS
    assert tried.spans("trouble") == [("made nothing", "1 of 6 items (1): nothing readable in 'what?'")]


@each_orchestrator
def test_an_item_that_comes_back_unreadable_is_asked_once_more_by_retry(orchestrator: str) -> None:
    provider = saying({"sorter": one_after_the_other("what?", MEALS)})
    design = team(BOOK, fan_out(), chief=f'{CHIEF}on_failure = "retry"')
    tried = attempt(design, provider, orchestrator=orchestrator)
    assert len(provider.asked("sorter")) == ITEMS + 1
    assert len(tried.files["lines.csv"].splitlines()) == 1 + ITEMS
    (again,) = [text for text in asked_of(provider, "sorter") if "Nothing readable came back" in text]
    assert ROWS[0]["line"] in again
    assert tried.spans("trouble") == []


@each_orchestrator
def test_an_item_that_comes_back_unreadable_ends_the_work_by_stop(orchestrator: str) -> None:
    provider = saying({"sorter": one_after_the_other(MEALS, "what?"), "chief": "Done."})
    design = team(BOOK, fan_out(), chief=f'{CHIEF}on_failure = "stop"')
    tried = attempt(design, provider, orchestrator=orchestrator)
    assert (tried.ended.outcome, tried.answer.text, provider.asked("chief")) == ("done", "", [])
    assert tried.files["lines.csv"].splitlines()[1:] == [f"{ROWS[0]['line']},meals"]
    assert tried.spans("coordinator")[-1][0] == "stopped"


@each_orchestrator
def test_no_row_is_an_answer_where_an_item_may_have_none(orchestrator: str) -> None:
    tried = attempt(team(BOOK, fan_out()), saying({"sorter": '{"lines": []}'}), orchestrator=orchestrator)
    assert tried.spans("trouble") == []


@each_orchestrator
def test_an_agent_that_asks_for_the_same_tool_again_and_again_is_asked_without(orchestrator: str) -> None:
    looping = sorter('tools = ["sum"]', 'reads = ["book"]')
    call = reply(stop="tools", calls=[ToolCall("c", "sum", {"table": "book", "column": "amount"})])
    provider = saying({"sorter": lambda request: call if request.tools else SORTED})
    tried = attempt(team(BOOK, looping), provider, orchestrator=orchestrator)
    assert len(provider.asked("sorter")) == 4
    assert tried.files["lines.csv"].splitlines()[1:] == ["PC-1,meals"]
    ((word, detail),) = tried.spans("trouble")
    assert (word, detail.startswith("asked 3 times sum {")) == ("repeats itself", True)


@each_orchestrator
def test_an_agent_that_never_stops_asking_for_tools_is_asked_without(orchestrator: str) -> None:
    looping = sorter('tools = ["look_up"]', 'reads = ["book"]')
    counted = iter(range(100))

    def say(request: Request) -> object:
        where = {"line": f"PC-{next(counted)}"}
        call = reply(stop="tools", calls=[ToolCall("c", "look_up", {"table": "book", "where": where})])
        return call if request.tools else SORTED

    provider = saying({"sorter": say})  # type: ignore[dict-item] # a reply or a text
    tried = attempt(team(BOOK, looping), provider, orchestrator=orchestrator)
    assert [word for word, _ in tried.spans("trouble")] == ["too many rounds"]
    assert tried.files["lines.csv"].splitlines()[1:] == ["PC-1,meals"]


@each_orchestrator
def test_an_agent_that_says_the_same_again_instead_of_going_on_is_ended_and_its_rows_count_once(
    orchestrator: str,
) -> None:
    provider = saying({"sorter": reply(SORTED, stop="length")})
    tried = attempt(team(sorter()), provider, orchestrator=orchestrator)
    assert len(provider.asked("sorter")) == 2
    assert tried.files["lines.csv"].splitlines()[1:] == ["PC-1,meals"]
    assert tried.spans("trouble") == [("repeats itself", "was to go on, and said the same again")]


GATE = '[[gate]]\nafter = "sorter"\ncheck = "agent:judge"\nreturns_to = "sorter"\n'
JUDGE = agent("judge", 'reads = ["lines"]')


@each_orchestrator
def test_an_agent_that_makes_the_same_again_after_a_gate_has_sent_it_back_is_noted(orchestrator: str) -> None:
    fail = json.dumps({"verdict": "fail", "why": "wrong"})
    provider = saying({"sorter": SORTED, "judge": fail})
    tried = attempt(team(sorter(), JUDGE, GATE), provider, orchestrator=orchestrator)
    assert [word for word, _ in tried.spans("trouble")] == ["repeats itself", "let through"]


@each_orchestrator
def test_work_is_let_through_when_its_reviewer_fails(orchestrator: str) -> None:
    judge = agent("judge", 'reads = ["lines"]', budget("calls = 1"))
    fail = json.dumps({"verdict": "fail", "why": "wrong"})
    provider = saying(
        {"sorter": one_after_the_other(SORTED, f"{SORTED}\nPC-2,travel"), "judge": fail, "chief": "Done."}
    )
    gate = f"{GATE}max_returns = 3"
    tried = attempt(team(sorter(), judge, gate), provider, orchestrator=orchestrator)
    assert (tried.ended.outcome, tried.answer.text) == ("done", "Done.")
    assert len(provider.asked("judge")) == 1
    assert [word for word, _ in tried.spans("trouble")] == ["over budget", "let through"]
    assert tried.spans("gate")[-1] == ("agent:judge", "let through: over budget")


@each_orchestrator
def test_a_reviewer_whose_verdict_cannot_be_read_is_asked_once_more_by_retry(orchestrator: str) -> None:
    verdicts = one_after_the_other("hm", json.dumps({"verdict": "pass"}))
    provider = saying({"sorter": SORTED, "judge": verdicts})
    design = team(sorter(), JUDGE, GATE, chief=f'{CHIEF}on_failure = "retry"')
    tried = attempt(design, provider, orchestrator=orchestrator)
    assert len(provider.asked("judge")) == 2
    assert tried.spans("gate") == [("agent:judge", "passed")]


@each_orchestrator
def test_the_coordinator_is_contained_too_and_what_there_is_is_handed_in(orchestrator: str) -> None:
    chief = CHIEF.replace("[coordinator]", "[agent.budget]\nwall_s = 0.05\n[coordinator]")
    tried = attempt(team(ADDER, chief=chief), Hanging("chief", ADDED), orchestrator=orchestrator)
    assert (tried.ended.outcome, tried.answer.text, list(tried.files)) == ("done", "", ["totals.csv"])


@each_orchestrator
def test_tools_make_what_they_can_of_an_agent_s_unfinished_work(orchestrator: str) -> None:
    """The items that are done are joined with the book; without them the tool would have nothing to work on."""
    join = '{ left = "lines", right = "book", on = ["line"] }'
    priced = f'prepare = [{{ tool = "join_on", arguments = {join}, into = "priced" }}]'
    provider = saying({"sorter": MEALS})
    tried = attempt(team(BOOK, fan_out(priced, budget("calls = 2"))), provider, orchestrator=orchestrator)
    assert tried.ended.outcome == "done"
    assert ("join_on", "priced: 2 rows") in tried.spans("tool")


@each_orchestrator
def test_work_is_handed_to_a_person_and_goes_on(orchestrator: str) -> None:
    gate = '[[gate]]\nafter = "sorter"\ncheck = "person"\n'
    provider = saying({"sorter": SORTED, "chief": "Done."})
    tried = attempt(team(sorter(), gate), provider, orchestrator=orchestrator)
    assert (tried.ended.outcome, tried.answer.text) == ("done", "Done.")
    assert tried.spans("gate") == [("person", "handed to a person, not looked at: lines: 1 rows")]
    (span,) = [span for span in tried.ended.spans if span.kind == "gate"]
    assert span.agent == "sorter"
