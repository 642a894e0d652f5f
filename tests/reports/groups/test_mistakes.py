"""Two mistakes are read from published shares by rules: seen, not seen, or cannot be told."""

import datetime as dt
from dataclasses import replace

import pytest

from reports.data import Table
from reports.groups.made_up import LEVELS, group
from reports.groups.rows import Figures, Group, Moved, Movement, Share, When
from reports.groups.sections.mistakes import APART_DAYS, FEWEST, build, rules, still, stuck

END = dt.date(2026, 7, 6)


def share(part: float, half: float = 0.05) -> Share:
    return Share(part, part - half, part + half)


def figures(above: tuple[Share, ...], people: int, on: dt.date) -> Figures:
    levels = tuple(share(0.2) for _ in LEVELS)
    return Figures(When("A look", on, people, people), levels, above, None, None, ())


def judged(
    then: tuple[Share, ...], now: tuple[Share, ...], by: tuple[Share, ...], people: tuple[int, int] = (40, 40)
) -> Group:
    """Return a group whose shares at each level or above are these, from the second level on."""
    before = figures(then, people[0], END - dt.timedelta(days=APART_DAYS))
    lately = figures(now, people[1], END)
    moved = tuple(Moved(*each) for each in zip(LEVELS[1 : 1 + len(by)], then, now, by, strict=True))
    return group(40, lately=lately, apart=Movement(before.when, lately.when, (), moved))


def above(supplying: float, half: float = 0.05) -> tuple[Share, ...]:
    """Return shares at each level or above; prompting is the second level, so what counts is the third and above."""
    return share(0.9, 0.02), share(supplying, half), share(0.1, 0.02), share(0.02, 0.01)


STILL = (Share(0.0, -0.08, 0.08),) * 4
RISEN = (STILL[0], Share(0.2, 0.05, 0.35), *STILL[2:])
UNSURE = (STILL[0], Share(0.1, -0.05, 0.25), *STILL[2:])


def test_stuck_is_seen_where_more_than_half_are_surely_below_both_times_and_the_share_above_has_not_risen() -> None:
    """Below is all who are not above: 70 in 100 (65 to 75) now, 72 (67 to 77) then."""
    found = stuck(judged(above(0.28), above(0.30), STILL))
    assert found.verdict == "seen"
    assert "Now 70 in 100 (65 to 75) are at Asking or below" in found.why
    assert "then 72 in 100 (67 to 77)" in found.why


@pytest.mark.parametrize(("then", "now"), [(0.28, 0.47), (0.47, 0.28)])
def test_stuck_cannot_be_told_where_half_lies_within_an_interval(then: float, now: float) -> None:
    """Below are 53 in 100 (48 to 58) in one of the two."""
    assert stuck(judged(above(then), above(now), STILL)).verdict == "cannot be told"


def test_stuck_is_not_seen_where_fewer_than_half_are_surely_below() -> None:
    """Below are 40 in 100 (35 to 45)."""
    assert stuck(judged(above(0.28), above(0.60), STILL)).verdict == "not seen"


def test_stuck_is_not_seen_where_the_share_above_has_risen_beyond_chance() -> None:
    assert stuck(judged(above(0.10), above(0.30), RISEN)).verdict == "not seen"


def test_that_fewer_than_half_are_below_needs_no_earlier_campaign() -> None:
    alone = replace(judged(above(0.28), above(0.60), STILL), apart=None)
    assert stuck(alone).verdict == "not seen"
    assert stuck(replace(judged(above(0.28), above(0.30), STILL), apart=None)).verdict == "cannot be told"


def test_nobody_moves_is_seen_where_a_rise_of_ten_points_is_ruled_out_at_every_level() -> None:
    found = still(judged(above(0.3), above(0.3), STILL))
    assert found.verdict == "seen"
    assert "+0 points (-8 to +8)" in found.why


def test_nobody_moves_is_not_seen_where_one_share_has_risen_beyond_chance() -> None:
    found = still(judged(above(0.1), above(0.3), RISEN))
    assert found.verdict == "not seen"
    assert found.why.startswith("Supplying or above: +20 points (+5 to +35)")


def test_that_no_movement_is_certain_is_no_sign_that_nobody_moves() -> None:
    found = still(judged(above(0.2), above(0.3), UNSURE))
    assert found.verdict == "cannot be told"
    assert "Supplying or above, +10 points (-5 to +25)" in found.why


@pytest.mark.parametrize("people", [(FEWEST - 1, 40), (40, FEWEST - 1)])
def test_of_few_people_neither_is_seen(people: tuple[int, int]) -> None:
    small = judged(above(0.28), above(0.30), STILL, people)
    assert {stuck(small).verdict, still(small).verdict} == {"cannot be told"}


def test_figures_of_old_without_shares_above_cannot_tell() -> None:
    old = judged((), (), ())
    assert {stuck(old).verdict, still(old).verdict} == {"cannot be told"}
    assert "were not kept" in stuck(old).why


def test_the_rules_stand_in_the_report() -> None:
    whole = judged(above(0.28), above(0.30), STILL)
    said = str(build(whole))
    assert all(rule in said for rule in rules(whole))


def test_an_answer_is_shown_as_an_answer_with_its_day() -> None:
    said = str(build(group(20)))
    assert "An answer, not a finding" in said
    assert "3 November 2026" in said


def test_without_answers_the_third_mistake_is_told_to_wait_for_them() -> None:
    blocks = build(group(20, answers=None)).blocks
    assert "wait for an owner's answers" in str(blocks)
    assert [block.id for block in blocks if isinstance(block, Table)] == ["two-mistakes"]
