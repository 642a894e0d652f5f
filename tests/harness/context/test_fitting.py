"""Texts in a token budget."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.context.fitting import CountTokens, fit, fitted, in_order, matches


def words(text: str) -> int:
    return len(text.split())


def quarters(text: str) -> int:
    return (len(text) + 3) // 4


TEXTS = [("a.csv", "x,y\n" + "1,2\n" * 30), ("b.txt", "one two\nthree four\n"), ("c.txt", "five")]


def test_texts_that_fit_come_whole_each_under_its_name() -> None:
    assert fit(TEXTS[1:], 100, words) == "[b.txt]\none two\nthree four\n\n[c.txt]\nfive"


def test_the_first_that_does_not_fit_is_cut_at_a_line_and_the_rest_is_named() -> None:
    text = fit(TEXTS, 30, words)
    *lines, notice = text.splitlines()
    assert lines[:3] == ["[a.csv]", "x,y", "1,2"]
    assert set(lines[2:]) == {"1,2"}
    assert re.fullmatch(r"\[cut: about \d+ tokens left out of 3 texts: a.csv, b.txt, c.txt\]", notice)
    assert words(text) <= 30


def test_nothing_smaller_behind_is_taken_instead() -> None:
    assert "five" not in fit(TEXTS, 30, words)


def test_what_is_left_out_is_counted_about_right() -> None:
    long = [("a.txt", "word\n" * 500)]
    (stated,) = re.findall(r"about (\d+) tokens", fit(long, 100, words))
    kept = fit(long, 100, words).count("word")
    assert int(stated) == 500 - kept


def test_a_whole_file_gives_way_when_the_notice_needs_its_room() -> None:
    texts = [("a.txt", "one\n" * 18), ("b.txt", "two\n" * 50)]
    kept, notice = fitted(texts, 22, words)
    assert [name for name, _ in kept] == ["a.txt"]
    assert "2 texts: a.txt, b.txt" in notice


def test_many_names_are_cut_short() -> None:
    _, notice = fitted([(f"{n}.txt", "many words " * 40) for n in range(20)], 60, words)
    assert notice.endswith("0.txt, 1.txt, 2.txt, 3.txt, 4.txt, 5.txt and 14 more]")


def test_a_budget_too_small_for_a_line_still_says_what_is_missing() -> None:
    assert fit(TEXTS, 1, words).startswith("[cut: about ")


def test_no_texts_are_no_text() -> None:
    assert fit([], 10, words) == ""


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["a.csv", "b.pdf", "long/name.txt"]), st.text("ab \n,", max_size=300)), max_size=5
    ),
    st.integers(80, 400),
    st.sampled_from([words, quarters]),
)
def test_the_budget_is_kept(texts: list[tuple[str, str]], budget: int, count: CountTokens) -> None:
    assert count(fit(texts, budget, count)) <= budget


@pytest.mark.parametrize(
    ("patterns", "order"),
    [
        ((), ["a.csv", "d/b.pdf", "c.csv"]),
        (("*.pdf", "c.*"), ["d/b.pdf", "c.csv", "a.csv"]),
        (("*",), ["a.csv", "d/b.pdf", "c.csv"]),
    ],
)
def test_texts_are_ordered_by_the_first_pattern_they_fit(patterns: tuple[str, ...], order: list[str]) -> None:
    texts = dict.fromkeys(["a.csv", "d/b.pdf", "c.csv"], "")
    assert [name for name, _ in in_order(texts, patterns)] == order


def test_a_star_goes_across_folders() -> None:
    assert matches("receipts/2026/R-1.pdf", ["receipts/*.pdf"])
