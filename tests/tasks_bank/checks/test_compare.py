import pytest

from tasks_bank.checks.compare import compare_rows
from tasks_bank.checks.rows import MOST_DETAILS, rows_check
from tasks_bank.deliverable import Column, Deliverable, Row

TABLE = Deliverable(
    "lines",
    columns=(
        Column("line"),
        Column("documents", "ids"),
        Column("category", "choice", ("travel", "meals")),
        Column("amount", "amount"),
        Column("day", "date"),
    ),
    key=("line",),
)
WEIGHTS = {"documents": 0.6, "category": 0.4}
KEYS_ONLY = Deliverable(
    "exceptions", columns=(Column("item"), Column("reason", "choice", ("a", "b"))), key=("item", "reason")
)


def row(line: str, documents: str = "INV-1", category: str = "travel") -> Row:
    return {"line": line, "documents": documents, "category": category}


EXPECTED = [row(f"B{n}") for n in range(8)]


def test_a_perfect_table_earns_all_its_marks() -> None:
    check = rows_check("lines", 40, compare_rows(TABLE, EXPECTED, EXPECTED, WEIGHTS))
    assert check.earned == pytest.approx(40)
    assert not check.details


def test_dropping_a_quarter_of_the_rows_costs_a_quarter() -> None:
    compared = compare_rows(TABLE, EXPECTED, EXPECTED[2:], WEIGHTS)
    assert compared.recall * compared.precision == pytest.approx(0.75)


def test_as_many_wrong_rows_as_right_ones_cost_half() -> None:
    compared = compare_rows(TABLE, EXPECTED, [*EXPECTED, *(row(f"X{n}") for n in range(8))], WEIGHTS)
    assert compared.recall * compared.precision == pytest.approx(0.5)


def test_a_wrong_cell_costs_what_the_cell_is_worth() -> None:
    assert compare_rows(TABLE, EXPECTED[:1], [row("B0", category="meals")], WEIGHTS).recall == pytest.approx(0.6)
    assert compare_rows(TABLE, EXPECTED[:1], [row("B0", documents="INV-2")], WEIGHTS).recall == pytest.approx(0.4)


@pytest.mark.parametrize("documents", ["INV-2+INV-1", "inv-1, inv-2", "INV-1 and INV-2", "INV-1 + INV-2"])
def test_references_may_stand_in_any_order_and_spelling(documents: str) -> None:
    assert compare_rows(TABLE, [row("B0", "INV-1+INV-2")], [row("b0", documents)], WEIGHTS).recall == pytest.approx(1)


@pytest.mark.parametrize("documents", ["INV-1", "INV-1+INV-2+INV-3", "", "none"])
def test_a_part_of_the_references_or_more_than_them_is_wrong(documents: str) -> None:
    compared = compare_rows(TABLE, [row("B0", "INV-1+INV-2")], [row("B0", documents)], WEIGHTS)
    assert compared.recall == pytest.approx(0.4)


def test_none_has_to_be_stated() -> None:
    expected = [row("B0", "none")]
    assert compare_rows(TABLE, expected, [row("B0", "n/a")], WEIGHTS).recall == pytest.approx(1)
    assert compare_rows(TABLE, expected, [row("B0", "")], WEIGHTS).recall == pytest.approx(0.4)
    assert compare_rows(TABLE, expected, [{"line": "B0", "category": "travel"}], WEIGHTS).recall == pytest.approx(0.4)


def test_two_different_rows_for_one_key_make_it_wrong() -> None:
    compared = compare_rows(TABLE, EXPECTED[:2], [*EXPECTED[:2], row("B1", "INV-9")], WEIGHTS)
    assert compared.recall == pytest.approx(1 / 2)
    assert compared.precision == pytest.approx(2 / 3)
    assert compared.stray == (("B1",),)


def test_a_row_that_is_repeated_word_for_word_counts_once() -> None:
    compared = compare_rows(TABLE, EXPECTED, [*EXPECTED, *EXPECTED], WEIGHTS)
    assert compared.recall * compared.precision == pytest.approx(1)


@pytest.mark.parametrize(("column", "said"), [("amount", "£1,234.50"), ("day", "9 March 2026")])
def test_amounts_and_dates_are_compared_by_what_they_mean(column: str, said: str) -> None:
    expected = {"line": "B0", "amount": "1234.5", "day": "2026-03-09"}
    assert compare_rows(TABLE, [expected], [{"line": "B0", column: said}], {column: 1.0}).recall == pytest.approx(1)


def test_a_table_of_keys_alone_is_right_by_its_keys() -> None:
    expected = [{"item": "B1", "reason": "a"}, {"item": "B2", "reason": "b"}]
    compared = compare_rows(KEYS_ONLY, expected, [{"item": "b1", "reason": "A"}, {"item": "B2", "reason": "a"}], {})
    assert compared.recall * compared.precision == pytest.approx(1 / 4)


def test_nothing_to_find_earns_in_proportion_to_the_work_done_elsewhere() -> None:
    nothing = compare_rows(KEYS_ONLY, [], [], {})
    assert rows_check("exceptions", 20, nothing, 0.5).earned == pytest.approx(10)
    assert rows_check("exceptions", 20, nothing, 0.0).earned == 0


def test_made_up_rows_cost_marks_where_there_was_nothing_to_find() -> None:
    compared = compare_rows(KEYS_ONLY, [], [{"item": "B1", "reason": "a"}], {})
    assert rows_check("exceptions", 20, compared, 1.0).earned == pytest.approx(10)


def test_an_empty_table_earns_nothing_and_says_what_was_missed() -> None:
    check = rows_check("lines", 40, compare_rows(TABLE, EXPECTED, [], WEIGHTS))
    assert check.earned == 0
    assert "8 missing" in check.why
    assert check.details[0] == "B0: missing"


def test_details_are_bounded_and_say_how_many_are_left_out() -> None:
    many = [row(f"B{n}") for n in range(40)]
    details = rows_check("lines", 40, compare_rows(TABLE, many, [], WEIGHTS)).details
    assert len(details) == MOST_DETAILS
    assert details[-1] == "and 29 more"
