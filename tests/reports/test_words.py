import pytest

from reports import words


@pytest.mark.parametrize(
    ("nano_usd", "said"),
    [
        (None, "unknown"),
        (0, "no charge"),
        (12_300_000, "$0.0123"),
        (50_000, "under $0.0001"),
        (1_234_500_000_000, "$1,234.50"),
    ],
)
def test_money_says_what_is_known_and_no_more(nano_usd: int | None, said: str) -> None:
    assert words.money(nano_usd) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "not known"),
        (0.42, "0.4 s"),
        (12.4, "12 s"),
        (59.7, "1 min 0 s"),
        (200, "3 min 20 s"),
        (7500, "2 h 5 min"),
    ],
)
def test_a_duration_is_said_with_its_units(value: float | None, said: str) -> None:
    assert words.seconds(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, "not known"), (0, "0 ms"), (0.0004, "under 1 ms"), (0.0384, "38 ms"), (0.9996, "1.0 s"), (12.4, "12 s")],
)
def test_below_a_second_a_piece_of_work_is_said_in_milliseconds(value: float | None, said: str) -> None:
    assert words.duration(value) == said


def test_an_interval_stands_in_brackets() -> None:
    assert words.interval(0.42, 0.31, 0.53) == "0.42 (0.31 to 0.53)"


def test_a_difference_keeps_its_sign() -> None:
    assert words.interval(-0.1, -0.2, 0.0, sign=True) == "-0.10 (-0.20 to +0.00)"


def test_a_number_without_an_interval_stands_alone() -> None:
    assert words.interval(0.42, None, None) == "0.42"


def test_tokens_have_thousands_separators() -> None:
    assert words.number(12345.4) == "12,345"


def test_one_thing_is_singular() -> None:
    assert (words.count(1, "case"), words.count(1200, "case")) == ("1 case", "1,200 cases")


@pytest.mark.parametrize(
    ("values", "said"), [((), "none"), ((1, 2), "1, 2"), ((1, 2, 3), "1 to 3"), ((1, 3, 4), "1, 3, 4")]
)
def test_numbers_in_a_row_become_a_range(values: tuple[int, ...], said: str) -> None:
    assert words.numbers(values) == said


def test_a_long_list_of_numbers_is_counted_and_cut() -> None:
    assert words.numbers(range(0, 100, 2), most=3) == "0, 2, 4 and 47 more"


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_names_are_joined_as_in_a_sentence(items: list[str], said: str) -> None:
    assert words.listed(items) == said


def test_an_instant_is_said_in_utc() -> None:
    assert words.instant("2026-11-22T10:30:00+01:00") == "22 November 2026, 09:30 UTC"


def test_terminal_codes_and_hidden_directions_are_made_visible() -> None:
    assert words.visible("a\x1b[31m\u202eb\tc\n") == "a<U+001B>[31m<U+202E>b\tc\n"


@pytest.mark.parametrize(("value", "said"), [(None, "not known"), (0.0004, "under 0.001"), (0.0312, "0.031")])
def test_a_p_value_has_three_digits(value: float | None, said: str) -> None:
    assert words.p_value(value) == said


def test_a_sentence_has_a_capital_and_a_stop() -> None:
    assert (words.sentence("no interval"), words.sentence("")) == ("No interval.", "")
