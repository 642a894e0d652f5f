import json
import re
from pathlib import Path
from typing import Any

import pytest

import toprung
from assessor.cli.responses_csv import read_bank
from assessor.scoring.calibrate import estimating
from tests.assessor.scoring.calibrate.lsat6 import DATA

LSAT6 = DATA / "lsat6.csv"
DOCS = Path(__file__).parents[3] / "docs" / "irt.md"


def told(capsys: pytest.CaptureFixture[str], *words: object) -> Any:  # noqa: ANN401 as JSON has it
    assert toprung.main(["irt", "fit", *map(str, words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    assert toprung.main(["irt", "fit", *map(str, words)]) == 2
    return capsys.readouterr().err


def test_the_json_has_the_keys_of_the_page_and_no_others(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    section = DOCS.read_text(encoding="utf-8").partition("\n## fit\n")[2].partition("\n## ")[0]
    keys = {key for line in re.findall(r"^\| (`.+?) \|", section, re.MULTILINE) for key in re.findall(r"`(\w+)`", line)}
    keys -= {"rasch", "pcm", "gpcm", "mixed", "anchored", "ladder", "free", "judged", "known"} | set(
        re.findall(r"`([12]pl)`", section)
    )
    path = tmp_path / "mixed.csv"
    path.write_text("x,y,z\n0,0,1\n1,2,0\n0,1,1\n1,1,1\n0,0,0\n1,2,1\n")
    result = told(capsys, path, "--model", "mixed", "--priors")
    assert set(result) | {key for row in result["items"] for key in row} == keys
    assert set(result["items"][0]) == {"item", "rests_on", "a", "se_a", "b", "se_b", "n"}
    assert set(result["items"][1]) == {"item", "rests_on", "a", "se_a", "steps", "se_steps", "n"}
    assert len(result["items"][1]["steps"]) == len(result["items"][1]["se_steps"]) == 2


def test_lsat6_is_fitted_from_its_csv(capsys: pytest.CaptureFixture[str]) -> None:
    # R's mirt 1.47.
    result = told(capsys, LSAT6, "--model", "2pl")
    assert result["loglik"] == pytest.approx(-2466.6534, abs=0.001)
    assert result["n"] == 1000
    assert result["converged"] is True
    assert result["items"][0].pop("rests_on") == "free"
    assert result["items"][0] == pytest.approx(
        {"item": "item1", "a": 0.8257, "se_a": 0.2581, "b": -3.3588, "se_b": 0.867, "n": 1000}, abs=0.001
    )


def test_the_text_has_a_row_an_item(capsys: pytest.CaptureFixture[str]) -> None:
    assert toprung.main(["irt", "fit", str(LSAT6)]) == 0
    assert re.search(r"^item3 +free +0\.8908 +0\.2327 +-0\.2797 +0\.0996 +1000$", capsys.readouterr().out, re.MULTILINE)


def test_the_bank_is_what_was_fitted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    result = told(capsys, LSAT6, "--bank", tmp_path / "bank.csv")
    pool = read_bank(tmp_path / "bank.csv")
    assert pool.names == tuple(row["item"] for row in result["items"])
    assert pool.a.tolist() == [row["a"] for row in result["items"]]


def test_the_bank_of_a_rasch_model_is_in_units_of_the_population(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    # Which is the 1PL: R's mirt 1.47 has the slope .7551 and the first difficulty -3.6153.
    told(capsys, LSAT6, "--model", "rasch", "--bank", tmp_path / "bank.csv")
    pool = read_bank(tmp_path / "bank.csv")
    assert pool.a.tolist() == pytest.approx([0.7551] * 5, abs=0.001)
    assert pool.steps[0, 0] == pytest.approx(-3.6153, abs=0.002)


def test_columns_set_aside_are_not_fitted(capsys: pytest.CaptureFixture[str]) -> None:
    result = told(capsys, LSAT6, "--aside", "item1", "--aside", "item4")
    assert [row["item"] for row in result["items"]] == ["item2", "item3", "item5"]


def test_priors_draw_slopes_towards_one(capsys: pytest.CaptureFixture[str]) -> None:
    plain, held = told(capsys, LSAT6), told(capsys, LSAT6, "--priors")
    assert held["priors"] is True
    assert all(plain["items"][place]["a"] < held["items"][place]["a"] < 1 for place in (0, 1, 3, 4))
    assert held["loglik"] < plain["loglik"]


def test_what_cannot_be_fitted_ends_in_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "alike.csv"
    path.write_text("x,y\n0,1\n1,1\n")
    assert refused(capsys, path) == (
        "toprung: item 'y' has the same answer from all 2 persons who were asked; leave it out, or use priors\n"
    )
    assert refused(capsys, LSAT6, "--aside", "sex").startswith("toprung: ")
    assert "no column 'sex'" in refused(capsys, LSAT6, "--aside", "sex")


def test_a_bank_that_cannot_be_written_ends_with_its_own_code(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert toprung.main(["irt", "fit", str(LSAT6), "--bank", str(tmp_path / "none" / "bank.csv")]) == 3
    assert "cannot write" in capsys.readouterr().err


def test_anchors_stay_as_they_are_and_hold_the_scale(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    # Fixed at their own estimates, the anchors give the others the same again, and the population is N(0, 1) again.
    whole = told(capsys, LSAT6, "--bank", tmp_path / "bank.csv")
    anchors = tmp_path / "anchors.csv"
    anchors.write_text("\n".join((tmp_path / "bank.csv").read_text().splitlines()[:4]) + "\n")
    found = told(capsys, LSAT6, "--anchors", anchors, "--bank", tmp_path / "again.csv")
    assert found["model"] == "anchored"
    assert [row["rests_on"] for row in found["items"]] == ["known"] * 3 + ["free"] * 2
    assert (found["mean"], found["sd"]) == pytest.approx((0, 1), abs=0.005)
    assert [row["a"] for row in found["items"]] == pytest.approx([row["a"] for row in whole["items"]], abs=0.005)
    assert read_bank(tmp_path / "again.csv").a[:3].tolist() == [row["a"] for row in whole["items"][:3]]


def test_the_ladder_says_on_what_each_item_rests(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path, judged = tmp_path / "few.csv", tmp_path / "judged.csv"
    lines = LSAT6.read_text().splitlines()
    path.write_text("\n".join([lines[0], *lines[1::25]]) + "\n")
    judged.write_text("item,a,b\n" + "".join(f"item{place},1,{-place}\n" for place in range(1, 6)))
    found = told(capsys, path, "--ladder", "--judged", judged)
    assert found["model"] == "ladder"
    assert {row["rests_on"] for row in found["items"]} == {"judged"}
    assert {row["rests_on"] for row in told(capsys, LSAT6, "--ladder")["items"]} == {"free"}
    plain = told(capsys, path, "--ladder")
    assert found["items"][4]["b"] < plain["items"][4]["b"]


def test_a_fit_that_did_not_converge_is_printed_and_ends_with_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(estimating, "MOST_CYCLES", 3)
    assert toprung.main(["irt", "fit", str(LSAT6), "--json", "--bank", str(tmp_path / "bank.csv")]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["converged"] is False
    assert err == "toprung: the estimation did not converge; do not use these values\n"
    assert (tmp_path / "bank.csv").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--ladder", "--model", "2pl"), "exclude one another"),
        (("--ladder", "--priors"), "leave --priors out"),
        (("--judged", LSAT6), "--judged goes with --ladder"),
        (("--anchors", LSAT6), "has no column 'item'"),
    ],
)
def test_options_that_do_not_go_together_are_said(
    words: tuple[object, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in refused(capsys, LSAT6, *words)


def test_a_judgement_has_to_be_there_for_every_item(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    judged = tmp_path / "judged.csv"
    judged.write_text("item,a,b\nitem1,1,0\n")
    assert "says nothing of item 'item2' (4 such)" in refused(capsys, LSAT6, "--ladder", "--judged", judged)
