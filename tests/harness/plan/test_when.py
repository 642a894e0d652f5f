from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.plan.when import BadCondition, Condition, parse_condition
from tasks_bank.deliverable import Column

REASONS = Column("reason", "choice", ("duplicate", "missing"))


@pytest.mark.parametrize(
    ("text", "row", "holds"),
    [
        ("reason == 'duplicate'", {"reason": "duplicate"}, True),
        ("reason == 'duplicate'", {"reason": " Duplicate "}, True),
        ("reason == 'duplicate'", {"reason": "missing"}, False),
        ('reason != "duplicate"', {"reason": "missing"}, True),
        ("amount >= 50", {"amount": "£50.00"}, True),
        ("amount > 50", {"amount": "50.00"}, False),
        ("amount < -2.5", {"amount": "-3"}, True),
        ("amount > 9", {"amount": "1,000"}, True),
        ("amount <= 50", {"amount": "fifty"}, False),
        ("amount == 50", {"amount": "50.0"}, True),
        ("date >= '2026-03-01'", {"date": "2026-11-02"}, True),
        ("date < '2026-03-01'", {"date": "2026-11-02"}, False),
        ("name <= 'B'", {"name": "b"}, True),
        ("reason in ['a', 'b']", {"reason": "b"}, True),
        ("reason in ['a', 'b']", {"reason": "c"}, False),
        ("code in [1, 'b']", {"code": "1.0"}, True),
    ],
)
def test_a_comparison_holds_by_size_for_numbers_and_by_the_alphabet_for_texts(
    text: str, row: dict[str, str], *, holds: bool
) -> None:
    assert parse_condition(text).holds(row) is holds


@pytest.mark.parametrize("text", ["a == 1", "a == 'x'", "a < 1", "a >= 'x'", "a in [1, 'x']"])
def test_a_missing_cell_meets_no_comparison(text: str) -> None:
    assert not parse_condition(text).holds({})


@pytest.mark.parametrize("text", ["a != 1", "a != 'x'"])
def test_a_missing_cell_meets_unequal(text: str) -> None:
    assert parse_condition(text).holds({})


def test_and_binds_tighter_than_or() -> None:
    condition = parse_condition("a == 1 or a == 2 and b == 3")
    assert condition.holds({"a": "1", "b": "9"})
    assert condition.holds({"a": "2", "b": "3"})
    assert not condition.holds({"a": "2", "b": "9"})


def test_the_columns_are_named_once_in_their_order() -> None:
    assert parse_condition("b == 1 and a == 2 or b > 3").fields == ("b", "a")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "'': expected field op literal, such as reason == 'duplicate'"),
        ("a ==", "'a ==': expected field op literal, such as reason == 'duplicate'"),
        ("a == 1 and", "'a == 1 and': expected field op literal, such as reason == 'duplicate'"),
        ("1 == a", "'1 == a': expected field op literal, such as reason == 'duplicate'"),
        ("a is 1", "'a is 1': 'is' is not an operator; they are == != < <= > >= in"),
        ("a == b", "'a == b': expected a number or quoted text at 'b'"),
        ("a == 1 b == 2", "'a == 1 b == 2': expected 'and' or 'or' at 'b'"),
        ("a in 'x'", "'a in 'x'': 'in' needs a list, such as in ['a', 'b']"),
        ("a in ['x'", "'a in ['x'': the list is not closed with ]"),
        ("a in ['x',", "'a in ['x',': expected a number or quoted text at 'the end'"),
        ("a == 'x", "'a == 'x': cannot read from ''x'"),
        ("(a == 1)", "'(a == 1)': cannot read from '(a == 1)'"),
        ("a == __import__('os')", "'a == __import__('os')': cannot read from '('os')'"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(text: str, said: str) -> None:
    with pytest.raises(BadCondition) as caught:
        parse_condition(text)
    assert str(caught.value) == said


@pytest.mark.parametrize(
    "text",
    [
        "amount > 5 and amount < 5",
        "amount > 5 and amount <= 5",
        "amount == 5 and amount != 5",
        "amount in [1, 2] and amount > 2",
        "name == 'a' and name == 'b'",
        "name == 'A' and name != 'a'",
        "name > 'b' and name < 'B'",
        "name < ''",
        "reason == 'personal'",
        "reason == 'duplicate' and reason == 'missing'",
        "reason == 'personal' or amount > 2 and amount < 1",
        "reason > 3",
    ],
)
def test_a_condition_that_no_row_can_meet_can_never_fire(text: str) -> None:
    assert not parse_condition(text).can_fire({"reason": REASONS})


@pytest.mark.parametrize(
    "text",
    [
        "amount > 5 and amount < 5.0005",
        "amount >= 5 and amount <= 5",
        "amount < 0",
        "name == 'ABC' and name > 'B' or name != ''",
        "name > 'a' and name < 'b'",
        "name != '' and name != 'a' and name < 'b'",
        "name == '£6' and name > 5",
        "code > 5 and code > 'z'",
        "reason == 'DUPLICATE'",
        "reason != 'duplicate'",
        "reason in ['personal', 'missing']",
        "reason == 'personal' or amount > 2",
    ],
)
def test_a_condition_that_some_row_meets_can_fire(text: str) -> None:
    assert parse_condition(text).can_fire({"reason": REASONS})


def test_without_regard_to_case_a_text_that_equals_one_literal_may_lie_above_another() -> None:
    condition = parse_condition("name == 'ABC' and name > 'B'")
    assert not condition.can_fire({})
    assert not condition.holds({"name": "abc"})


NUMBERS = st.decimals(min_value=-20, max_value=20, places=1).map(lambda value: f"{value:f}")
TEXTS = st.text(alphabet="aAbB ", max_size=2)
CELLS = st.one_of(NUMBERS, TEXTS, st.sampled_from(["£3", "(2.5)", "1,000", "nan", "-inf", "1e5", "none"]), st.text())


@st.composite
def conditions(draw: st.DrawFn) -> str:
    literal = st.one_of(NUMBERS, TEXTS.map(lambda text: f"'{text}'"))
    comparison = st.one_of(
        st.tuples(st.sampled_from("xy"), st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), literal).map(" ".join),
        st.tuples(st.sampled_from("xy"), st.lists(literal, min_size=1, max_size=3)).map(
            lambda parts: f"{parts[0]} in [{', '.join(parts[1])}]"
        ),
    )
    words = draw(comparison)
    for _ in range(draw(st.integers(0, 4))):
        words += f" {draw(st.sampled_from(['and', 'and', 'or']))} {draw(comparison)}"
    return words


@given(conditions(), st.lists(st.fixed_dictionaries({"x": CELLS, "y": CELLS}), min_size=1, max_size=20))
def test_no_row_meets_a_condition_that_can_never_fire(text: str, rows: list[dict[str, str]]) -> None:
    condition: Condition = parse_condition(text)
    if not condition.can_fire({}):
        assert not any(condition.holds(row) for row in rows)


@given(conditions(), st.lists(TEXTS | NUMBERS, min_size=1, max_size=4), st.data())
def test_no_row_of_the_choices_meets_a_condition_that_can_never_fire(
    text: str, choices: list[str], data: st.DataObject
) -> None:
    condition = parse_condition(text)
    rows = data.draw(st.lists(st.fixed_dictionaries({"x": st.sampled_from(choices), "y": CELLS}), max_size=10))
    if not condition.can_fire({"x": Column("x", "choice", tuple(choices))}):
        assert not any(condition.holds(row) for row in rows)


@given(conditions(), st.dictionaries(st.sampled_from("xy"), CELLS))
def test_no_cell_makes_a_condition_fail(text: str, row: dict[str, str]) -> None:
    assert parse_condition(text).holds(row) in {True, False}


SMALL = st.integers(-20, 20).map(lambda tenths: f"{tenths / 10:g}")


@given(st.lists(st.tuples(st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), SMALL), min_size=1, max_size=5))
def test_whether_numbers_can_fire_is_what_trying_them_all_finds(parts: list[tuple[str, str]]) -> None:
    """Between tenths, every gap holds a twentieth; a text stands for all that is no number."""
    condition = parse_condition(" and ".join(f"x {op} {number}" for op, number in parts))
    tried = [f"{twentieths / 20:g}" for twentieths in range(-50, 51)]
    assert condition.can_fire({}) is any(condition.holds({"x": cell}) for cell in [*tried, "none"])


@given(st.text(alphabet="ab=<>!'\"[],0.5 -andorin", max_size=30))
def test_any_text_is_a_condition_or_a_mistake_in_words(text: str) -> None:
    with suppress(BadCondition):
        assert parse_condition(text).fields


@pytest.mark.parametrize(
    ("text", "always"),
    [
        ("reason in ['duplicate', 'missing']", True),
        ("reason == 'duplicate' or reason != 'duplicate'", True),
        ("reason != 'rent'", True),
        ("reason == 'duplicate'", False),
        ("amount < 5 or amount >= 5", True),
        ("amount < 5 or amount > 5", False),
        ("amount >= 0", False),
        ("reason == 'missing' or reason == 'duplicate' and amount != 3 or amount == 3", True),
        ("free == 'x' or free != 'x'", True),
        ("free >= 'x' or free < 'x'", True),
    ],
)
def test_a_condition_that_every_row_meets_is_known(text: str, *, always: bool) -> None:
    columns = {"reason": REASONS, "amount": Column("amount", "amount"), "free": Column("free")}
    assert parse_condition(text).must_fire(columns) is always


@given(st.lists(st.tuples(st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), SMALL), min_size=1, max_size=4))
def test_whether_all_numbers_fire_is_what_trying_them_all_finds(parts: list[tuple[str, str]]) -> None:
    condition = parse_condition(" or ".join(f"x {op} {number}" for op, number in parts))
    tried = [f"{twentieths / 20:g}" for twentieths in range(-50, 51)]
    assert condition.must_fire({"x": Column("x", "amount")}) is all(condition.holds({"x": cell}) for cell in tried)
