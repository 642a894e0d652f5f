import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import toprung

DOCS = Path(__file__).parents[3] / "docs" / "irt.md"
Capture = pytest.CaptureFixture[str]


def told(capsys: Capture, *words: object) -> dict[str, Any]:
    assert toprung.main(["irt", "dif", *map(str, words), "--json"]) == 0
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Eight Rasch items, the first harder by 1.2 for women, and one of four categories; two people of no group."""
    rng = np.random.default_rng(12)
    sex = np.repeat(["f", "m", "x"], [500, 700, 2])
    theta = rng.normal(size=len(sex))
    b = np.linspace(-1, 1, 8)[None, :] + np.zeros((len(sex), 8))
    b[:, 0] += 1.2 * (sex == "f")
    right = (rng.random(b.shape) < 1 / (1 + np.exp(b - theta[:, None]))).astype(int)
    partial = (rng.random((len(sex), 3)) < 1 / (1 + np.exp(np.array([-1, 0, 1]) - theta[:, None]))).sum(axis=1)
    path = tmp_path / "answers.csv"
    rows = [
        ",".join(map(str, [*row, four, who.replace("x", "")]))
        for row, four, who in zip(right, partial, sex, strict=True)
    ]
    path.write_text("\n".join(["q1,q2,q3,q4,q5,q6,q7,q8,task,sex", *rows]) + "\n")
    return path


def test_the_json_has_the_keys_of_the_page_and_no_others(capsys: Capture, table: Path) -> None:
    section = DOCS.read_text(encoding="utf-8").partition("\n## dif\n")[2].partition("\n## ")[0]
    keys = {key for line in re.findall(r"^\| (`.+?) \|", section, re.MULTILINE) for key in re.findall(r"`(\w+)`", line)}
    keys -= {"total", "rest", "theta"}
    result = told(capsys, table, "--group", "sex")
    nested = {key for name in ("groups", "items") for row in result[name] for key in row}
    assert set(result) | nested == keys


def test_the_item_that_is_harder_for_women_is_flagged(capsys: Capture, table: Path) -> None:
    result = told(capsys, table, "--group", "sex")
    assert result["reference"] == "m"
    assert [row["item"] for row in result["items"] if row["flagged"]] == ["q1"]
    first = result["items"][0]
    assert (first["n_reference"], first["n_focal"], first["class"]) == (700, 500, "C")
    # Holland and Thayer 1988: -2.35 times the shift of difficulty in a Rasch model.
    assert first["delta"] == pytest.approx(-2.35 * 1.2, abs=3 * first["delta_se"])


def test_from_the_other_side_the_same_item_is_easier(capsys: Capture, table: Path) -> None:
    plain, turned = told(capsys, table, "--group", "sex"), told(capsys, table, "--group", "sex", "--reference", "f")
    assert turned["items"][0]["delta"] == pytest.approx(-plain["items"][0]["delta"])


def test_an_item_of_four_categories_has_no_odds_ratio(capsys: Capture, table: Path) -> None:
    task = told(capsys, table, "--group", "sex")["items"][-1]
    assert (task["item"], task["odds_ratio"], task["delta"]) == ("task", None, None)
    assert abs(task["smd_in_sd"]) < 0.17


def test_purifying_leaves_the_flagged_item_out_of_the_anchors(capsys: Capture, table: Path) -> None:
    assert told(capsys, table, "--group", "sex", "--purify")["groups"][0]["anchors"] == 8


def test_people_with_different_items_are_compared_at_equal_ability(capsys: Capture, table: Path) -> None:
    head, *rows = [line.split(",") for line in table.read_text().splitlines()]
    for place, row in enumerate(rows):
        row[1 + place % 8] = ""
    table.write_text("\n".join(",".join(row) for row in [head, *rows]) + "\n")
    result = told(capsys, table, "--group", "sex", "--match", "theta")
    assert [row["item"] for row in result["items"] if row["flagged"]] == ["q1"]
    assert result["groups"][0]["anchors"] is None
    assert toprung.main(["irt", "dif", str(table), "--group", "sex"]) == 2
    assert "--match theta" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--group", "age"], "no column 'age'"),
        (["--group", "sex", "--reference", "d"], "the group 'd' and another one; it has f, m"),
        (["--group", "sex", "--match", "theta", "--purify"], "--purify"),
    ],
)
def test_what_cannot_be_compared_ends_in_one_sentence(
    capsys: Capture, table: Path, words: list[str], said: str
) -> None:
    assert toprung.main(["irt", "dif", str(table), *words]) == 2
    assert said in capsys.readouterr().err


def test_the_text_has_a_row_an_item(capsys: Capture, table: Path) -> None:
    assert toprung.main(["irt", "dif", str(table), "--group", "sex"]) == 0
    assert re.search(r"^q1 .* C .* yes$", capsys.readouterr().out, re.MULTILINE)
