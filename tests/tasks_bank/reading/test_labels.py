import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks_bank.reading.labels import LONGEST_CELL, bare_label, clean, label


@pytest.mark.parametrize(
    "text", ["R-1", "**R-1**", "`R-1`", "_R-1_", "***R-1***", "~~R-1~~", "[R-1](http://x.example)", "R\u200b-\u200f1"]
)
def test_cell_loses_what_a_reader_does_not_see(text: str) -> None:
    assert clean(text) == "R-1"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("over\\_limit", "over_limit"),
        ("over_limit", "over_limit"),
        ("R-1<br>R-2", "R-1; R-2"),
        ("**R-1** + **R-2**", "R-1 + R-2"),
        ("Smith &amp; Sons", "Smith & Sons"),
        ("two  \n lines\x00", "two lines"),
        ("\ud800x", "x"),
        ("*", "*"),
    ],
)
def test_cell_keeps_what_it_says(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_huge_cell_is_cut() -> None:
    assert len(clean("x" * 1_000_000)) == LONGEST_CELL


@pytest.mark.parametrize("text", ["Bank line", "bank_lines", "BANK-LINES", "**Bank lines**"])
def test_case_gaps_and_plural_do_not_matter_in_a_heading(text: str) -> None:
    assert label(text) == label("bank_line")


def test_plurals_are_undone_alike() -> None:
    pairs = [
        ("categories", "category"),
        ("matches", "match"),
        ("taxes", "tax"),
        ("losses", "loss"),
        ("status", "status"),
    ]
    assert all(label(many) == label(one) for many, one in pairs)


@pytest.mark.parametrize("text", ["Amount (GBP)", "amount_gbp", "Amount £", "Amounts [EUR]"])
def test_unit_can_be_left_out_of_a_heading(text: str) -> None:
    assert bare_label(text) == "amount"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_cleaning_never_raises_and_leaves_text_that_can_be_stored(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert "\n" not in cleaned
