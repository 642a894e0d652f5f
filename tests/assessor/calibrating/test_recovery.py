"""Whole: simulated sittings in a store, a calibration of them, and results by both calibrations side by side.

The people are made up; that they are counted as people here is for the test alone.
"""

import numpy as np
import pytest
from sqlalchemy import select

from assessor.bank.item import Item
from assessor.calibrating.answers import read_answers
from assessor.calibrating.making import Made, make_next
from assessor.calibrating.using import keep, take_into_use
from assessor.db import Store
from assessor.deciding.cut_set import read_cut_set
from assessor.models.measurement import RESULT
from assessor.scoring.pool import NOT_ADMINISTERED, Floats, Pool, Responses
from assessor.sittings.calibration import Calibration, calibration_in_use, calibration_of
from assessor.sittings.choosing import Chosen, Past, make_course
from assessor.sittings.ending.results import Results
from assessor.sittings.form import make_form
from assessor.sittings.limits import limits_of
from assessor.sittings.scale import read_scale
from assessor.sittings.sitting import LOCAL, Sittings
from tests.assessor.calibrating.filling import AT, answer, fill, truth
from tests.assessor.sittings.answering import by_lot, take
from tests.assessor.sittings.making import bank

SCALE = read_scale()


def calibrated(store: Store, items: list[Item]) -> Made:
    """Calibrate by all answers of the store, keep it and take it into use."""
    with store.reading() as connection:
        used = calibration_in_use(connection, SCALE, items)
        answers = read_answers(connection, items, simulated=False)
    made = make_next(answers, items, SCALE, used)
    with store.writing() as connection:
        keep(connection, made.calibration, AT)
        take_into_use(connection, made.calibration.label, "a test", AT)
    return made


def difficulties(of: Calibration | Pool) -> Floats:
    return np.array([item.difficulty for item in of.items])


def test_the_same_answers_by_both_calibrations_differ_by_the_calibration_only(store: Store) -> None:
    items, dice = bank(40), np.random.default_rng(2)
    sitting_id = (sittings := Sittings(store, items)).start(seed="1").id
    take(sittings, sitting_id, by_lot(1))
    first = sittings.finish(sitting_id)
    fill(store, items, answer(truth(items, 0.7), dice.normal(size=300), dice, 15), "elsewhere")
    made = calibrated(store, items).calibration
    label = made.label
    second = Results(store, items, organisation_id=LOCAL).rescore(sitting_id, calibration=label)
    with store.reading() as connection:
        rows = connection.execute(select(RESULT).order_by(RESULT.c.number)).mappings().all()
    assert [row["calibration"] for row in rows] == [first.calibration, label]
    for same in ("scored", "cut_set", "framework", "reason"):
        assert rows[0][same] == rows[1][same]
    assert made.stage == "piloted"
    assert second.stage == "author-judged"  # the cuts still are
    assert first.theta != second.theta
    assert abs(first.theta - second.theta) < first.se


def adaptive(items: list[Item], true: Pool, theta: Floats) -> Responses:
    """The answers of people who sit one after the other, items chosen and held back as in the store."""
    known, form, cuts = calibration_of(items, SCALE), make_form(), read_cut_set().points
    responses = np.full((len(theta), len(items)), NOT_ADMINISTERED)
    counts = np.zeros((len(items), 3), dtype=int)
    for person, (own, dice) in enumerate(zip(theta, np.random.default_rng(8).spawn(len(theta)), strict=True)):
        exposures = {item.id: tuple(row) for item, row in zip(items, counts.tolist(), strict=True)}
        limits = limits_of(items, form, str(person), (), exposures)
        course, past = make_course(known.engine, form, limits, seed=str(person), cuts=cuts), Past()
        counts += np.stack([np.ones_like(course.eligible), course.eligible, np.zeros_like(course.eligible)], axis=1)
        beyond = true.probabilities(np.array([own]))[0].cumsum(axis=1)[:, :-1]
        while isinstance(chosen := course.next(past), Chosen):
            place = chosen.place
            given = min(int((dice.random() > beyond[place]).sum()), int(true.top[place]))
            past = Past((*past.asked, place), (*past.given, given), (*past.pilots, chosen.pilot), 0.0)
            responses[person, place] = given
            counts[place] += [0, int(not course.eligible[place]), 1]
    return responses


@pytest.mark.slow
@pytest.mark.parametrize(("mean", "sd"), [(0.0, 1.0), (0.5, 0.8)])
def test_adaptive_sittings_recover_difficulties_and_leave_the_scale_where_it_was(
    store: Store, mean: float, sd: float
) -> None:
    # The rule: errors fall with the number of answers and with 3,000 sittings come within a fifth of what the doubts
    # promise; two doubts around an item hold 90 to 99 % of the truths, once these are put where the line puts the
    # people who answered; and the line finds these people's mean and s.d. within three of its own standard errors.
    items, dice = bank(120), np.random.default_rng(6)
    true = truth(items, 0.7, spread=0.25)
    responses = adaptive(items, true, dice.normal(mean, sd, 3000))
    errors = [float(np.sqrt(np.mean((difficulties(calibration_of(items, SCALE)) - difficulties(true)) ** 2)))]
    for whose, part in (("first", responses[:750]), ("rest", responses[750:])):
        fill(store, items, part, whose)
        made = calibrated(store, items)
        errors.append(float(np.sqrt(np.mean((difficulties(made.calibration) - difficulties(true)) ** 2))))
    assert errors[0] > errors[1] > errors[2]
    line, sds = made.held.link, np.array(made.calibration.sds)
    away = difficulties(made.calibration) - line.slope * (difficulties(true) - mean) / sd - line.intercept
    assert float(np.sqrt(np.mean(away**2))) == pytest.approx(float(np.sqrt(np.mean(sds**2))), rel=0.2)
    assert 0.90 <= np.mean(np.abs(away) < 2 * sds) <= 0.99
    anchors = [place for place, item in enumerate(items) if item.name in made.held.anchors]
    assert difficulties(made.calibration)[anchors].mean() == pytest.approx(difficulties(true)[anchors].mean(), abs=0.15)
    assert difficulties(made.calibration)[anchors].std() == pytest.approx(difficulties(true)[anchors].std(), rel=0.1)
