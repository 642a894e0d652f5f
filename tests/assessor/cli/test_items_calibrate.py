"""The commands that make a calibration and take it into use."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assessor.bank.item import Item
from assessor.cli import items, items_calibrate
from assessor.db import Store, open_store
from assessor.sittings.sitting import Sittings
from tests.assessor.calibrating.filling import answer, fill, truth
from tests.assessor.sittings.answering import by_lot, take
from tests.assessor.sittings.making import bank

BANK = bank(40)


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store with the answers of 300 people to 15 items each, and of 20 made-up ones."""
    address = f"sqlite:///{tmp_path / 's.db'}"
    monkeypatch.setattr(items_calibrate, "read_bank", lambda: iter(BANK))
    dice = np.random.default_rng(1)
    store = open_store(address)
    for many, whose in ((300, "local"), (20, "simulated")):
        fill(store, BANK, answer(truth(BANK, 0.7), dice.normal(size=many), dice, 15), whose)
    store.close()
    return address


def run(*words: str) -> int:
    return items.main(list(words))


def told(capsys: pytest.CaptureFixture[str], *words: str) -> Any:  # noqa: ANN401 - as JSON has it
    assert run(*words, "--json") == 0
    return json.loads(capsys.readouterr().out)


def sittings_of(address: str, known: list[Item]) -> tuple[Store, Sittings]:
    store = open_store(address)
    return store, Sittings(store, known)


def test_calibrate_says_what_changed_and_by_how_much(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "calibrate", "--store", address)
    assert (found["stage"], found["sittings"], found["answers"]) == ("piloted", 300, 4500)
    assert found["left_out"] == {"answers of made-up people": 300}
    assert found["linked_to"].startswith("author@1#")
    changes = [abs(row["change"]) for row in found["items"]]
    assert changes == sorted(changes, reverse=True)
    assert changes[0] > 0.5
    assert {row["answers"] for row in found["items"]} <= set(range(50, 200))


def test_a_dry_run_stores_nothing(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = told(capsys, "use", "--store", address)
    assert told(capsys, "calibrate", "--store", address, "--dry-run")["stored"] is False
    assert told(capsys, "use", "--store", address) == before
    assert told(capsys, "calibrate", "--store", address)["stored"] is True
    assert len(told(capsys, "use", "--store", address)["calibrations"]) == 2


def test_new_sittings_begin_with_what_is_in_use_and_running_ones_go_on(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    store, sittings = sittings_of(address, BANK)
    running = sittings.start(seed="1")
    label = told(capsys, "calibrate", "--store", address)["label"]
    assert sittings.start(seed="2").calibration == running.calibration
    assert told(capsys, "use", label, "--by", "Ada", "--store", address)["new_sittings_begin_with"] == label
    assert sittings.start(seed="3").calibration == label
    take(sittings, running.id, by_lot(1))
    result = sittings.finish(running.id)
    assert (result.calibration, result.stage) == (running.calibration, "author-judged")
    told(capsys, "use", running.calibration, "--by", "Ada", "--store", address)
    assert sittings.start(seed="4").calibration == running.calibration
    store.close()


def test_items_that_a_calibration_does_not_know_keep_their_authors_word(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    label = told(capsys, "calibrate", "--store", address)["label"]
    told(capsys, "use", label, "--by", "Ada", "--store", address)
    store, sittings = sittings_of(address, bank(44))
    sitting = sittings.start(seed="1")
    take(sittings, sitting.id, by_lot(1))
    result = sittings.finish(sitting.id)
    assert result.calibration != label
    assert result.stage == "author-judged"
    rows = {row["label"]: row for row in told(capsys, "use", "--store", address)["calibrations"]}
    assert rows[result.calibration]["stage"] == "author-judged"
    store.close()


def test_a_calibration_of_made_up_people_says_so_and_is_not_used_by_mistake(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = told(capsys, "calibrate", "--simulated", "--store", address)
    assert (found["stage"], found["sittings"]) == ("simulated", 20)
    assert run("use", found["label"], "--by", "Ada", "--store", address) == 2
    assert "rests on made-up people" in capsys.readouterr().err
    told(capsys, "use", found["label"], "--by", "Ada", "--simulated", "--store", address)
    assert run("calibrate", "--store", address) == 2
    assert "take another one into use first" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("use", "none@1#0", "--by", "Ada"), "there is no calibration 'none@1#0'; there are author@1#"),
        (("use", "none@1#0"), "give a name with --by"),
    ],
)
def test_what_cannot_be_used_ends_in_one_sentence(
    words: tuple[str, ...], said: str, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words, "--store", address) == 2
    assert said in capsys.readouterr().err


def test_a_store_without_answers_ends_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("calibrate", "--store", f"sqlite:///{tmp_path / 'new.db'}") == 2
    assert capsys.readouterr().err == (
        "toprung: there are no answers to calibrate by; sittings have to be taken first\n"
    )


def test_the_text_shows_each_item_in_a_row(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("calibrate", "--store", address, "--dry-run") == 0
    out = capsys.readouterr().out
    assert out.startswith("label ")
    assert sum(line.startswith(tuple(item.name for item in BANK)) for line in out.splitlines()) == 40
