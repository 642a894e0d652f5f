"""Which status of an item is in effect."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from assessor.bank.item import Item
from assessor.db import Store
from assessor.models.measurement import ITEM_STATUS
from assessor.sittings.statuses import Standing, Word, stand, standings, statuses_in_effect
from tests.assessor.sittings.making import item

NOW = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)


def say(store: Store, of: Item, status: str, by: str) -> None:
    row = {"item": of.name, "item_digest": of.digest, "status": status, "by": by, "why": "looked at", "at": NOW}
    with store.writing() as connection:
        connection.execute(insert(ITEM_STATUS), row)


def test_without_a_word_the_status_is_that_of_the_file(store: Store) -> None:
    assert statuses_in_effect(store, [item(1, status="pilot")]) == {item(1).name: "pilot"}


def test_one_person_makes_no_item_live_however_often(store: Store) -> None:
    pilot = item(1, status="pilot")
    for by in ("Ann Lee", "ann  lee", " ANN LEE"):
        say(store, pilot, "live", by)
    assert standings(store, [pilot]) == {pilot.name: Standing("pilot", ("Ann Lee",), NOW.date())}


def test_the_second_person_makes_a_pilot_live(store: Store) -> None:
    pilot, other = item(1, status="pilot"), item(2, status="pilot")
    say(store, pilot, "live", "Ann")
    say(store, other, "live", "Ann")
    say(store, pilot, "live", "Ben")
    assert statuses_in_effect(store, [pilot, other]) == {pilot.name: "live", other.name: "pilot"}


def test_a_word_on_content_that_changed_does_not_count(store: Store) -> None:
    before = item(1, status="pilot")
    after = item(1, status="pilot", stem="Another question under the same version?")
    say(store, before, "live", "Ann")
    say(store, after, "live", "Ben")
    assert statuses_in_effect(store, [after]) == {after.name: "pilot"}


def test_a_new_review_date_takes_no_word_back(store: Store) -> None:
    say(store, item(1, status="pilot"), "retired", "Ann")
    later = item(1, status="pilot", review=dt.date(2030, 1, 1))
    assert statuses_in_effect(store, [later]) == {later.name: "retired"}


@pytest.mark.parametrize(
    ("written", "words", "status"),
    [
        ("draft", [("live", "a"), ("live", "b")], "draft"),
        ("draft", [("pilot", "a"), ("live", "a"), ("live", "b")], "live"),
        ("pilot", [("live", "a"), ("retired", "b"), ("pilot", "b"), ("live", "b")], "pilot"),
        ("live", [("retired", "a")], "retired"),
        ("live", [("draft", "a"), ("live", "a"), ("live", "b")], "draft"),
    ],
)
def test_words_count_in_their_order(written: str, words: list[tuple[str, str]], status: str) -> None:
    said = [Word(status, by) for status, by in words]  # type: ignore[arg-type]
    assert stand(written, said).status == status  # type: ignore[arg-type]


@given(st.lists(st.sampled_from(["draft", "pilot", "live", "retired"]), max_size=12))
def test_whatever_one_person_says_nothing_becomes_live(words: list[str]) -> None:
    assert stand("pilot", [Word(word, "Ann") for word in words]).status != "live"  # type: ignore[arg-type]
