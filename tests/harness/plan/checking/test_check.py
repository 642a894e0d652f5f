"""Each sentence that a check can say is said once here; designs that must pass are in test_reference_designs.py."""

import pytest

from tests.harness.plan.checking.parts import ADDER, CHAT, CHIEF, CLERK, OWN, TEAM, check, gate, rule, said


@pytest.mark.parametrize(
    ("level", "text"),
    [
        ("prompting", f'question = "{{ask}}"\n{CHAT}'),
        ("context", CLERK),
        ("orchestration", TEAM),
        (
            "orchestration",
            TEAM.replace('"the chief"', '"the chief"\nreads = ["totals"]')
            + gate()
            + gate(after="chief", returns_to="adder"),
        ),
        ("orchestration", f'{TEAM}[[gate]]\nafter = "adder"\ncheck = "person"\n'),
        (
            "orchestration",
            f'{TEAM}[[agent]]\nname = "judge"\nrole = "a judge"\nreads = ["lines"]\n{gate("agent:judge")}',
        ),
        ("orchestration", TEAM + rule("category == 'meals'", reason="{category}")),
    ],
)
def test_what_holds_together_passes(level: str, text: str) -> None:
    check(level, text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (CHAT, "has no question"),
        (f'question = "q"\n{CHAT * 3}', "is at PROMPTING but lists 3 agents; agents need ORCHESTRATION"),
        (
            f'question = "q"\n{CHAT}[context.files]\nbudget_tokens = 9',
            "is at PROMPTING but has context files; it needs CONTEXT",
        ),
        (
            f'question = "q"\n{CHAT}tools = ["sum"]',
            "is at PROMPTING but its agent has reads, tools or tables; they need CONTEXT",
        ),
        (
            f'question = "q"\n{CHAT}instructions = "Add up."',
            "is at PROMPTING but its agent has instructions or examples; put them into the question",
        ),
        (
            f'question = "q"\nfollow_up = "More?"\n{CHAT}',
            "has the follow-up 'More?' and an allowance of 0 follow_ups",
        ),
        (
            f'question = "q"\n{CHAT}[allowance]\nfollow_ups = 1',
            "has the follow-up '' and an allowance of 1 follow_ups",
        ),
        ('question = "q"', "has no agent; list one with [[agent]]"),
    ],
)
def test_prompting_has_a_question_and_nothing_of_the_rungs_above(text: str, sentence: str) -> None:
    assert sentence in said("prompting", text)
    assert said("prompting", text).startswith("design 'd' ")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (CLERK + ADDER, "design 'd' is at CONTEXT but lists 2 agents; agents need ORCHESTRATION"),
        (
            CLERK + gate(after="clerk"),
            "design 'd' is at CONTEXT but has gates; they need ORCHESTRATION",
        ),
        (
            CLERK + rule("category == 'meals'"),
            "design 'd' is at CONTEXT but has escalation rules; they need ORCHESTRATION",
        ),
        (
            f'{CLERK}[coordinator]\nagent = "clerk"',
            "design 'd' is at CONTEXT but has a coordinator; they need ORCHESTRATION",
        ),
        (
            f'{CLERK}each = ["files:*.pdf"]\n[context.files]\nbudget_tokens = 9',
            "design 'd' is at CONTEXT but has agents that fan out; they need ORCHESTRATION",
        ),
        (
            f'question = "q"\n{CLERK}',
            "design 'd' is at CONTEXT but has a question, a follow-up or a paste allowance; those need PROMPTING",
        ),
    ],
)
def test_context_has_one_agent_and_no_team(text: str, sentence: str) -> None:
    assert said("context", text) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (CLERK + CLERK + CHIEF, "has more than one agent 'clerk'; has more than one writer of table 'lines'"),
        (OWN + OWN + TEAM, "has more than one table 'book'"),
        (f"{TEAM}[context.file]\nbudget_tokens = 9", "context 'file', which is not there (did you mean 'files'?)"),
        (TEAM.replace('["totals"]', '["total"]'), "writes table 'total', which is not there (did you mean 'totals'?)"),
        (
            TEAM.replace('["lines"]\nwrites', '["line"]\nwrites'),
            "design 'd': agent 'adder' reads 'line', which nobody writes (did you mean 'lines'?)",
        ),
        (
            TEAM.replace('["lines"]\nwrites', '["files"]\nwrites'),
            "agent 'adder' reads 'files', and there is no [context.files]",
        ),
        (
            f'{CLERK}tools = ["som"]\n{CHIEF}',
            "agent 'clerk' wants tool 'som', which is not there (did you mean 'sum'?)",
        ),
        (
            f'{CLERK}prepare = [{{ tool = "zip", into = "lines" }}]\n{CHIEF}',
            "agent 'clerk' wants tool 'zip', which is not there (there are diff, look_up, parse, sum)",
        ),
        (
            f'{CLERK}each = ["instructions"]\n{CHIEF}[context.instructions]\nbudget_tokens = 9',
            "agent 'clerk' fans out over 'instructions'; it can only over tables and files",
        ),
        (f'{CLERK}shows = ["line"]\n{CHIEF}', "agent 'clerk' has 'shows' but no 'each'"),
        (f'{CLERK}ask_each = "Sort."\n{CHIEF}', "agent 'clerk' has 'ask_each' but no 'each'"),
        (f'{CLERK}carries = {{ line = ["line"] }}\n{CHIEF}', "agent 'clerk' has 'carries' but no 'each'"),
        (
            f'{CLERK}{ADDER}each = ["lines"]\ncarries = {{ amont = ["line"] }}\n{CHIEF}',
            "agent 'adder' carries column 'amont', which is not there (did you mean 'amount'?)",
        ),
        (
            TEAM.replace('"a clerk"', '"a clerk"\neach = ["totals"]\nshows = ["amout"]'),
            "agent 'clerk' shows column 'amout', which is not there (did you mean 'amount'?)",
        ),
        (
            f'{CLERK}{ADDER}each = ["lines"]\ncarries = {{ amount = ["lin", "=0"] }}\n{CHIEF}',
            "agent 'adder' carries from column 'lin', which is not there (did you mean 'line'?)",
        ),
        (
            (
                f'{CLERK}prepare = [{{ tool = "sum", arguments = {{ table = "totls", column = "line" }}, into = '
                f'"x" }}]\n'
                f"{ADDER}{CHIEF}"
            ),
            "agent 'clerk' prepares sum of table 'totls', which nobody makes (did you mean 'totals'?)",
        ),
        (
            (
                f'{CLERK}{ADDER}prepare = [{{ tool = "sum", arguments = {{ table = "lines", colum = "line" }}, '
                f'into = "x" }}]\n'
                f"{CHIEF}"
            ),
            "agent 'adder' prepares sum, which can never be done: sum has no argument 'colum'; did you mean 'column'?",
        ),
        (
            f'{CLERK}{ADDER}prepare = [{{ tool = "parse", arguments = {{ file = "*" }}, into = "lines" }}]\n{CHIEF}',
            "agent 'adder' prepares table 'lines', which agent 'clerk' writes; give it another name",
        ),
        (
            f'{CLERK}prepare = [{{ tool = "parse", arguments = {{ file = "a.csv" }}, into = "rows" }}]\n{ADDER}'
            f'prepare = [{{ tool = "parse", arguments = {{ file = "b.csv" }}, into = "rows" }}]\n'
            + CHIEF.replace('"the chief"', '"the chief"\nreads = ["rows"]'),
            "agents clerk and adder prepare table 'rows' in different ways; give each a name of its own",
        ),
        (
            TEAM.replace('writes = ["lines"]', 'reads = ["totals"]\nwrites = ["lines"]'),
            "; take one of these reads out, or let a gate send the work back, which has a cap",
        ),
    ],
)
def test_reads_writes_and_tools_lead_somewhere(text: str, sentence: str) -> None:
    assert sentence in said("orchestration", text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (CLERK, "design 'd' has no coordinator"),
        (f'{CLERK}[coordinator]\nagent = "clark"', "coordinator 'clark', which is not there (did you mean 'clerk'?)"),
        (
            f'{CLERK}{ADDER}[coordinator]\nagent = "clerk"',
            "agent 'adder' waits for the coordinator 'clerk', who works last",
        ),
        (
            f'{TEAM}{OWN}[[agent]]\nname = "idle"\nrole = "r"\nwrites = ["book"]',
            "agent 'idle' writes nothing that anybody uses",
        ),
        (
            (
                f'{TEAM}{OWN}[[agent]]\nname = "first"\nrole = "r"\nwrites = ["book"]\n'
                '[[agent]]\nname = "second"\nrole = "r"\nreads = ["book"]\nwrites = ["kept"]\n'
                '[[table]]\nname = "kept"\ncolumns = [{ name = "line" }]'
            ),
            "agent 'first' writes nothing that anybody uses; agent 'second' writes nothing that anybody uses",
        ),
    ],
)
def test_a_team_has_a_coordinator_and_nobody_idle(text: str, sentence: str) -> None:
    assert sentence in said("orchestration", text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (gate(after="addr"), "a gate names agent 'addr', which is not there (did you mean 'adder'?)"),
        (
            gate("person"),
            (
                "a person checks after 'adder', and nothing comes back from them while a trial runs; "
                "take out returns_to, max_returns and arguments"
            ),
        ),
        (gate(returns_to=""), "a gate after 'adder' has no returns_to; name the agent who works again"),
        (gate("tool:dif"), "a gate names tool 'dif', which is not there (did you mean 'diff'?)"),
        (gate("agent:clark"), "a gate names agent 'clark', which is not there (did you mean 'clerk'?)"),
        (gate("diff"), "gate check 'diff' is none of tool:NAME, agent:NAME, person"),
        (
            gate("agent:clerk"),
            "agent 'clerk' checks at a gate and only says pass or fail; it can have no writes, tools or each",
        ),
        (
            gate(after="clerk", returns_to="adder"),
            "a gate after 'clerk' returns to 'adder', whose work 'clerk' does not wait for",
        ),
        (
            gate(after="clerk", arguments='{ left = "totals" }'),
            "a gate after 'clerk' looks at 'totals' of 'adder', for whom 'clerk' does not wait",
        ),
        (
            f'[[agent]]\nname = "judge"\nrole = "r"\nreads = ["totals"]\n{gate("agent:judge", after="clerk")}',
            "a gate after 'clerk' looks at 'totals' of 'adder', for whom 'clerk' does not wait",
        ),
    ],
)
def test_a_gate_checks_what_is_there_by_then(text: str, sentence: str) -> None:
    assert sentence in said("orchestration", TEAM + text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (rule("amount > 5", table="line"), "an escalation rule looks at table 'line', which is not there"),
        (rule("category = 'meals'"), "escalation rule 'category = 'meals'': cannot read from '= 'meals''"),
        (rule("categry == 'meals'"), "an escalation rule uses column 'categry', which is not there"),
        (rule("category == 'meals'", item="id"), "an escalation rule uses column 'id', which is not there"),
        (
            rule("category == 'meals'", reason="{cat}"),
            "an escalation rule uses column 'cat', which is not there (there are category, date, line)",
        ),
        (rule("category == 'rent'"), "escalation rule 'category == 'rent'' can never fire"),
        (
            rule("amount > '50'", table="totals", item="category"),
            (
                "escalation rule 'amount > '50'' compares the number 'amount' with the text '50'; "
                "write a number, without quotes"
            ),
        ),
        (
            rule("date > 2026"),
            "escalation rule 'date > 2026' compares the date 'date' with the number 2026; write a date as '2026-11-22'",
        ),
        (
            rule("date > '22/11/2026'"),
            "compares the date 'date' with the text '22/11/2026'; write a date as '2026-11-22'",
        ),
    ],
)
def test_an_escalation_rule_looks_at_columns_that_are_there_and_can_fire(text: str, sentence: str) -> None:
    assert sentence in said("orchestration", TEAM + text)


def test_all_mistakes_are_said_at_once() -> None:
    sentence = said("context", f'question = "q"\n{CLERK}tools = ["som"]')
    assert sentence == (
        "design 'd' is at CONTEXT but has a question, a follow-up or a paste allowance; those need PROMPTING; "
        "agent 'clerk' wants tool 'som', which is not there (did you mean 'sum'?)"
    )
