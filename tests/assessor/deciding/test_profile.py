"""Areas by themselves: shown where they add, with counts always."""

import numpy as np
import pytest

from assessor.deciding.cut_set import read_cut_set
from assessor.deciding.holding import floor_states
from assessor.deciding.profile import NOT_APART, TOO_FEW, AreaAnswers, AreaFigure, profile, read_area_model
from assessor.framework import AreaKey
from assessor.scoring.ability.posterior import NODES

MODEL, CUTS = read_area_model(), read_cut_set().points
KEYS: tuple[AreaKey, ...] = ("value", "checking", "responsible")


def found(correlation: float, answered: int = 5, information: float = 4.0) -> tuple[AreaFigure, ...]:
    areas = [
        AreaAnswers(key, answered, 2, 2.5, -information * (NODES - centre) ** 2 / 2, information)
        for key, centre in zip(KEYS, (-1.0, 0.0, 1.0), strict=True)
    ]
    return profile(areas, MODEL.model_copy(update={"correlation": correlation}), CUTS)


def test_areas_that_differ_are_shown() -> None:
    # By hand: own answers explain 4 / 5; the total, with r = .2, 0.218 / (0.467 + 1 / 12) = .40.
    assert [figure.why_not for figure in found(0.2)] == ["", "", ""]


def test_areas_that_go_together_are_not_told_apart() -> None:
    assert {figure.why_not for figure in found(0.95)} == {NOT_APART}


def test_few_answers_are_never_shown() -> None:
    assert {figure.why_not for figure in found(0.2, answered=4)} == {TOO_FEW}


def test_an_estimate_lies_between_its_own_answers_and_the_others() -> None:
    low, middle, high = found(0.8)
    assert -1 < low.theta < middle.theta < high.theta < 1
    assert middle.theta == pytest.approx(0, abs=1e-9)


def test_chances_of_levels_add_up() -> None:
    assert [sum(figure.own_chances) for figure in found(0.8)] == pytest.approx([1, 1, 1])


def test_a_floor_is_judged_by_the_areas_own_answers_however_well_the_others_went() -> None:
    """Five wrong answers of difficulty 0 in one area, thirty right ones elsewhere: the wrong ones stand alone."""
    wrong = 5 * np.log(1 / (1 + np.exp(NODES)))
    right = 30 * np.log(1 / (1 + np.exp(-NODES)))
    areas = [AreaAnswers("responsible", 5, 0, 0, wrong, 1.25), AreaAnswers("value", 30, 30, 30, right, 2.0)]
    (figure, _) = profile(areas, MODEL, CUTS)
    # By the normal approximation of the same posterior: mean -1.24, sd .72, so .87 lies below -0.4.
    assert sum(figure.own_chances[:2]) == pytest.approx(0.87, abs=0.03)
    assert floor_states(read_cut_set(), [figure])[0].holds_back(4)
    assert figure.theta > -0.4  # the augmented estimate leans on the others, and would let it pass


def test_a_row_has_counts_always_and_figures_only_where_shown() -> None:
    hidden, shown = found(0.95)[0].as_row(MODEL), found(0.2)[0].as_row(MODEL)
    assert (hidden["answered"], hidden["right"], hidden["theta"], hidden["se"]) == (5, 2, None, None)
    assert shown["theta"] is not None
    assert shown["model"].startswith("author@1#")


def test_without_any_answer_nothing_is_shown() -> None:
    areas = [AreaAnswers(key, 0, 0, 0, np.zeros(len(NODES)), 0.0) for key in KEYS]
    assert {figure.why_not for figure in profile(areas, MODEL, CUTS)} == {TOO_FEW}
