"""Which answers are counted."""

import numpy as np
from sqlalchemy import insert, select

from assessor.calibrating.answers import BY_PERSON, GONE, PEOPLE, REWORDED, SIMULATED, read_answers
from assessor.db import Store
from assessor.models.declared import is_simulated
from assessor.models.measurement import SCORED_RESPONSE
from tests.assessor.calibrating.filling import AT, fill
from tests.assessor.sittings.making import bank

ITEMS = bank(4)
ROWS = np.array([[0, 1, -1, 2], [1, -1, -1, 0]])


def mark_again(store: Store, asked_id: str, category: int, by: str = "rules") -> None:
    with store.writing() as connection:
        row = dict(
            connection.execute(select(SCORED_RESPONSE).where(SCORED_RESPONSE.c.asked_id == asked_id)).mappings().one()
        )
        del row["number"]
        connection.execute(
            insert(SCORED_RESPONSE), row | {"category": category, "by": by, "marking": "marking@2", "at": AT}
        )


def test_rows_are_sittings_and_what_was_not_asked_is_not_administered(store: Store) -> None:
    fill(store, ITEMS, ROWS)
    with store.reading() as connection:
        found = read_answers(connection, ITEMS, simulated=False)
    assert found.names == tuple(ITEMS[place].name for place in (0, 1, 3))
    assert found.responses.tolist() == [[0, 1, 2], [1, -1, 0]]
    assert found.counts == {ITEMS[0].name: 2, ITEMS[1].name: 1, ITEMS[3].name: 2}
    assert not found.left_out


def test_the_newest_marks_count(store: Store) -> None:
    fill(store, ITEMS, ROWS)
    mark_again(store, "local-000000-1", 1)
    with store.reading() as connection:
        assert read_answers(connection, ITEMS, simulated=False).responses[0, 0] == 1


def test_what_a_person_marked_is_another_task_and_left_out(store: Store) -> None:
    fill(store, ITEMS, ROWS)
    mark_again(store, "local-000000-1", 1, by="a teacher")
    with store.reading() as connection:
        found = read_answers(connection, ITEMS, simulated=False)
    assert found.responses[0, 0] == -1
    assert found.left_out == {BY_PERSON: 1}


def test_answers_to_what_is_not_in_the_bank_or_reads_otherwise_are_left_out(store: Store) -> None:
    fill(store, ITEMS, ROWS)
    fill(store, ITEMS, ROWS, "other", digest="000000000000")
    with store.reading() as connection:
        found = read_answers(connection, ITEMS[:1], simulated=False)
    assert found.left_out == {GONE: 6, REWORDED: 2}
    assert found.responses.tolist() == [[0], [1]]


def test_made_up_people_and_people_are_never_mixed(store: Store) -> None:
    fill(store, ITEMS, ROWS)
    fill(store, ITEMS, ROWS[:1], "simulated:trial")
    with store.reading() as connection:
        people, made_up = (read_answers(connection, ITEMS, simulated=simulated) for simulated in (False, True))
    assert (len(people.responses), people.left_out) == (2, {SIMULATED: 3})
    assert (len(made_up.responses), made_up.left_out) == (1, {PEOPLE: 5})
    assert [is_simulated(name) for name in ("simulated", "simulated:2", "simulatedcorp", "local")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_store_without_answers_has_none(store: Store) -> None:
    with store.reading() as connection:
        assert read_answers(connection, ITEMS, simulated=False).names == ()
