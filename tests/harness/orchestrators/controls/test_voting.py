"""A majority over rows, by their keys."""

from hypothesis import given
from hypothesis import strategies as st

from harness.orchestrators.native.controls.voting import majority
from harness.plan.tools import Rows
from tasks_bank.deliverable import Column, Deliverable

LINES = Deliverable("lines", "table", (Column("line"), Column("category")), ("line",))


def rows(**said: str) -> Rows:
    return tuple({"line": line, "category": category} for line, category in said.items())


def test_a_row_stays_where_more_than_half_have_its_key() -> None:
    assert majority([rows(a="x", b="x"), rows(a="x"), rows(a="x", c="x")], LINES) == rows(a="x")


def test_of_a_keys_rows_the_one_with_most_votes_stays() -> None:
    assert majority([rows(a="x"), rows(a="y"), rows(a="y")], LINES) == rows(a="y")


def test_in_a_tie_the_first_decides() -> None:
    assert majority([rows(a="x", b="z"), rows(a="y", c="z")], LINES) == rows(a="x", b="z")


def test_case_and_spaces_make_no_other_key_and_no_other_row() -> None:
    assert majority([rows(a=" X"), rows(A="x"), rows(a="y")], LINES) == rows(a=" X")


def test_without_a_key_the_whole_row_is_its_name() -> None:
    free = Deliverable("lines", "table", LINES.columns)
    assert majority([rows(a="x"), rows(a="y"), rows(a="y")], free) == rows(a="y")


def test_a_ballots_second_row_of_a_key_is_passed_over() -> None:
    twice = (*rows(a="x"), *rows(a="y"))
    assert majority([twice, twice, rows(a="y")], LINES) == rows(a="x")


BALLOTS = st.lists(st.dictionaries(st.sampled_from("abcd"), st.sampled_from("xy")), min_size=1, max_size=7)


@given(BALLOTS)
def test_what_all_ballots_say_is_said(ballots: list[dict[str, str]]) -> None:
    same = rows(**ballots[0])
    assert majority([same] * len(ballots), LINES) == same


@given(BALLOTS)
def test_every_row_was_said_by_somebody_and_every_key_by_at_least_half(ballots: list[dict[str, str]]) -> None:
    for row in majority([rows(**ballot) for ballot in ballots], LINES):
        assert any(ballot.get(row["line"]) == row["category"] for ballot in ballots)
        assert 2 * sum(row["line"] in ballot for ballot in ballots) >= len(ballots)
