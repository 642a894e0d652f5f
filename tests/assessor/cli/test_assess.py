"""``toprung assess``."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

import toprung
from assessor.bank.reading import SHIPPED, Banked
from assessor.cli import assess
from assessor.cli.assess import main
from tests.assessor.sittings.making import bank


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Stand a small bank in the place of the shipped one, with an installation's own item beside it."""
    items = bank(60)
    banked = [Banked(item, SHIPPED, private=False) for item in items[:-1]]
    monkeypatch.setattr(assess, "read_banked", lambda: iter([*banked, Banked(items[-1], "own", private=False)]))
    monkeypatch.setattr(assess, "FEWEST_PEOPLE", 8)
    monkeypatch.chdir(tmp_path)


def test_one_condition_is_told_and_kept_as_json_without_a_page(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["simulate", "--n", "8", "--jobs", "1", "--only", "known", "--json", "found.json"]) == 0
    said = capsys.readouterr().out
    assert "Simulated people only: 8 in the main condition, seed 1, 59 items." in said
    kept: dict[str, Any] = json.loads((tmp_path / "found.json").read_text())
    assert kept["evidence"] == "simulated"
    assert [one["condition"]["key"] for one in kept["told"]] == ["known"]
    assert [f"{bound['asked']}" in said for bound in kept["verdict"]] == [True] * len(kept["verdict"])
    assert not (tmp_path / "docs").exists()


@pytest.mark.slow
def test_the_page_is_written_where_it_is_said_to_be(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["simulate", "--n", "16", "--jobs", "1", "--write", "here/page.md"]) == 0
    assert "The page is here/page.md, its plots are in here/page." in capsys.readouterr().out
    assert (tmp_path / "here" / "page.md").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--n", "7"], "--n 7 is too few to tell shares of; simulate 8 or more"),
        (["--jobs", "0"], "--jobs 0 cannot be; name 1 or more"),
        (["--only", "rain"], "there is no condition 'rain'; there are stated, "),
    ],
)
def test_a_mistake_ends_in_one_sentence(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", *words]) == 2
    assert capsys.readouterr().err.startswith(f"toprung: {said}")


def test_an_unknown_option_ends_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["simulate", "--people", "9"])
    assert capsys.readouterr().err.count("\n") == 1


def test_without_the_extra_the_page_is_refused_before_anybody_sits(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert main(["simulate"]) == 4
    assert "install toprung[plots]" in capsys.readouterr().err


def test_a_page_that_cannot_be_written_ends_in_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert main(["simulate", "--n", "8", "--jobs", "1", "--only", "known", "--json", "file/found.json"]) == 3
    assert "cannot write file/found.json" in capsys.readouterr().err


def test_ctrl_c_ends_in_one_sentence(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(assess, "study", stopped)
    assert toprung.main(["assess", "simulate", "--only", "known"]) == toprung.STOPPED
    assert capsys.readouterr().err.endswith("toprung: stopped\n")
