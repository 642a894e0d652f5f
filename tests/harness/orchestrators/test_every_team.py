"""What every orchestrator does at ORCHESTRATION: who works when, what happens on failure, what is handed in."""

import pytest

from harness.errors import BadReply
from harness.plan.design import Budget
from tasks_bank.answer import Escalation
from tests.harness.fakes import FakeProvider, attempt, case
from tests.harness.orchestrators.listing import each_orchestrator
from tests.harness.orchestrators.teams import BOOK, CHIEF, agent, asked_of, one_after_the_other, saying, team

LINES = agent("sorter", 'writes = ["lines"]')
TOTALS = agent("adder", 'writes = ["totals"]')
AFTER = agent("adder", 'reads = ["lines"]', 'writes = ["totals"]')
SORTED = "line,category\nPC-1,meals"
ADDED = "category,amount\nmeals,3.50"


@each_orchestrator
def test_agents_that_do_not_wait_for_each_other_work_at_the_same_time(orchestrator: str) -> None:
    provider = saying({"sorter": SORTED, "adder": ADDED})
    attempt(team(LINES, TOTALS), provider, orchestrator=orchestrator)
    first_four = [event for event in provider.events if event[0] in {"sent", "answered"}][:4]
    assert {event for event, _ in first_four[:2]} == {"sent"}
    assert {name for _, name in first_four[:2]} == {"sorter", "adder"}


@each_orchestrator
def test_an_agent_waits_for_what_it_reads_and_sees_it(orchestrator: str) -> None:
    provider = saying({"sorter": SORTED, "adder": ADDED})
    attempt(team(AFTER, LINES), provider, orchestrator=orchestrator)
    events = [event for event in provider.events if event[1] in {"sorter", "adder"}]
    assert events.index(("ended", "sorter")) < events.index(("started", "adder"))
    assert "[lines]\nline,category\nPC-1,meals" in asked_of(provider, "adder")[0]


@each_orchestrator
def test_the_coordinator_works_last_and_its_words_are_the_covering_note(orchestrator: str) -> None:
    provider = saying({"sorter": SORTED, "adder": ADDED, "chief": "All done."})
    tried = attempt(team(CHIEF, LINES, TOTALS, chief=""), provider, orchestrator=orchestrator)
    assert provider.requests[-1].agent == "chief"
    assert tried.answer.text == "All done."
    assert tried.files == {"lines.csv": "line,category\nPC-1,meals\n", "totals.csv": "category,amount\nmeals,3.50\n"}


@each_orchestrator
def test_a_table_that_the_coordinator_writes_is_handed_in_once(orchestrator: str) -> None:
    chief = CHIEF.replace("[coordinator]", 'writes = ["totals"]\n[coordinator]')
    tried = attempt(team(LINES, chief=chief), saying({"sorter": SORTED, "chief": ADDED}), orchestrator=orchestrator)
    assert list(tried.files) == ["lines.csv", "totals.csv"]
    assert tried.answer.text == ""


@each_orchestrator
def test_an_agent_that_makes_nothing_is_passed_over_by_skip(orchestrator: str) -> None:
    provider = saying({"sorter": "I cannot.", "adder": ADDED, "chief": "Done."})
    tried = attempt(team(LINES, AFTER), provider, orchestrator=orchestrator)
    assert (len(provider.asked("sorter")), len(provider.asked("adder"))) == (1, 1)
    assert (list(tried.files), tried.ended.outcome) == (["totals.csv"], "done")
    assert tried.spans("coordinator") == [("skip", "made nothing: no lines")]
    assert tried.spans("trouble") == [("made nothing", "no lines")]


@each_orchestrator
def test_an_agent_that_makes_nothing_is_asked_once_more_by_retry(orchestrator: str) -> None:
    provider = saying({"sorter": one_after_the_other("I cannot.", SORTED)})
    tried = attempt(
        team(LINES, chief=f'{CHIEF}on_failure = "retry"'),
        provider,
        orchestrator=orchestrator,
    )
    first, second = asked_of(provider, "sorter")
    assert second.startswith(first)
    assert "Nothing readable came back the first time." in second
    assert tried.files == {"lines.csv": "line,category\nPC-1,meals\n"}


@each_orchestrator
def test_an_agent_that_makes_nothing_ends_the_work_by_stop_and_what_there_is_is_handed_in(orchestrator: str) -> None:
    late = agent("late", 'reads = ["totals"]', 'writes = ["escalations"]')
    provider = saying({"sorter": SORTED, "adder": "I cannot."})
    tried = attempt(team(LINES, AFTER, late, chief=f'{CHIEF}on_failure = "stop"'), provider, orchestrator=orchestrator)
    assert not provider.asked("late") + provider.asked("chief")
    assert tried.files == {"lines.csv": "line,category\nPC-1,meals\n"}
    assert tried.ended.outcome == "done"


@each_orchestrator
def test_when_a_service_fails_nothing_is_left_running(orchestrator: str) -> None:
    provider = saying({"sorter": BadReply("broken"), "adder": ADDED})
    provider.turns = 50
    tried = attempt(team(LINES, TOTALS), provider, orchestrator=orchestrator)
    assert (tried.ended.outcome, tried.ended.why, provider.under_way) == ("infrastructure", "broken", 0)


@each_orchestrator
def test_calls_under_way_end_when_a_limit_is_reached_and_nobody_else_begins(orchestrator: str) -> None:
    third = agent("third", 'writes = ["escalations"]')
    design = team(LINES, TOTALS, third).model_copy(update={"budget": Budget(calls=2)})
    provider = saying({"sorter": SORTED, "adder": ADDED})
    tried = attempt(design, provider, orchestrator=orchestrator)
    assert (tried.ended.outcome, len(provider.requests), len(tried.notebook.ends)) == ("limit", 2, 2)
    assert list(tried.files) == ["lines.csv", "totals.csv"]


@each_orchestrator
def test_who_waits_for_an_agent_that_reached_a_limit_does_not_begin(orchestrator: str) -> None:
    sorter = agent("sorter", 'each = ["book"]', 'carries = { line = ["line"] }', 'writes = ["lines"]')
    adder = agent(
        "adder",
        'writes = ["totals"]',
        'prepare = [{ tool = "sum", arguments = { table = "lines", column = "line" }, into = "totals" }]',
    )
    design = team(BOOK, sorter, adder).model_copy(update={"budget": Budget(calls=1)})
    tried = attempt(design, saying({"sorter": "category\nmeals"}), orchestrator=orchestrator)
    assert tried.ended.outcome == "limit"
    assert list(tried.files) == ["lines.csv"]
    assert not any(span.agent == "adder" for span in tried.ended.spans)


@each_orchestrator
def test_rules_escalate_what_they_name_each_item_and_reason_once(orchestrator: str) -> None:
    provider = saying({"sorter": f"{SORTED}\nPC-2,travel\nPC-2,travel\nPC-3,postage\n,travel", "adder": ADDED})
    rules = """
    [[escalate]]
    table = "lines"
    item = "line"
    when = "category == 'travel'"
    reason = "trip"
    [[escalate]]
    table = "lines"
    item = "line"
    when = "category in ['travel', 'postage'] and line != 'PC-1'"
    reason = "{category}"
    """
    tried = attempt(team(LINES, rules), provider, orchestrator=orchestrator)
    said = {(each.item, each.reason) for each in tried.answer.escalations}
    assert said == {("PC-2", "trip"), ("PC-2", "travel"), ("PC-3", "postage")}
    why = "rule: category == 'travel'; row of lines: line PC-2, category travel"
    assert Escalation("PC-2", "trip", why) in tried.answer.escalations


@each_orchestrator
@pytest.mark.parametrize("cell", ["nan", "-inf", "none", ""])
def test_a_cell_that_is_no_number_is_not_escalated_and_harms_nothing(orchestrator: str, cell: str) -> None:
    rule = '[[escalate]]\ntable = "totals"\nitem = "category"\nwhen = "amount > 40"\nreason = "over_limit"'
    provider = saying({"adder": f"category,amount\nmeals,{cell}\ntravel,41"})
    tried = attempt(team(TOTALS, rule), provider, orchestrator=orchestrator)
    assert [each.item for each in tried.answer.escalations] == ["travel"]


@each_orchestrator
def test_code_hands_in_what_it_knows_where_no_model_says_anything(orchestrator: str) -> None:
    sorter = agent(
        "sorter", 'each = ["book"]', 'each_gives = "one"', 'carries = { line = ["line"] }', 'writes = ["lines"]'
    )
    adder = agent(
        "adder",
        'writes = ["totals"]',
        'prepare = [{ tool = "sum", arguments = { table = "book", column = "amount" }, into = "totals" }]',
    )
    rule = '[[escalate]]\ntable = "book"\nitem = "line"\nwhen = "amount > 40"\nreason = "over_limit"'
    tried = attempt(team(BOOK, sorter, adder, rule), FakeProvider(""), orchestrator=orchestrator)
    rows = case().systems["petty_cash"].rows
    total = sum(float(row["amount"]) for row in rows)
    assert tried.files["lines.csv"].splitlines() == ["line,category", *(f"{row['line']}," for row in rows)]
    assert tried.files["totals.csv"].splitlines() == ["category,amount", f",{total:.2f}"]
    assert {(each.item, each.reason) for each in tried.answer.escalations} == {
        (each.item, each.reason) for each in case().truth.escalations
    }
    assert tried.answer.text == ""


@each_orchestrator
def test_an_agent_whose_tables_code_makes_is_not_asked(orchestrator: str) -> None:
    provider = FakeProvider("")
    rule = '[[escalate]]\ntable = "book"\nitem = "line"\nwhen = "amount > 40"\nreason = "over_limit"'
    attempt(team(BOOK, rule), provider, orchestrator=orchestrator)
    assert [request.agent for request in provider.requests] == ["chief"]
