"""Who has to look at which item, and what a word on one does."""

import datetime as dt
from collections.abc import Sequence

import pytest
from sqlalchemy import insert

from assessor.bank.item import Item
from assessor.curating.checking.asked import changed_since_asked
from assessor.curating.reviewing import BadReview, Due, due, say
from assessor.db import Store
from assessor.models.measurement import ITEM_STATUS
from assessor.sittings.statuses import standings, statuses_in_effect
from tests.assessor.curating.statistics.storing import store_answers
from tests.assessor.sittings.answering import count
from tests.assessor.sittings.making import item

NOW = dt.datetime(2027, 11, 20, tzinfo=dt.UTC)
PILOT = item(1, status="pilot")  # its review is due on 2027-11-23


def word(store: Store, status: str, by: str, made: Item = PILOT) -> str:
    return say(store, made, status, by=by, why="looked at it", at=NOW)  # type: ignore[arg-type]


def listed(store: Store, until: dt.date, flags: Sequence[str] = (), made: Item = PILOT) -> list[Due]:
    return list(due([made], standings(store, [made]), until=until, flags={made.name: flags}))


def test_an_item_is_due_from_the_day_that_its_file_says(store: Store) -> None:
    assert listed(store, dt.date(2027, 11, 22)) == []
    assert [each.because for each in listed(store, dt.date(2027, 11, 23))] == [("review due on 2027-11-23",)]


def test_a_word_on_an_item_makes_it_due_again_a_year_later(store: Store) -> None:
    word(store, "pilot", "Ann")
    assert listed(store, dt.date(2028, 11, 18)) == []
    assert listed(store, dt.date(2028, 11, 19))


def test_a_pilot_that_waits_for_a_second_person_is_listed(store: Store) -> None:
    assert word(store, "live", "Ann") == f"{PILOT.name} stays pilot: 1 of 2 people say live"
    assert listed(store, dt.date(2027, 1, 1))[0].because == ("to be live, says Ann; one more person is needed",)
    assert word(store, "live", "Ben") == f"{PILOT.name} is live"
    assert listed(store, dt.date(2027, 1, 1)) == []


def test_what_statistics_flag_is_listed(store: Store) -> None:
    assert listed(store, dt.date(2027, 1, 1), ["the abler do hardly better"])


def test_retired_items_are_left_in_peace(store: Store) -> None:
    word(store, "retired", "Ann")
    assert listed(store, dt.date(2030, 1, 1), ["a flag"]) == []


def test_the_same_person_again_is_refused_and_nothing_is_kept(store: Store) -> None:
    word(store, "live", "Ann Lee")
    with pytest.raises(BadReview, match=r"has said live of .* already; another person has to"):
        word(store, "live", "ann  LEE")
    assert count(store, ITEM_STATUS) == 1


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_only_a_pilot_becomes_live(store: Store, status: str) -> None:
    with pytest.raises(BadReview, match="only a pilot becomes live"):
        word(store, "live", "Ann", item(1, status=status))


@pytest.mark.parametrize(("by", "why"), [(" ", "a reason"), ("Ann", " ")])
def test_a_word_has_a_name_and_a_reason(store: Store, by: str, why: str) -> None:
    with pytest.raises(BadReview, match=r"needs (a name|its reason)"):
        say(store, PILOT, "pilot", by=by, why=why, at=NOW)


def test_a_status_that_this_version_does_not_know_is_passed_over(store: Store) -> None:
    row = {"item": PILOT.name, "item_digest": PILOT.digest, "status": "frozen", "by": "x", "why": "y", "at": NOW}
    with store.writing() as connection:
        connection.execute(insert(ITEM_STATUS), row)
    assert statuses_in_effect(store, [PILOT]) == {PILOT.name: "pilot"}


def test_an_item_that_changed_after_it_was_asked_is_found(store: Store) -> None:
    one, two = item(0), item(1)
    store_answers(store, [one, two], [{one.name: 0, two.name: 0}])
    assert changed_since_asked(store, [one, two]) == []
    changed = item(0, stem="Another question under the same version?")
    (found,) = changed_since_asked(store, [changed, two])
    assert (found.severity, found.file) == ("error", f"{one.area}/{one.id}.toml")
    assert "make this version 2" in found.says
    assert changed_since_asked(store, [item(0, version=2, stem="Another question of a new version?")]) == []
