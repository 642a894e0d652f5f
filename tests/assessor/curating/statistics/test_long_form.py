"""Answers for other programs: one a row, and nobody is named."""

from sqlalchemy import insert

from assessor.bank.item import Item
from assessor.curating.statistics.figures import Statistics, statistics
from assessor.curating.statistics.long_form import COLUMNS, long_rows
from assessor.curating.statistics.stored import Stored, read_stored
from assessor.db import Store
from assessor.models.measurement import ORGANISATION_SECRET, SCORED_RESPONSE
from assessor.sittings.form import make_form
from assessor.sittings.scale import read_scale
from assessor.sittings.sitting import Question, Sittings
from tests.assessor.curating.statistics.storing import NOW, store_answers
from tests.assessor.sittings.answering import take
from tests.assessor.sittings.making import bank, item

NARRATIVE = {"ask": "What is the first thing to do?", "marks": ["Names the first one"]}


def stored(store: Store, items: list[Item]) -> Stored:
    with store.reading() as connection:
        return read_stored(connection, items)


def rows(store: Store, items: list[Item]) -> list[dict[str, str]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in long_rows(stored(store, items).answers)]


def test_each_answer_is_a_row_with_its_marks_and_by_what_it_was_asked(store: Store) -> None:
    one, two = item(0), item(3)  # of two categories, and of three
    store_answers(store, [one, two], [{one.name: 0, two.name: 1}, {one.name: None}])
    found = rows(store, [one, two])
    assert [(row["person"], row["sitting"], row["item"], row["response"]) for row in found] == [
        ("p1", "s1", one.id, "1"),
        ("p1", "s1", two.id, "2"),
        ("p2", "s2", one.id, "d"),
    ]
    assert [(row["category"], row["highest"], row["seconds"]) for row in found] == [
        ("1", "1", "20.0"),
        ("1", "2", "20.0"),
        ("0", "1", "21.0"),
    ]
    assert {(row["version"], row["counts"], row["marked_by"], row["simulated"]) for row in found} == {
        ("1", "yes", "rules", "no")
    }
    assert [row["form_seed"] for row in found] == ["0", "0", "1"]
    assert found[0]["calibration"].startswith("author@1#")


def test_whoever_sits_again_has_the_same_number_and_other_organisations_have_others(store: Store) -> None:
    one = item(0)
    store_answers(store, [one], [{one.name: 0}], named="ann")
    store_answers(store, [one], [{one.name: 0}], organisation_id="other", named="ann")
    found = rows(store, [one])
    assert [row["person"] for row in found] == ["p1", "p2"]


def test_no_name_and_no_secret_leaves(store: Store) -> None:
    items = bank(12)
    sittings = Sittings(store, items, organisation_id="acme")
    sitting = sittings.start(make_form(fewest=10, most=10), seed="1", person_ref="ann@acme.example")
    take(sittings, sitting.id, lambda _: None)
    with store.reading() as connection:
        secret = connection.execute(ORGANISATION_SECRET.select()).one().secret
    told = " ".join(" ".join(row.values()) for row in rows(store, items)) + repr(stored(store, items))
    assert rows(store, items)
    assert not [name for name in ("ann@acme", "acme", sitting.id, secret) if name in told]


def test_words_of_ones_own_are_not_told(store: Store) -> None:
    items = [item(number, kind="single", option=item(0).option, narrative=NARRATIVE) for number in range(12)]
    sittings = Sittings(store, items)
    sitting = sittings.start(make_form(fewest=10, most=10, narrative=True), seed="1")
    question = sittings.next_item(sitting.id)
    assert isinstance(question, Question)
    sittings.record(question.asked_id, "my own words", seconds=1)
    marks = {"organisation_id": "local", "asked_id": question.asked_id, "marking": "marking@1", "by": "marker 1"}
    with store.writing() as connection:
        connection.execute(insert(SCORED_RESPONSE), {**marks, "category": 1, "at": NOW})
    (row,) = rows(store, items)
    assert (row["response"], row["category"], row["marked_by"]) == ("words", "1", "person")
    assert statistics_of(store, items).in_own_words == 1


def statistics_of(store: Store, items: list[Item]) -> Statistics:
    with store.reading() as connection:
        return statistics(connection, items, read_scale(), simulated=False)
