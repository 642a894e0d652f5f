"""The command toprung framework."""

import json
from pathlib import Path

import pytest

from assessor.case_json import case_package
from assessor.cli.framework import main
from assessor.framework import read_framework


def test_all_levels_areas_and_crosswalks_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = " ".join(capsys.readouterr().out.split())
    framework = read_framework()
    for level in framework.level:
        assert f"Level {level.number}, {level.shown_name} {level.about}" in said
    for area in framework.area:
        assert all(f"{area.name}: {descriptor}" in said for descriptor in area.levels)
    assert all(f"{walk.title}: {len(walk.entries)} entries" in said for walk in framework.crosswalk)


def test_the_first_levels_name_is_said_to_be_provisional(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    assert "Level 1, AI Aware (provisional name)" in capsys.readouterr().out


def test_case_gives_the_package(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "framework.json"
    assert main(["--case", "--out", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8")) == case_package(read_framework())
    assert capsys.readouterr().out == f"wrote {out}\n"


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["toprung-9"], 2, "toprung: there is no framework 'toprung-9'; there are toprung-1\n"),
        (["--out", "/no/such/folder/x.txt"], 3, "cannot write /no/such/folder/x.txt"),
    ],
)
def test_a_mistake_is_one_sentence(argv: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == code
    assert said in capsys.readouterr().err
