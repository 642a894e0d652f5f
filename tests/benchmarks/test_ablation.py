"""`bench ablate` tells the truth about parts whose worth is planted."""

from collections.abc import Mapping
from math import comb

import pytest

from benchmarks import planted
from benchmarks.ablation import found_by, repeated, told
from benchmarks.planted import EFFECTS, SEEN_BY, WORTH, chance_of


def more_wrong_than(wrong: int, of: int, chance: float) -> float:
    """Return how likely more than so many are wrong, each with this chance (binomial)."""
    return sum(comb(of, k) * chance**k * (1 - chance) ** (of - k) for k in range(wrong + 1, of + 1))


def test_what_a_part_is_truly_worth_is_the_mean_over_cases_of_what_it_does() -> None:
    """By a second method: the chances of 4,000 cases, times the marks that lines have in petty cash (50 of 100)."""
    cases = range(4_000)
    for part, worth in WORTH.items():
        others = [other for other in EFFECTS if other != part]
        mean = sum(chance_of(seed, [part, *others]) - chance_of(seed, others) for seed in cases) / len(cases)
        assert 0.5 * mean == pytest.approx(worth, abs=0.002)


def test_chances_stay_between_0_and_1() -> None:
    sets: list[list[str]] = [[], *([part] for part in EFFECTS), list(EFFECTS)]
    found = [chance_of(seed, parts) for seed in range(500) for parts in sets]
    assert min(found) > 0
    assert max(found) < 1


def test_one_ablation_calls_a_large_help_and_a_large_harm_by_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    effects: Mapping[str, tuple[float, float]] = {"files": (0.45, 0.0), "skills": (-0.35, 0.0), "instructions": (0, 0)}
    monkeypatch.setattr(planted, "EFFECTS", effects)
    [view] = repeated(1)
    said = {part.part: part for part in view.parts}
    assert set(said) == set(SEEN_BY)
    assert said["files"].verdict == "helps"
    assert said["files"].in_words.startswith("files helps: with it quality is higher by 0.")
    assert said["skills"].verdict == "hurts"
    assert "the design does better without it" in said["skills"].in_words
    assert said["instructions"].verdict == "not resolved"
    assert (view.is_smoke_test, view.evidence, view.finished, view.left_out) == (True, "scripted", 48, 0)


def test_eight_ablations_hold_what_was_planted() -> None:
    """At a true 95 % a part fails more than 3 of 8 times once in 2,500; at a true 5 % a wrong call comes as rarely."""
    assert more_wrong_than(3, 8, 0.05) < 1 / 2_500
    found = list(found_by(8))
    assert all(one.held.times >= 5 for one in found)
    nothing = next(one for one in found if one.part == "instructions")
    assert nothing.helps.times + nothing.hurts.times <= 3
    assert "| instructions | +0.000 |" in told(found, 8)


@pytest.mark.slow
def test_five_hundred_ablations_keep_what_is_promised() -> None:
    for one in found_by(500):
        assert 0.93 <= one.held.value <= 0.97, one
        if not WORTH[one.part]:
            assert one.helps.value + one.hurts.value <= 0.05, one
