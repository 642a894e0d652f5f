"""From answers to the next calibration: simulated people, so that the truth is known."""

from collections.abc import Sequence

import numpy as np
import pytest

from assessor.bank.item import Item
from assessor.calibrating.answers import StoredAnswers
from assessor.calibrating.holding import NoScale
from assessor.calibrating.making import Made, NotCalibrated, make_next, stage_of
from assessor.scoring.ability.eap import eap
from assessor.scoring.pool import NOT_ADMINISTERED, Floats, Pool, Responses
from assessor.sittings.calibration import Calibration, calibration_of
from assessor.sittings.scale import read_scale
from tests.assessor.calibrating.filling import answer, truth
from tests.assessor.sittings.making import bank

ITEMS = bank(60)
SCALE = read_scale()
AUTHORS = calibration_of(ITEMS, SCALE)


def stored(responses: Responses, items: Sequence[Item] = ITEMS, *, simulated: bool = False) -> StoredAnswers:
    there = (responses != NOT_ADMINISTERED).any(axis=0)
    names = tuple(item.name for item, is_there in zip(items, there, strict=True) if is_there)
    return StoredAnswers(names, responses[:, there], simulated, {})


def simulate(
    sittings: int, mean: float = 0.0, sd: float = 1.0, *, true: Pool | None = None, seed: int = 3
) -> Responses:
    dice = np.random.default_rng(seed)
    return answer(true or truth(ITEMS, 0.7), dice.normal(mean, sd, sittings), dice, 15)


def difficulties(of: Calibration | Pool) -> Floats:
    return np.array([item.difficulty for item in of.items])


def rmse(made: Made, true: Pool) -> float:
    return float(np.sqrt(((difficulties(made.calibration) - difficulties(true)) ** 2).mean()))


def test_difficulties_come_as_near_to_the_truth_as_their_doubt_says() -> None:
    true = truth(ITEMS, 0.7)
    before = float(np.sqrt(((difficulties(AUTHORS) - difficulties(true)) ** 2).mean()))
    made = [make_next(stored(simulate(sittings)), ITEMS, SCALE, AUTHORS) for sittings in (300, 1500)]
    few, many = (rmse(one, true) for one in made)
    assert many < few < before
    doubts = [float(np.sqrt(np.mean(np.square(one.calibration.sds)))) for one in made]
    assert [few, many] == [pytest.approx(doubt, rel=0.2) for doubt in doubts]


@pytest.mark.parametrize(("mean", "sd"), [(0.8, 1.0), (-0.5, 0.7)])
def test_a_population_that_is_abler_or_more_alike_does_not_move_the_scale(mean: float, sd: float) -> None:
    true = truth(ITEMS, 0.7)
    made = make_next(stored(simulate(2000, mean, sd)), ITEMS, SCALE, AUTHORS)
    link = made.held.link
    # The line leads from the people, who are N(0, 1) in the fit, to where they are on the scale.
    assert link.slope == pytest.approx(sd, abs=0.1)
    assert link.intercept == pytest.approx(mean, abs=0.2)
    assert link.covariance is not None
    assert abs(link.intercept - mean) < 2 * link.covariance[1] ** 0.5
    assert difficulties(made.calibration).mean() == pytest.approx(difficulties(AUTHORS).mean(), abs=0.1)
    assert difficulties(made.calibration).std() == pytest.approx(difficulties(true).std(), rel=0.1)


def test_the_second_calibration_keeps_the_scale_of_the_first() -> None:
    first = make_next(stored(simulate(1500)), ITEMS, SCALE, AUTHORS)
    both = np.concatenate([simulate(1500), simulate(1500, 1.0, 0.8, seed=4)])
    second = make_next(stored(both), ITEMS, SCALE, first.calibration)
    assert (first.held.method, second.held.method) == ("means", "curves")
    anchors = [place for place, item in enumerate(ITEMS) if item.name in second.held.anchors]
    old, new = difficulties(first.calibration)[anchors], difficulties(second.calibration)[anchors]
    assert new.mean() == pytest.approx(old.mean(), abs=0.05)
    assert new.std() == pytest.approx(old.std(), rel=0.05)
    assert second.calibration.made_from["linked_to"] == first.calibration.label


def test_a_person_with_the_same_answers_has_about_the_same_ability_on_both() -> None:
    first = make_next(stored(simulate(1500)), ITEMS, SCALE, AUTHORS).calibration
    rows = simulate(200, seed=9)
    before, after = (eap(known.pool_of(range(60)), rows) for known in (AUTHORS, first))
    assert float((after.theta - before.theta).mean()) == pytest.approx(0, abs=0.1)
    assert np.corrcoef(before.theta, after.theta)[0, 1] > 0.9
    assert after.se.mean() < before.se.mean()


def test_an_item_that_moved_is_no_anchor_and_moves_all_the_same() -> None:
    true = truth(ITEMS, 0.7)
    first = make_next(stored(simulate(3000)), ITEMS, SCALE, AUTHORS)
    moved = Pool(
        [
            *true.items[:10],
            type(true.items[10])(true.names[10], 1.0, (true.items[10].steps[0] + 1.5,)),
            *true.items[11:],
        ]
    )
    second = make_next(stored(simulate(3000, true=moved, seed=5)), ITEMS, SCALE, first.calibration)
    assert second.held.drifted == (ITEMS[10].name,)
    assert ITEMS[10].name not in second.held.anchors
    assert second.calibration.items[10].difficulty - first.calibration.items[10].difficulty == pytest.approx(
        1.5, abs=0.4
    )
    assert second.calibration.made_from["drifted"] == [ITEMS[10].name]


def test_when_most_items_moved_there_is_no_scale_left() -> None:
    first = make_next(stored(simulate(3000)), ITEMS, SCALE, AUTHORS)
    other = truth(ITEMS, 3.0, seed=8)
    with pytest.raises(NoScale, match="items that hold the scale moved"):
        make_next(stored(simulate(3000, true=other)), ITEMS, SCALE, first.calibration)


def test_an_item_that_abler_people_fail_keeps_what_was_in_use() -> None:
    responses = simulate(1500)
    there = responses[:, 0] != NOT_ADMINISTERED
    responses[there, 0] = 1 - responses[there, 0]
    made = make_next(stored(responses), ITEMS, SCALE, AUTHORS)
    change = next(one for one in made.changes if one.item == ITEMS[0].name)
    assert change.kept == "abler people do no better on it: look at its key"
    assert made.calibration.items[0] == AUTHORS.items[0]
    assert made.calibration.stage == "author-judged"


def test_items_without_answers_stay_as_they_are() -> None:
    responses = simulate(400)
    responses[:, :20] = NOT_ADMINISTERED
    made = make_next(stored(responses), ITEMS, SCALE, AUTHORS)
    assert made.calibration.items[:20] == AUTHORS.items[:20]
    assert made.calibration.sds[:20] == AUTHORS.sds[:20]
    assert len(made.changes) == 40


def test_below_50_answers_the_authors_doubt_stands() -> None:
    made = make_next(stored(simulate(100)), ITEMS, SCALE, AUTHORS)
    assert made.calibration.sds == AUTHORS.sds
    assert made.calibration.items != AUTHORS.items


@pytest.mark.parametrize(
    ("sittings", "simulated", "stage"),
    [(100, False, "author-judged"), (400, False, "piloted"), (1200, False, "calibrated"), (1200, True, "simulated")],
)
def test_the_stage_is_that_of_the_weakest_item_that_counts(sittings: int, simulated: bool, stage: str) -> None:  # noqa: FBT001 - a parameter
    made = make_next(stored(simulate(sittings), simulated=simulated), ITEMS, SCALE, AUTHORS)
    assert made.calibration.stage == stage


def test_pilots_do_not_lower_the_stage() -> None:
    items = [*bank(60, status="live"), *bank(70, status="pilot")[60:]]
    responses = np.full((1200, 70), NOT_ADMINISTERED)
    responses[:, :60] = simulate(1200)
    authors = calibration_of(items, SCALE)
    assert make_next(stored(responses, items), items, SCALE, authors).calibration.stage == "calibrated"


def test_stages_begin_at_50_and_200_answers() -> None:
    assert [stage_of(n) for n in (0, 49, 50, 199, 200)] == [*["author-judged"] * 2, *["piloted"] * 2, "calibrated"]


def test_without_answers_nothing_is_made() -> None:
    with pytest.raises(NotCalibrated, match="there are no answers"):
        make_next(
            StoredAnswers((), np.empty((0, 0), dtype=np.int64), simulated=False, left_out={}), ITEMS, SCALE, AUTHORS
        )


def test_people_are_not_put_on_the_scale_of_made_up_ones() -> None:
    made_up = make_next(stored(simulate(400), simulated=True), ITEMS, SCALE, AUTHORS).calibration
    with pytest.raises(NotCalibrated, match="rests on made-up people"):
        make_next(stored(simulate(400)), ITEMS, SCALE, made_up)


def test_a_handful_of_answers_is_enough_to_begin() -> None:
    made = make_next(stored(simulate(2)), ITEMS, SCALE, AUTHORS)
    assert np.abs(difficulties(made.calibration) - difficulties(AUTHORS)).max() < 1
