"""The tool join_on."""

import random
from decimal import Decimal

import pytest

from harness.context.registry import make_tool
from harness.plan.tools import Rows, ToolMistake, Workspace

join_on = make_tool("join_on")
BANK_LEDGER = {"left": "bank", "right": "ledger"}


def test_equal_cells_bring_rows_together_and_clashing_names_get_the_table(workspace: Workspace) -> None:
    rows = join_on.use(workspace, {**BANK_LEDGER, "on": [["amount", "gross"], "date"]})
    assert rows == (
        {
            "line": "B1",
            "date": "2026-09-14",
            "amount": "12.50",
            "kind": "Rail",
            "entry": "L1",
            "ledger_date": "14/09/2026",
            "gross": "£12.5",
        },
    )


def test_keep_left_keeps_rows_without_a_partner(workspace: Workspace) -> None:
    rows = join_on.use(workspace, {**BANK_LEDGER, "on": ["date"], "keep": "left"})
    assert [(row["line"], row["entry"]) for row in rows] == [("B1", "L1"), ("B2", "L2"), ("B3", "")]


def test_a_tolerance_is_for_numbers_alone(workspace: Workspace) -> None:
    asked = {**BANK_LEDGER, "on": [["amount", "gross"], "date"]}
    rows = join_on.use(workspace, {**asked, "tolerance": "0.25"})
    assert [(row["line"], row["entry"]) for row in rows] == [("B1", "L1"), ("B2", "L2")]
    assert len(join_on.use(workspace, {**asked, "tolerance": 0.24})) == 1


@pytest.mark.parametrize("tolerance", ["0.50", "0.07", "2"])
def test_tolerance_finds_the_same_pairs_as_trying_them_all(tolerance: str) -> None:
    chance = random.Random(4)
    left = tuple({"a": f"{chance.randint(-400, 400) / 100}", "b": str(chance.randint(0, 3))} for _ in range(90))
    right = tuple({"c": f"{chance.randint(-400, 400) / 100}", "d": str(chance.randint(0, 3))} for _ in range(90))
    rows = join_on.use(
        Workspace({}, {"l": left, "r": right}),
        {"left": "l", "right": "r", "on": [["b", "d"], ["a", "c"]], "tolerance": tolerance},
    )
    # Second method: every pair, both columns being numbers.
    near = Decimal(tolerance)
    expected = sorted(
        (x["a"], x["b"], y["c"], y["d"])
        for x in left
        for y in right
        if abs(Decimal(x["a"]) - Decimal(y["c"])) <= near and abs(Decimal(x["b"]) - Decimal(y["d"])) <= near
    )
    assert sorted(tuple(row.values()) for row in rows) == expected


def test_a_row_with_two_partners_appears_twice() -> None:
    tables: dict[str, Rows] = {"l": ({"a": "1"},), "r": ({"a": "1", "n": "x"}, {"a": "1.0", "n": "y"})}
    rows = join_on.use(Workspace({}, tables), {"left": "l", "right": "r", "on": ["a"]})
    assert [row["n"] for row in rows] == ["x", "y"]


def test_close_partners_come_in_the_order_of_their_table() -> None:
    tables: dict[str, Rows] = {"l": ({"a": "1.00"},), "r": ({"b": "1.40"}, {"b": "0.60"}, {"b": "1.10"})}
    asked = {"left": "l", "right": "r", "on": [["a", "b"]], "tolerance": "0.5"}
    assert [row["b"] for row in join_on.use(Workspace({}, tables), asked)] == ["1.40", "0.60", "1.10"]


def test_blank_cells_equal_nothing() -> None:
    tables: dict[str, Rows] = {"l": ({"a": ""},), "r": ({"a": " "}, {})}
    assert join_on.use(Workspace({}, tables), {"left": "l", "right": "r", "on": ["a"]}) == ()


def test_a_table_can_be_joined_to_itself(workspace: Workspace) -> None:
    rows = join_on.use(workspace, {"left": "bank", "right": "bank", "on": ["amount"]})
    assert [(row["line"], row["bank_line"]) for row in rows] == [
        ("B1", "B1"),
        ("B2", "B2"),
        ("B2", "B3"),
        ("B3", "B2"),
        ("B3", "B3"),
    ]


def test_every_row_with_every_row_is_turned_down() -> None:
    tables: dict[str, Rows] = {"l": ({"a": "1"},) * 100}
    with pytest.raises(ToolMistake, match="join on more columns"):
        join_on.use(Workspace({}, tables), {"left": "l", "right": "l", "on": ["a"]})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on": []}, "'on' is empty"),
        ({"on": [["amount"]]}, "is not a column nor a pair"),
        ({"on": "date"}, "give a list of columns"),
        ({"keep": "outer"}, "one of inner, left"),
        ({"tolerance": "some"}, "give an amount"),
        ({"tolerance": -1}, "give an amount"),
    ],
)
def test_arguments_that_do_not_fit_are_named(workspace: Workspace, change: dict[str, object], said: str) -> None:
    with pytest.raises(ToolMistake, match=said):
        join_on.use(workspace, {**BANK_LEDGER, "on": ["date"], **change})
