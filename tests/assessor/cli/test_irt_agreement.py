import json
import re
from pathlib import Path
from typing import Any

import pytest

import toprung

DOCS = Path(__file__).parents[3] / "docs" / "irt.md"
Capture = pytest.CaptureFixture[str]
# Shrout and Fleiss 1979, table 2.
SHROUT_FLEISS = "target,j1,j2,j3,j4\na,9,2,5,8\nb,6,1,3,2\nc,8,4,6,8\nd,7,1,2,6\ne,10,5,6,9\nf,6,2,4,7\n"
# Krippendorff 2011, example C; units without marks are blank rows of their columns.
KRIPPENDORFF = (
    "A,B,C,D\n1,1,,1\n2,2,3,2\n3,3,3,3\n3,3,3,3\n2,2,2,2\n1,2,3,4\n4,4,4,4\n1,1,2,1\n2,2,2,2\n,5,5,5\n,NA,1,1\n,3,,\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ratings.csv"
    path.write_text(SHROUT_FLEISS)
    return path


def told(capsys: Capture, *words: object) -> dict[str, Any]:
    assert toprung.main(["irt", "agreement", *map(str, words), "--json"]) == 0
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def test_the_json_has_the_keys_of_the_page_and_no_others(capsys: Capture, path: Path) -> None:
    section = DOCS.read_text(encoding="utf-8").partition("\n## agreement\n")[2].partition("\n## ")[0]
    keys = {key for line in re.findall(r"^\| (`.+?) \|", section, re.MULTILINE) for key in re.findall(r"`(\w+)`", line)}
    result = told(capsys, path, "--aside", "target")
    tables = [row for value in result.values() if isinstance(value, list) for row in value]
    assert set(result) | {key for row in tables for key in row} == keys


def test_the_published_intraclass_correlations_come_out(capsys: Capture, path: Path) -> None:
    rows = told(capsys, path, "--aside", "target")["icc"]
    assert {row["form"]: round(row["value"], 2) for row in rows} == {
        "ICC(1,1)": 0.17,
        "ICC(2,1)": 0.29,
        "ICC(3,1)": 0.71,
        "ICC(1,k)": 0.44,
        "ICC(2,k)": 0.62,
        "ICC(3,k)": 0.91,
    }


def test_the_published_alphas_come_out(capsys: Capture, path: Path) -> None:
    path.write_text(KRIPPENDORFF)
    result = told(capsys, path)
    assert {row["measurement"]: round(row["value"], 3) for row in result["alpha"]} == {
        "nominal": 0.743,
        "ordinal": 0.815,
        "interval": 0.849,
        "ratio": 0.797,
    }
    assert (result["units"], result["ratings"], result["complete_units"]) == (12, 41, 8)


def test_the_severe_rater_has_a_bias_below_zero(capsys: Capture, path: Path) -> None:
    raters = {row["rater"]: row for row in told(capsys, path, "--aside", "target")["raters"]}
    assert raters["j2"]["bias_high"] < 0 < raters["j1"]["bias_low"]


def test_raters_without_a_unit_in_common_make_no_pair(capsys: Capture, path: Path) -> None:
    path.write_text("a,b,c\n1,1,\n2,2,\n3,,3\n1,,1\n")
    result = told(capsys, path)
    assert [(row["first"], row["second"]) for row in result["pairs"]] == [("a", "b"), ("a", "c")]
    assert result["icc"] == []


def test_a_ratio_alpha_is_not_given_for_marks_below_zero(capsys: Capture, path: Path) -> None:
    path.write_text("a,b\n-1,0\n2,2\n3,1\n")
    assert [row["measurement"] for row in told(capsys, path)["alpha"]] == ["nominal", "ordinal", "interval"]


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        (SHROUT_FLEISS, [], "rater 'target': 'a' is not a mark"),
        (SHROUT_FLEISS, ["--aside", "unit"], "no column 'unit'"),
        ("a\n1\n2\n", [], "two raters"),
        ("a,b\n1,inf\n", [], "'inf' is not a mark"),
        ("a,b\n1,nan\n", [], "'nan' is not a mark"),
        ("a,b\n1,\n,2\n", [], "a unit that two raters marked"),
    ],
)
def test_what_cannot_be_compared_ends_in_one_sentence(
    capsys: Capture, path: Path, text: str, words: list[str], said: str
) -> None:
    path.write_text(text)
    assert toprung.main(["irt", "agreement", str(path), *words]) == 2
    assert said in capsys.readouterr().err
