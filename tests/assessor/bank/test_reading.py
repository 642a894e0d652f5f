"""Where items are read from: shipped, an installation's own, private banks."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.bank import reading
from assessor.bank.item import Item
from assessor.bank.reading import BrokenItem, read_bank, read_banked, read_item
from assessor.bank.writing import as_toml
from tests.assessor.sittings.making import item

SHIPPED = list(read_bank())


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOPRUNG_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(reading, "PACKAGED", tmp_path / "packaged")
    put(tmp_path / "packaged", item(1))
    return tmp_path / "home"


def put(folder: Path, made: Item) -> None:
    path = folder / made.area / f"{made.id}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_toml(made), encoding="utf-8")


def test_each_item_says_of_which_bank_it_is_and_whether_its_keys_are_kept(home: Path) -> None:
    put(home / "items", item(2))
    put(home / "private" / "finance", item(3))
    found = {banked.item.id: (banked.bank, banked.private) for banked in read_banked()}
    assert found == {
        item(1).id: ("shipped", False),
        item(2).id: ("own", False),
        item(3).id: ("finance", True),
    }


def test_an_open_item_of_the_installation_takes_the_place_of_a_shipped_one(home: Path) -> None:
    put(home / "items", item(1, version=2))
    assert [(each.item.version, each.bank) for each in read_banked()] == [(2, "own")]


def test_the_bank_holds_private_items_too(home: Path) -> None:
    put(home / "private" / "finance", item(3))
    assert {each.id for each in read_bank()} == {item(1).id, item(3).id}


@pytest.mark.parametrize("other", ["items", "private/people"])
def test_an_id_in_a_private_and_another_bank_is_refused_by_naming_both(home: Path, other: str) -> None:
    put(home / other, item(3))
    put(home / "private" / "finance", item(3))
    with pytest.raises(BrokenItem, match=rf"{item(3).id} is in the banks '(own|finance)' and '(finance|people)'"):
        list(read_bank())


def test_an_item_in_the_folder_of_another_area_is_refused(home: Path) -> None:
    put(home, item(3))
    (home / item(3).area).rename(home / "elsewhere")
    with pytest.raises(BrokenItem, match="it lies in elsewhere/"):
        read_item(home / "elsewhere" / f"{item(3).id}.toml")


@pytest.mark.parametrize("made", SHIPPED, ids=[made.id for made in SHIPPED])
def test_an_item_that_is_written_is_read_as_it_was(made: Item) -> None:
    again = Item.model_validate(tomllib.loads(as_toml(made)))
    assert again == made
    assert again.digest == made.digest


@given(st.text(min_size=15), st.dictionaries(st.text(), st.lists(st.text() | st.floats(-1e9, 1e9), min_size=2)))
def test_whatever_stands_in_a_text_is_read_as_it_was_written(text: str, vary: dict[str, list[str | float]]) -> None:
    made = item(1, stem=text, vary=vary)
    assert Item.model_validate(tomllib.loads(as_toml(made))).digest == made.digest
