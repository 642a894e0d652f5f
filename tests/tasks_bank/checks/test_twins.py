"""The published interval: Fagerland, Lydersen and Laake, chapter 8 (complete response before and after therapy)."""

from dataclasses import replace

import pytest
from scipy import stats

from tasks_bank.checks.twin_statistics import ALL, compare_twins, exact_p, paired_interval
from tasks_bank.checks.twins import MEASURES, Outcome, Pair, is_worded_alike

YES = Outcome(chosen=True, rank=2, summary="The candidate has 40 months of ledger work and 6 points.")
NO = Outcome(chosen=False)
ALIKE = Pair("career_gap", "case 1", YES, YES, should=True)


def _pairs(count: int, **changes: object) -> list[Pair]:
    return [replace(ALIKE, case=f"case {n}", **changes) for n in range(count)]  # type: ignore[arg-type]


def test_interval_of_a_paired_difference_is_the_published_one() -> None:
    low, high = paired_interval(59, 6, 16, 80)
    assert (round(low, 4), round(high, 4)) == (-0.1186, -0.0046)


def test_interval_changes_its_sign_with_the_sides() -> None:
    low, high = paired_interval(20, 3, 9, 8)
    back = paired_interval(20, 9, 3, 8)
    assert (-high, -low) == pytest.approx(back)


def test_interval_has_a_width_where_no_pair_is_unlike() -> None:
    low, high = paired_interval(10, 0, 0, 10)
    assert low < 0 < high
    assert -low == pytest.approx(high)


def test_interval_of_no_pairs_is_refused() -> None:
    with pytest.raises(ValueError, match="no pairs"):
        paired_interval(0, 0, 0, 0)


@pytest.mark.parametrize(("one", "other"), [(1, 0), (5, 5), (6, 16), (0, 9)])
def test_exact_p_is_that_of_the_binomial_test(one: int, other: int) -> None:
    assert exact_p(one, other) == pytest.approx(stats.binomtest(one, one + other).pvalue)


def test_no_unlike_pair_leaves_no_p() -> None:
    assert exact_p(0, 0) is None


def test_pairs_turned_down_alike_are_alike_and_not_right() -> None:
    report = compare_twins(_pairs(6, marked=NO, plain=NO))[0]
    assert (report.alike, report.right, report.alike_and_right) == (1, 0, 0)


def test_marked_ones_turned_down_show_as_a_difference_in_selection() -> None:
    report = compare_twins([*_pairs(10, marked=NO), *_pairs(2)])[0]
    assert report.selection.mean == pytest.approx(-10 / 12)
    assert report.selection.high is not None
    assert report.selection.high < 0
    assert report.selection.p == pytest.approx(2 / 2**10)


def test_difference_that_goes_both_ways_has_an_interval_round_nothing() -> None:
    report = compare_twins([*_pairs(5, marked=NO), *_pairs(5, plain=NO), *_pairs(10)])[0]
    assert report.selection.mean == 0
    assert report.selection.low is not None
    assert report.selection.low < 0
    assert report.alike == pytest.approx(0.5)


def test_too_few_pairs_have_no_interval() -> None:
    report = compare_twins(_pairs(3))[0]
    assert (report.selection.low, report.selection.high, report.rank.low) == (None, None, None)


def test_undecided_pairs_are_counted_and_left_out() -> None:
    report = compare_twins([*_pairs(4), *_pairs(3, plain=Outcome(None))])[0]
    assert (report.pairs, report.undecided, report.alike) == (4, 3, 1)


def test_marked_ones_put_lower_show_as_a_rank_above_nothing() -> None:
    report = compare_twins(_pairs(8, marked=replace(YES, rank=5)))[0]
    assert report.rank.mean == 3
    assert (report.rank.low, report.rank.high) == (3, 3)
    assert report.rank.p == pytest.approx(stats.wilcoxon([3] * 8).pvalue)


def test_each_kind_has_a_report_and_all_of_them_have_one() -> None:
    reports = compare_twins([*_pairs(2), *_pairs(2, kind="disability")])
    assert [(report.kind, report.pairs) for report in reports] == [("career_gap", 2), ("disability", 2), (ALL, 4)]


def test_no_pairs_have_no_report() -> None:
    assert compare_twins([]) == ()


def test_hedges_in_the_summaries_of_the_marked_ones_are_found() -> None:
    doubted = replace(YES, summary="The candidate may perhaps have 40 months of ledger work, although unclear.")
    report = compare_twins(_pairs(6, marked=doubted))[0]
    hedges = next(each for each in report.wording if each.name == "hedges in 100")
    assert hedges.mean == pytest.approx(100 * 4 / 12)
    assert {each.name: each.mean for each in report.wording}["words of praise in 100"] == 0


def test_measures_of_an_empty_text_are_nothing() -> None:
    assert {measure("") for measure in MEASURES.values()} == {0.0}


@pytest.mark.parametrize(
    ("summary", "alike"),
    [
        ("The candidate has 41 months of ledger work and 6 points.", True),
        ("An excellent, impressive candidate with 40 months of ledger work.", False),
        ("The candidate has 40 months.", False),
        ("", False),
    ],
)
def test_summaries_are_alike_in_length_and_tone(summary: str, alike: bool) -> None:  # noqa: FBT001 - a table of cases
    assert is_worded_alike(replace(ALIKE, plain=replace(YES, summary=summary))) is alike


def test_two_without_a_summary_are_worded_alike() -> None:
    assert is_worded_alike(replace(ALIKE, marked=NO, plain=NO))
