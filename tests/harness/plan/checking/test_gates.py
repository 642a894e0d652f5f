"""Gates that somebody can pass, and that a return can help; each sentence of theirs is said once here."""

import pytest

from tests.harness.plan.checking.parts import TEAM, check, gate, said

FILED = """
[[agent]]
name = "filer"
role = "r"
writes = ["filed"]
prepare = [{ tool = "parse", arguments = { file = "*.csv" }, into = "filed" }]
[[table]]
name = "filed"
columns = [{ name = "line" }]
"""
JUDGE = '[[agent]]\nname = "judge"\nrole = "r"\nreads = ["totals"]\n'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            gate(arguments='{ left = "lnes", right = "totals", on = ["category"] }'),
            "a gate after 'adder' looks at table 'lnes', which nobody makes (did you mean 'lines'?)",
        ),
        (
            gate(arguments='{ left = "lines", right = "totals" }'),
            "a gate after 'adder' lets nobody pass: diff needs the argument 'on': columns that say which rows belong",
        ),
        (
            gate(arguments='{ left = "lines", right = "totals", on = [["categry", "category"]] }'),
            "a gate after 'adder' lets nobody pass: table 'lines' has no column 'categry'; did you mean 'category'?",
        ),
        (
            gate("tool:sum", arguments='{ table = "totals", column = "amount" }'),
            "a gate after 'adder' lets nobody pass: sum finds a row whatever anybody makes",
        ),
        (
            FILED
            + gate("tool:look_up", after="filer", returns_to="filer", arguments='{ table = "filed", where = {} }'),
            "a gate after 'filer' lets nobody pass: look_up finds a row whatever anybody makes",
        ),
        (
            gate("tool:parse", arguments='{ file = "*.csv" }'),
            "a gate after 'adder' lets nobody pass: parse reads a file, and finds what is in it whatever anybody makes",
        ),
        (
            gate("tool:look_up", returns_to="adder", arguments='{ table = "lines", where = { category = "meals" } }'),
            (
                "a gate after 'adder' looks at 'lines', which adder cannot change by working again: it finds the same "
                "each time; let it return to who makes that, or look at what they make"
            ),
        ),
        (
            JUDGE.replace("totals", "lines") + gate("agent:judge", returns_to="adder"),
            "agent 'judge' checks after 'adder' and reads nothing of the work of adder; add 'totals' to its reads",
        ),
    ],
)
def test_a_gate_that_nobody_can_pass_is_a_mistake(text: str, sentence: str) -> None:
    assert sentence in said("orchestration", TEAM + text)


@pytest.mark.parametrize(
    "text",
    [
        gate("tool:look_up", returns_to="clerk", arguments='{ table = "lines", where = { category = "meals" } }'),
        gate("tool:look_up", after="clerk", returns_to="clerk", arguments='{ table = "lines", where = {} }'),
        gate("tool:sum", arguments='{ table = "totals", column = "amount", by = ["category"] }'),
        JUDGE + gate("agent:judge"),
    ],
)
def test_a_gate_passes_the_check_where_what_it_looks_at_may_be_as_it_wants(text: str) -> None:
    check("orchestration", TEAM + text)
