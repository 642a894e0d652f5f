"""The tool sum."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.context.registry import make_tool
from harness.plan.tools import Rows, ToolMistake, Workspace

add_up = make_tool("sum")


def test_a_column_is_added_up(workspace: Workspace) -> None:
    assert add_up.use(workspace, {"table": "bank", "column": "amount"}) == ({"amount": "26.50", "count": "3"},)


def test_groups_come_in_order_and_ignore_case(workspace: Workspace) -> None:
    assert add_up.use(workspace, {"table": "bank", "column": "amount", "by": ["kind"]}) == (
        {"kind": "Rail", "amount": "19.50", "count": "2"},
        {"kind": "food", "amount": "7.00", "count": "1"},
    )


def test_tenths_add_up_exactly() -> None:
    rows = tuple({"amount": "0.1"} for _ in range(10))
    assert add_up.use(Workspace({}, {"t": rows}), {"table": "t", "column": "amount"})[0]["amount"] == "1.0"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12)))
def test_totals_equal_those_of_fractions(values: list[object]) -> None:
    # Second method: rational numbers.
    rows = tuple({"amount": f"{value:f}"} for value in values)
    (total,) = add_up.use(Workspace({}, {"t": rows}), {"table": "t", "column": "amount"})
    assert Fraction(total["amount"]) == sum(Fraction(str(value)) for value in values)


def test_blank_cells_are_not_counted() -> None:
    tables: dict[str, Rows] = {"t": ({"amount": ""}, {"amount": "(2.50)"}, {})}
    assert add_up.use(Workspace({}, tables), {"table": "t", "column": "amount"}) == ({"amount": "-2.50", "count": "1"},)


def test_a_cell_that_is_no_amount_is_named() -> None:
    tables: dict[str, Rows] = {"t": ({"amount": "1"}, {"amount": "about 5"})}
    with pytest.raises(ToolMistake, match="row 2 of 't' has 'about 5' in 'amount'"):
        add_up.use(Workspace({}, tables), {"table": "t", "column": "amount"})


def test_nothing_adds_up_to_nought(workspace: Workspace) -> None:
    assert add_up.use(workspace, {"table": "nothing", "column": "amount"}) == ({"amount": "0", "count": "0"},)
    assert add_up.use(workspace, {"table": "nothing", "column": "amount", "by": ["kind"]}) == ()


def test_the_names_of_the_result_cannot_be_groups(workspace: Workspace) -> None:
    with pytest.raises(ToolMistake, match="cannot group by 'amount'"):
        add_up.use(workspace, {"table": "bank", "column": "amount", "by": ["amount"]})
