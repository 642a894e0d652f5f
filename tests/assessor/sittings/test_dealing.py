"""Forms from an organisation's secret."""

import datetime as dt

import pytest
from sqlalchemy import select

from assessor.bank.item import Item
from assessor.db import Store
from assessor.models.measurement import METADATA, ORGANISATION_SECRET
from assessor.sittings.dealing import form_seed
from assessor.sittings.ending.results import Results
from assessor.sittings.sitting import Sittings
from tests.assessor.sittings.answering import by_lot, count, take
from tests.assessor.sittings.making import item, with_secret

PLANTED = "5ec7e7" + "0123456789abcdef" * 3 + "ab12cd34ef"
FAMILIES: list[Item] = [
    item(number, stem="Is {a} more than {b}, as in question " + f"{number}?", vary={"a": range(50), "b": range(50)})
    for number in range(20)
]


def stems(store: Store, organisation_id: str, seed: str = "7") -> list[str]:
    sittings = Sittings(store, FAMILIES, organisation_id=organisation_id)
    return [question.dealt.stem for question in take(sittings, sittings.start(seed=seed).id, by_lot(1))]


def test_two_organisations_with_one_seed_get_different_forms(store: Store) -> None:
    first, second = stems(store, "one")[0], stems(store, "two")[0]
    assert first != second
    assert count(store, ORGANISATION_SECRET) == 2


def test_a_secret_is_made_once_and_by_chance(store: Store) -> None:
    for _ in range(2):
        Sittings(store, FAMILIES, organisation_id="one").start(seed="1")
    Sittings(store, FAMILIES, organisation_id="two").start(seed="1")
    with store.reading() as connection:
        made = list(connection.scalars(select(ORGANISATION_SECRET.c.secret)))
    assert len(set(made)) == 2
    assert all(len(bytes.fromhex(secret)) == 32 for secret in made)


def test_a_sitting_deals_the_same_form_after_a_restart(store: Store) -> None:
    sitting = Sittings(store, FAMILIES).start(seed="1")
    first = Sittings(store, FAMILIES).next_item(sitting.id)
    assert first == Sittings(store, FAMILIES).next_item(sitting.id)


def test_a_sitting_of_before_there_was_a_secret_keeps_its_bare_seed(store: Store) -> None:
    early = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    with_secret(store)
    sitting = Sittings(store, FAMILIES, now=lambda: early).start(seed="bare")
    later = Sittings(store, FAMILIES).start(seed="bare")
    with store.reading() as connection:
        assert form_seed(connection, sitting) == "bare"
        assert form_seed(connection, later) != "bare"


def test_the_secret_is_in_nothing_but_its_table(
    store: Store, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """A planted secret is looked for in every other table, in what is returned, printed and logged, and in reprs."""
    assert len(PLANTED) == 64
    with_secret(store, PLANTED)
    sittings, results = Sittings(store, FAMILIES), Results(store, FAMILIES, organisation_id="local")
    sitting = sittings.start(seed="1")
    shown = take(sittings, sitting.id, by_lot(1))
    result = sittings.finish(sitting.id)
    seen = [sittings, results, sitting, shown, result, result.model_dump_json(), vars(sittings), vars(results)]
    with store.reading() as connection:
        for table in METADATA.sorted_tables:
            if table is not ORGANISATION_SECRET:
                seen += connection.execute(select(table)).all()
    said = "".join(map(repr, seen)) + "".join(capsys.readouterr()) + caplog.text
    assert PLANTED not in said
