"""`toprung items cuts`, with panels that are made up."""

import json
from pathlib import Path
from typing import Any

import pytest

from assessor.cli import items, items_cuts
from assessor.db import open_store
from assessor.deciding.cut_set import read_cut_set
from assessor.sittings.sitting import Sittings
from tests.assessor.sittings.answering import by_lot, whole
from tests.assessor.sittings.making import bank

DATA = Path(__file__).parents[1] / "calibrating" / "data"
ANGOFF, BOOKMARK = DATA / "made-up-angoff.csv", DATA / "made-up-bookmark.csv"
WRITE = ("--write", "trainers", "--source", "five made-up trainers")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(items_cuts, "read_bank", lambda: iter(bank(12)))
    monkeypatch.setenv("TOPRUNG_HOME", str(tmp_path / "home"))
    return f"sqlite:///{tmp_path / 's.db'}"


def told(capsys: pytest.CaptureFixture[str], *words: object) -> Any:  # noqa: ANN401 - as JSON has it
    assert items.main(["cuts", *map(str, words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    assert items.main(["cuts", *map(str, words)]) == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(("method", "panel"), [("angoff", ANGOFF), ("bookmark", BOOKMARK)])
def test_each_cut_has_its_error_and_the_panel_its_agreement(
    method: str, panel: Path, store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = told(capsys, panel, "--method", method, "--store", store)
    assert (found["method"], found["judges"], found["stage"]) == (method, 5, "author-judged")
    thetas = [row["theta"] for row in found["cuts"]]
    assert thetas == sorted(thetas)
    assert all(0 < row["se"] < 0.3 and row["judges"] == 5 for row in found["cuts"])
    assert 0.5 < found["icc_one_judge"] < found["icc_panel"] < 1


def test_a_cut_set_is_written_read_and_used(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, ANGOFF, "--method", "angoff", "--store", store, *WRITE)
    before, after = read_cut_set(), read_cut_set("trainers-1")
    assert Path(found["written"]).stem == "trainers-1"
    assert after.cuts == pytest.approx([row["theta"] for row in found["cuts"]], abs=1e-4)
    assert after.ses == pytest.approx([row["se"] for row in found["cuts"]], abs=1e-4)
    assert (after.method, after.source, after.stage) == ("angoff", "five made-up trainers", "author-judged")
    assert (after.floor, after.gate, after.scale) == (before.floor, before.gate, before.scale)
    opened = open_store(store)
    assert whole(Sittings(opened, bank(), cut_set="trainers-1"), by_lot(1)).cut_set == after.label
    opened.close()


def test_a_second_panel_is_a_new_version(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, ANGOFF, "--method", "angoff", "--store", store, *WRITE)
    told(capsys, BOOKMARK, "--method", "bookmark", "--store", store, *WRITE, "--before", "trainers-1")
    assert read_cut_set("trainers-1").method == "angoff"
    assert (read_cut_set("trainers-2").method, read_cut_set("trainers-2").version) == ("bookmark", 2)


def test_a_booklet_has_a_page_for_each_category_above_the_lowest(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = told(capsys, "--method", "bookmark", "--pages", "--store", store)["pages"]
    assert len(pages) == sum(item.top for item in bank(12))
    assert [page["page"] for page in pages] == list(range(1, len(pages) + 1))
    assert [page["theta"] for page in pages] == sorted(page["theta"] for page in pages)


def test_a_booklet_may_hold_some_items_only(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = tmp_path / "booklet.csv"
    chosen.write_text(f"item\n{bank(12)[0].id}\n{bank(12)[1].name}\n")
    pages = told(capsys, "--method", "bookmark", "--pages", "--booklet", chosen, "--store", store)["pages"]
    assert len(pages) == 2
    chosen.write_text("item\nvalue-1-999\n")
    assert "0 of 1 are known" in refused(
        capsys, "--method", "bookmark", "--pages", "--booklet", chosen, "--store", store
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((ANGOFF, "--method", "angoff", "--write", "trainers"), "give --source"),
        ((ANGOFF, "--method", "angoff", *WRITE[:1], "../x", *WRITE[2:]), "'../x' is no name of a cut set"),
        ((ANGOFF, "--method", "angoff", "--calibration", "none"), "there is no calibration 'none'"),
        ((ANGOFF, "--method", "angoff", *WRITE, "--before", "none-1"), "there is no cut set 'none-1'"),
        ((ANGOFF, "--method", "bookmark"), "has no column 'page'"),
        ((ANGOFF, "--method", "angoff", "--pages"), "give the PANEL's ratings"),
        (("--method", "angoff"), "give the PANEL's ratings"),
    ],
)
def test_what_cannot_be_ends_in_one_sentence(
    words: tuple[object, ...], said: str, store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in refused(capsys, *words, "--store", store)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("a,two,value-1-000,0.5", "line 2: 'two' and '0.5' have to be a level and a number"),
        ("a,2,value-1-000,half", "line 2: '2' and 'half'"),
        ("a,2,value-1-000,0.5", "the panel did not rate level 3"),
    ],
)
def test_a_panel_that_is_not_whole_makes_no_cut_set(
    rows: str, said: str, store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    panel = tmp_path / "panel.csv"
    panel.write_text(f"judge,level,item,rating\n{rows}\n")
    assert said in refused(capsys, panel, "--method", "angoff", "--store", store, *WRITE)
    assert not (tmp_path / "home").exists()


def test_cuts_that_do_not_rise_make_no_cut_set(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = BOOKMARK.read_text().splitlines()
    turned = tmp_path / "turned.csv"
    turned.write_text(
        "\n".join(
            [lines[0], *(f"{j},{7 - int(level)},{page}" for j, level, page in (line.split(",") for line in lines[1:]))]
        )
    )
    assert "cuts are finite and rise" in refused(capsys, turned, "--method", "bookmark", "--store", store, *WRITE)


def test_without_a_folder_of_its_own_nothing_is_written(
    store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("TOPRUNG_HOME")
    assert "TOPRUNG_HOME is not set" in refused(capsys, ANGOFF, "--method", "angoff", "--store", store, *WRITE)
