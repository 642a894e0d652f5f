"""What every orchestrator does at a gate: work goes back with what was found, as often as the gate allows."""

import json

import pytest

from harness.plan.design import Budget
from tests.harness.fakes import attempt, case
from tests.harness.orchestrators.listing import each_orchestrator
from tests.harness.orchestrators.teams import BOOK, CHIEF, agent, asked_of, one_after_the_other, saying, team

ROWS = case().truth.tables["lines"]
WHOLE = json.dumps({"lines": ROWS})
PART = json.dumps({"lines": ROWS[1:]})
MISSING = ROWS[0]["line"]
SORTER = agent("sorter", 'reads = ["book"]', 'writes = ["lines"]', 'format = "json"')
JUDGE = agent("judge", 'reads = ["lines"]', 'instructions = "Be strict."')


def gate(check: str, after: str = "sorter", returns_to: str = "sorter", *lines: str) -> str:
    return "\n".join(
        ["[[gate]]", f'after = "{after}"', f'check = "{check}"', f'returns_to = "{returns_to}"', *lines, ""]
    )


def every_line(*lines: str, returns_to: str = "sorter") -> str:
    """A gate that every line of the book is sorted."""
    arguments = 'arguments = { left = "book", right = "lines", on = ["line"], keep = "left" }'
    return gate("tool:diff", "sorter", returns_to, arguments, *lines)


@each_orchestrator
@pytest.mark.parametrize("returns", [0, 1, 2])
def test_work_goes_back_at_most_as_often_as_the_gate_allows_and_then_goes_on(orchestrator: str, returns: int) -> None:
    provider = saying({"sorter": PART, "chief": "Done."})
    tried = attempt(team(BOOK, SORTER, every_line(f"max_returns = {returns}")), provider, orchestrator=orchestrator)
    assert len(provider.asked("sorter")) == 1 + returns
    assert MISSING not in tried.files["lines.csv"]
    assert tried.answer.text == "Done."
    assert tried.spans("trouble")[-1] == ("let through", "tool:diff: no returns are left")


@each_orchestrator
def test_what_a_tool_finds_is_told_and_work_that_passes_does_not_go_back(orchestrator: str) -> None:
    provider = saying({"sorter": one_after_the_other(PART, WHOLE)})
    tried = attempt(team(BOOK, SORTER, every_line("max_returns = 5")), provider, orchestrator=orchestrator)
    first, second = asked_of(provider, "sorter")
    assert "A check of your work found:" not in first
    assert MISSING in second.partition("A check of your work found:")[2]
    assert MISSING in tried.files["lines.csv"]
    assert [detail.partition(":")[0] for _, detail in tried.spans("gate")] == ["found", "passed"]


@each_orchestrator
def test_what_is_found_is_told_for_each_item_too(orchestrator: str) -> None:
    row = json.dumps({"lines": [{"line": "PC-0", "category": "meals"}]})
    sorter = agent("sorter", 'each = ["book"]', 'each_gives = "one"', 'writes = ["lines"]', 'format = "json"')
    provider = saying({"sorter": row})
    attempt(team(BOOK, sorter, every_line()), provider, orchestrator=orchestrator)
    asked = asked_of(provider, "sorter")
    assert len(asked) == 12
    assert all("A check of your work found:" in text for text in asked[6:])
    assert not any("A check of your work found:" in text for text in asked[:6])


@each_orchestrator
def test_a_reviewer_sees_the_work_and_its_reason_goes_back(orchestrator: str) -> None:
    verdicts = one_after_the_other('{"verdict": "Fail", "why": "one is missing"}', '{"verdict": "pass", "why": ""}')
    provider = saying({"sorter": one_after_the_other(PART, WHOLE), "judge": verdicts})
    tried = attempt(
        team(BOOK, SORTER, JUDGE, gate("agent:judge", "sorter", "sorter", "max_returns = 3")),
        provider,
        orchestrator=orchestrator,
    )
    assert "one is missing" in asked_of(provider, "sorter")[1]
    first, second = asked_of(provider, "judge")
    assert (MISSING in first, MISSING in second) == (False, True)
    assert provider.asked("judge")[0].messages[0].text == "You are a judge. Be strict."
    assert [start.agent for start in tried.notebook.starts] == ["sorter", "judge", "sorter", "judge", "chief"]


@each_orchestrator
@pytest.mark.parametrize("said", ["", "All is well.", '{"verdict": "perhaps"}', '{"verdict": ', '{"why": "x"}', "[{}]"])
def test_a_verdict_that_cannot_be_read_lets_the_work_through_and_is_noted(orchestrator: str, said: str) -> None:
    provider = saying({"sorter": WHOLE, "judge": said})
    tried = attempt(team(BOOK, SORTER, JUDGE, gate("agent:judge")), provider, orchestrator=orchestrator)
    assert len(provider.asked("sorter")) == 1
    assert tried.spans("gate") == [("agent:judge", "let through: verdict unreadable")]
    assert tried.spans("trouble") == [
        ("verdict unreadable", said),
        ("let through", f"agent:judge: verdict unreadable: {said}"),
    ]


@each_orchestrator
def test_a_reviewer_does_no_work_of_its_own(orchestrator: str) -> None:
    provider = saying({"sorter": WHOLE, "judge": '{"verdict": "pass"}'})
    attempt(team(BOOK, SORTER, JUDGE, gate("agent:judge")), provider, orchestrator=orchestrator)
    assert len(provider.asked("judge")) == 1


@each_orchestrator
def test_work_that_goes_back_further_is_done_again_by_all_on_the_way(orchestrator: str) -> None:
    adder = agent("adder", 'reads = ["lines"]', 'writes = ["totals"]')
    aside = agent("aside", 'reads = ["lines"]', 'writes = ["escalations"]')
    verdicts = one_after_the_other('{"verdict": "fail", "why": "wrong"}', '{"verdict": "pass"}')
    provider = saying(
        {
            "sorter": WHOLE,
            "adder": "category,amount\nmeals,1",
            "aside": "item,reason,why\nPC-1,over_limit,x",
            "judge": verdicts,
        }
    )
    check = gate("agent:judge", "adder", "sorter")
    attempt(team(BOOK, SORTER, adder, aside, JUDGE, check), provider, orchestrator=orchestrator)
    asked = [request.agent for request in provider.requests]
    assert (asked.count("sorter"), asked.count("adder"), asked.count("aside"), asked.count("judge")) == (2, 2, 1, 2)
    assert "wrong" in asked_of(provider, "sorter")[1]
    assert "wrong" not in asked_of(provider, "adder")[1]


@each_orchestrator
def test_the_coordinators_work_can_be_checked_too(orchestrator: str) -> None:
    chief = CHIEF.replace("[coordinator]", 'reads = ["lines"]\nwrites = ["totals"]\n[coordinator]')
    judge = agent("judge", 'reads = ["totals"]')
    verdicts = one_after_the_other('{"verdict": "fail", "why": "too much"}', '{"verdict": "pass"}')
    totals = one_after_the_other("category,amount\nmeals,9", "category,amount\nmeals,3")
    provider = saying({"sorter": WHOLE, "judge": verdicts, "chief": totals})
    parts = (BOOK, SORTER, judge, gate("agent:judge", "chief", "chief"))
    tried = attempt(team(*parts, chief=chief), provider, orchestrator=orchestrator)
    assert "too much" in asked_of(provider, "chief")[1]
    assert tried.files["totals.csv"] == "category,amount\nmeals,3\n"


@each_orchestrator
def test_a_limit_on_the_way_back_keeps_the_whole_work_of_before(orchestrator: str) -> None:
    sorter = agent(
        "sorter", 'each = ["book"]', 'carries = { line = ["line"] }', 'writes = ["lines"]', 'format = "json"'
    )
    provider = saying({"sorter": '{"lines": [{"category": "meals"}]}', "judge": '{"verdict": "fail", "why": "wrong"}'})
    design = team(BOOK, sorter, JUDGE, gate("agent:judge")).model_copy(update={"budget": Budget(calls=9)})
    tried = attempt(design, provider, orchestrator=orchestrator)
    assert tried.ended.outcome == "limit"
    assert len(tried.files["lines.csv"].splitlines()) == 1 + 6
