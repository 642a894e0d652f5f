"""What every tool keeps to, whichever tools there are."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.context.registry import make_tool, tool_names
from harness.context.tables.columns import MOST_ROWS
from harness.plan.tools import Rows, Tool, ToolMistake, Workspace

TABLES: dict[str, Rows] = {
    "bank": ({"date": "2026-09-14", "amount": "12.50"}, {"date": "x", "amount": ""}, {"amount": "0012"}),
    "ledger": ({"date": "14/09/2026", "gross": "(12.50)", "amount": "9" * 30},),
    "empty": (),
}
TEXTS = {"a.csv": 'date,amount\n"1,2', "b.pdf": "Total: £3", "c/d.xlsx": "[sheet one, 0 rows]\n", "e.txt": "\0|\n|--|"}
WORDS = st.sampled_from(
    [*TABLES, *TEXTS, "date", "amount", "gross", "*", "[", "", "2026-09", "2026-09-14", "left", "all"]
)
SCALARS = WORDS | st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just(10**400)
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=6
)


@pytest.fixture(params=sorted(tool_names()))
def tool(request: pytest.FixtureRequest) -> Tool:
    return make_tool(request.param)


@pytest.mark.parametrize("name", sorted(tool_names()))
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_arguments_give_rows_or_a_mistake_and_change_nothing(name: str, data: st.DataObject) -> None:
    tool = make_tool(name)
    fitting = st.fixed_dictionaries({}, optional=dict.fromkeys(tool.parameters["properties"], JSON))
    arguments = data.draw(fitting | st.dictionaries(st.text(max_size=5), JSON, max_size=2))
    workspace = Workspace(TEXTS, copy.deepcopy(TABLES))
    try:
        rows = tool.use(workspace, arguments)
    except ToolMistake:
        rows = ()
    assert workspace.tables == TABLES, "a tool changes no table"
    assert len(rows) <= MOST_ROWS
    assert {type(word) for row in rows for cell in row.items() for word in cell} <= {str}


def test_a_number_of_five_thousand_digits_is_a_mistake(tool: Tool, workspace: Workspace) -> None:
    for name in tool.parameters["properties"]:
        with pytest.raises(ToolMistake) as mistake:
            tool.use(workspace, {name: 10**5000})
        assert len(str(mistake.value)) < 500


def test_a_tool_is_named_as_its_module(tool: Tool) -> None:
    assert tool.name in tool_names()


def test_every_argument_is_described(tool: Tool) -> None:
    schema: dict[str, Any] = dict(tool.parameters)
    assert all(argument["description"] for argument in schema["properties"].values())
    assert set(schema.get("required", ())) <= set(schema["properties"])
    assert schema["additionalProperties"] is False


def test_an_unknown_argument_is_named(tool: Tool, workspace: Workspace) -> None:
    with pytest.raises(ToolMistake, match="has no argument 'colour'"):
        tool.use(workspace, {"colour": "red"})
