import pytest

from assessor.bank.arithmetic import reckon
from assessor.bank.dealing import filled

VALUES = {"cases": 40.0, "minutes": 1.5}


@pytest.mark.parametrize(
    ("text", "comes_to"),
    [
        ("cases * minutes", 60),
        ("-cases + 2 * (minutes - 0.5)", -38),
        ("round(cases / 3)", 13),
        ("min(cases, 7) + max(1, 2)", 9),
    ],
)
def test_arithmetic_is_reckoned(text: str, comes_to: float) -> None:
    assert reckon(text, VALUES) == comes_to


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "cases.__class__",
        "cases ** 999",
        "[1 for _ in range(9)]",
        "people",
        "1 / 0",
        "'a' * 9",
        "True + 1",
        "1 +",
        "",
        "lambda: 1",
        "9" * 300,
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"arithmetic|reckoned|there is no"):
        reckon(text, VALUES)


def test_holes_are_filled_with_values_and_with_what_arithmetic_comes_to() -> None:
    text = "{cases} cases of {minutes} minutes are {=cases*minutes} minutes for {who}"
    assert filled(text, VALUES | {"who": "Ann"}) == "40 cases of 1.50 minutes are 60 minutes for Ann"


def test_a_hole_that_nothing_fills_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"nothing fills \{people\}"):
        filled("{people}", VALUES)
