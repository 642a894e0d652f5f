from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks_bank.reading.values import amount, code, day, ids, says_none


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234.50", "1234.50"),
        ("£1,234.50", "1234.50"),
        ("1,234", "1234"),
        ("1,234,567.89", "1234567.89"),
        ("1'234.50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1.234.567", "1234567"),
        ("12,50", "12.50"),
        ("12,5", "12.5"),
        ("0,123", "0.123"),
        ("1.234", "1.234"),
        (".5", "0.5"),
        ("5.", "5"),
        ("EUR 5.00", "5.00"),
        ("5.00 gbp", "5.00"),
        ("US$ 12", "12"),
        ("€5", "5"),
    ],
)
def test_amount_is_read(text: str, value: str) -> None:
    assert amount(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["-12.00", "(12.00)", "12.00-", "-£12.00", "£-12.00", "\u221212.00", "(£12.00)", "- 12"]
)
def test_negative_amount_is_read(text: str) -> None:
    assert amount(text) == Decimal(-12)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "none",
        "NaN",
        "Infinity",
        "-inf",
        "1e5",
        "12%",
        "1,23,4",
        "12 34",
        "--5",
        "(-)",
        "1234567890123456",
        "²",
        "٣",
        "1.2.3",
        "PC-12",
        "12 pieces",
        "9" * 100000,
        "1," * 50000,
    ],
)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert amount(text) is None


@pytest.mark.parametrize("text", ["-0.00", "(0)", "0-"])
def test_negative_zero_is_zero(text: str) -> None:
    value = amount(text)
    assert value == 0
    assert value is not None
    assert not value.is_signed()


@settings(max_examples=60, deadline=None)
@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False))
def test_amount_survives_being_written_in_british_and_in_european_style(value: Decimal) -> None:
    british = f"£{abs(value):,.2f}"
    european = f"{abs(value):,.2f} EUR".translate(str.maketrans(",.", ".,"))
    sign = "-" if value < 0 else ""
    assert amount(sign + british) == value
    assert amount(sign + european) == value


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-14",
        "2026/09/14",
        "2026-09-14T00:00:00",
        "2026-09-14 08:30",
        "14/09/2026",
        "14.09.2026",
        "14-09-26",
        "14 September 2026",
        "14 Sep 26",
        "14th Sept 2026",
        "14-Sep-2026",
        "Mon 14 September 2026",
        "Monday, 14 Sep 2026",
        "September 14, 2026",
        "Sep 14 2026",
        "14th of September 2026",
        "14 Sep '26",
    ],
)
def test_day_is_read(text: str) -> None:
    assert day(text) == date(2026, 9, 14)


@pytest.mark.parametrize(
    "text", ["", "none", "31/02/2026", "09/14/2026", "14 Foo 2026", "2026", "14/09", "0/0/00", "1" * 99]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert day(text) is None


@settings(max_examples=60, deadline=None)
@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d-%b-%Y", "%A %d %b %Y"]),
)
def test_day_survives_being_written(value: date, style: str) -> None:
    assert day(value.strftime(style)) == value


@pytest.mark.parametrize(
    "text",
    [
        "R-1 + R-2",
        "r-1, R-2",
        "R-2;R-1",
        "R-1 & R-2",
        "R-1 and R-2",
        "#R-1 / `R-2`.",
        "R-1, R-2 and R-1",
        "['R-1', 'R-2']",
    ],
)
def test_references_are_read(text: str) -> None:
    assert ids(text) == {"R-1", "R-2"}


def test_reference_with_a_slash_or_an_and_inside_stays_whole() -> None:
    assert ids("INV/2026/1") == {"INV/2026/1"}
    assert ids("BRAND-7") == {"BRAND-7"}


@pytest.mark.parametrize(
    "text", ["none", "None.", "n/a", "N/A", "-", "\u2014", "nil", "(none)", "no match", "[]", "missing"]
)
def test_none_is_a_statement_of_no_reference(text: str) -> None:
    assert ids(text) == frozenset()
    assert says_none(text)


@pytest.mark.parametrize("text", ["", "  ", "R-1", "unknown", "?"])
def test_gap_or_content_is_no_statement_of_none(text: str) -> None:
    assert not says_none(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Missing receipt", "missing_receipt"),
        ("over-limit.", "over_limit"),
        ("`WRONG_VAT`", "wrong_vat"),
        ("2.1", "2.1"),
        ("  out  of - period ", "out_of_period"),
        ("", ""),
    ],
)
def test_code_is_read(text: str, read: str) -> None:
    assert code(text) == read


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_nothing_raises_on_any_text(text: str) -> None:
    value = amount(text)
    assert value is None or value.is_finite()
    day(text)
    assert "" not in ids(text)
    code(text)
    says_none(text)
