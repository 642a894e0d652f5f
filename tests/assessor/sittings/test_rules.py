"""What is asked, what is held back, and when it ends."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from assessor.bank.item import Item
from assessor.db import Store
from assessor.models.measurement import ASKED, ITEM_EXPOSURE
from assessor.sittings.calibration import calibration_of
from assessor.sittings.form import BadForm, make_form
from assessor.sittings.scale import read_scale
from assessor.sittings.sitting import Ended, Sittings
from tests.assessor.sittings.answering import by_lot, right, take, whole, wrong
from tests.assessor.sittings.making import AREAS, bank

BANK = bank()


def test_every_area_comes_and_none_much_more_than_its_share(sittings: Sittings) -> None:
    shown = take(sittings, sittings.start(seed="3").id, by_lot(3))
    areas = [question.dealt.item.split("-")[0] for question in shown]
    counts = [areas.count(area) for area in AREAS]
    assert min(counts) >= 1
    assert max(counts) - min(counts) <= 1


def test_confidence_is_asked_on_one_item_in_three(sittings: Sittings) -> None:
    shown = take(sittings, sittings.start(seed="5").id, by_lot(5))
    whole_blocks = [shown[start : start + 3] for start in range(0, len(shown) - 2, 3)]
    assert all(sum(question.asks_confidence for question in block) == 1 for block in whole_blocks)


@pytest.mark.parametrize(("gentle", "share"), [(False, 0.5), (True, 0.6)])
def test_gentle_is_success_near_six_tenths_rather_than_half(store: Store, gentle: bool, share: float) -> None:  # noqa: FBT001 - a parameter
    sittings = Sittings(store, bank(120))
    sitting = sittings.start(make_form(gentle=gentle, ceiling=1, certainty=1.0), seed="1")
    take(sittings, sitting.id, lambda question: (right, wrong)[question.position % 2](question), 12)
    engine = calibration_of(bank(120), read_scale()).engine
    with store.reading() as connection:
        asked = list(connection.execute(select(ASKED.c.item, ASKED.c.why)))
    shares = [
        engine.expected_share(row.why["theta"])[engine.items.names.index(row.item)] for row in asked if row.why["theta"]
    ]
    assert sum(shares) / len(shares) == pytest.approx(share, abs=0.05)


def test_nobody_is_asked_the_same_within_the_cooldown(store: Store) -> None:
    first, clock, asked = dt.datetime(2026, 11, 23, tzinfo=dt.UTC), [0], []
    sittings = Sittings(store, bank(120), now=lambda: first + dt.timedelta(days=clock[0]))
    for clock[0] in (0, 30):
        sitting = sittings.start(seed="1", person_ref="p1")
        asked.append({question.dealt.item for question in take(sittings, sitting.id, by_lot(1))})
    assert not asked[0] & asked[1]
    assert set(sittings.start(seed="1", person_ref="p1").left_out) == asked[0] | asked[1]
    assert sittings.start(seed="1", person_ref="p2").left_out == []
    clock[0] = 91
    assert set(sittings.start(seed="1", person_ref="p1").left_out) == asked[1]


def test_exposure_stays_near_the_ceiling(store: Store) -> None:
    """Sixty sittings of 12 items on 120: the ceiling is .25, and one sitting of sixty is .017."""
    sittings = Sittings(store, bank(120))
    form = make_form(most=12)
    for seed in range(60):
        take(sittings, sittings.start(form, seed=str(seed)).id, by_lot(seed))
    with store.reading() as connection:
        rates = [row.asked / row.tests for row in connection.execute(select(ITEM_EXPOSURE))]
        asked = connection.scalar(select(func.count()).select_from(ASKED))
        assert connection.scalar(select(func.sum(ITEM_EXPOSURE.c.asked))) == asked
    assert max(rates) <= 0.25 + 0.017


def test_pilots_are_one_in_seven_and_leave_no_trace(store: Store) -> None:
    items = [*bank(70), *bank(80, status="pilot")[70:]]
    sittings = Sittings(store, items)
    sitting = sittings.start(make_form(certainty=1.0, se=0.01, most=30), seed="1")
    assert len(sitting.pilots) == 10
    shown = take(sittings, sitting.id, right)
    result = sittings.finish(sitting.id)
    pilots = [question for question in shown if question.dealt.item in sitting.pilots]
    assert len(shown) - len(pilots) == len(result.scored) == 30
    assert 0.10 <= len(pilots) / len(shown) <= 0.20


def test_a_small_bank_has_no_pilots(store: Store) -> None:
    sitting = Sittings(store, [*bank(20), *bank(30, status="pilot")[20:]]).start(seed="1")
    assert sitting.pilots == sitting.left_out == []


def test_live_items_alone_count_once_there_are_enough(store: Store) -> None:
    items: list[Item] = [*bank(60, status="live"), *bank(90)[60:]]
    sitting = Sittings(store, items).start(seed="1")
    assert (sitting.statuses, len(sitting.left_out)) == (["live"], 30)


def test_a_bank_that_runs_out_ends_the_sitting(store: Store) -> None:
    result = whole(Sittings(store, bank(7)), right)
    assert (result.reason, result.said) == ("no items", "no level: too few answers")


def test_time_is_that_of_answers_and_extra_time_adds_to_it(store: Store) -> None:
    """Answers take 20 s each: nine fit into three minutes, and 14 into four and a half."""
    for extra, answered in ((1.0, 9), (1.5, 14)):
        sittings = Sittings(store, BANK)
        form = make_form(minutes=3, extra_time=extra, certainty=1.0, ceiling=1.0)
        sitting = sittings.start(form, seed="1")
        assert len(take(sittings, sitting.id, by_lot(1))) == answered
        assert sittings.next_item(sitting.id) == Ended("time")


@pytest.mark.parametrize(
    ("settings_", "said"),
    [
        ({"fewest": 20, "most": 10}, "at least 20 and at most 10"),
        ({"statuses": ("retired",)}, "retired items are not asked"),
        ({"shares": {"checking": 0}}, "has to be above 0"),
        ({"gently": True}, "gently"),
    ],
)
def test_settings_that_cannot_be_are_said(settings_: dict[str, object], said: str) -> None:
    with pytest.raises(BadForm, match=said):
        make_form(**settings_)
