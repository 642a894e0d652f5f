import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import toprung
from assessor.cli.responses_csv import write_bank
from tests.assessor.scoring.drawing import LSAT6, answers, bank, lsat6_pool

LSAT6_CSV = Path(__file__).parents[1] / "scoring" / "data" / "lsat6.csv"
DOCS = Path(__file__).parents[3] / "docs" / "irt.md"
Tables = tuple[Path, Path]
Told = Callable[..., Any]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    def run(*words: object) -> Any:  # noqa: ANN401 as JSON has it
        assert toprung.main(["irt", *map(str, words), "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def run(*words: object) -> str:
        assert toprung.main(["irt", *map(str, words)]) == 2
        return capsys.readouterr().err

    return run


@pytest.fixture
def lsat6_bank(tmp_path: Path) -> Path:
    path = tmp_path / "lsat6_bank.csv"
    write_bank(path, lsat6_pool().items)
    return path


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    """A bank of 40 items of two and three categories, and five persons who answered all of it."""
    pool = bank(40, steps=2)
    path, responses = tmp_path / "bank.csv", tmp_path / "responses.csv"
    write_bank(path, pool.items)
    rows = answers(pool, np.linspace(-1, 1, 5)).tolist()
    responses.write_text("\n".join([",".join(pool.names), *(",".join(map(str, row)) for row in rows)]) + "\n")
    return path, responses


def keys_of(section: str) -> set[str]:
    text = DOCS.read_text(encoding="utf-8").partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    table = text.partition("| key |")[2]
    return {key for line in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE) for key in re.findall(r"`(\w+)`", line)}


def keys_in(result: dict[str, Any]) -> set[str]:
    rows = [row for value in result.values() if isinstance(value, list) for row in value if isinstance(row, dict)]
    return set(result) | {key for row in rows for key in row}


@pytest.mark.parametrize("method", ["eap", "map", "ml", "wle"])
def test_lsat6_is_scored_from_its_csv_as_mirt_scores_it(told: Told, lsat6_bank: Path, method: str) -> None:
    # R mirt 1.47; the first pattern is all wrong and stands first, the last all right.
    result = told("score", LSAT6_CSV, lsat6_bank, "--method", method)
    reference = LSAT6["mirt_2pl"]["scores_by_pattern"][method.upper()]["theta"]
    first, last = result["persons"][0], result["persons"][-1]
    assert result["n"] == 1000
    for person, expected in ((first, reference[0]), (last, reference[-1])):
        if method == "ml":
            assert (person["theta"], person["se"], person["lz_star"]) == (None, None, None)
        else:
            assert person["theta"] == pytest.approx(expected, abs=1e-4)
    assert result["without_estimate"] == (301 if method == "ml" else 0)


def test_the_keys_of_the_results_are_those_of_the_page(told: Told, tables: Tables) -> None:
    path, responses = tables
    assert keys_in(told("score", responses, path)) == keys_of("score")
    assert keys_in(told("adapt", path, responses)) == keys_of("adapt")
    without, with_tables = told("accuracy"), told("accuracy", responses, path)
    assert keys_in(without) | keys_in(with_tables) == keys_of("accuracy")


def test_items_of_the_bank_that_nobody_was_given_are_missing(told: Told, tmp_path: Path, tables: Tables) -> None:
    responses = tmp_path / "few.csv"
    responses.write_text("item3,name,item1\n2,Ada,\n,Ben,\n")
    ada, ben = told("score", responses, tables[0], "--aside", "name")["persons"]
    assert ada["answered"] == 1
    assert (ben["answered"], ben["theta"], ben["se"]) == (0, pytest.approx(0, abs=1e-9), pytest.approx(1, abs=1e-6))


def test_difficulties_that_may_be_wrong_widen_the_errors(told: Told, tables: Tables) -> None:
    path, responses = tables
    sure = told("score", responses, path)["persons"]
    unsure = told("score", responses, path, "--difficulty-sd", "1")["persons"]
    assert all(one["se"] > other["se"] for one, other in zip(unsure, sure, strict=True))


def test_an_adaptive_path_ends_at_the_standard_error_asked_for(told: Told, tables: Tables) -> None:
    path, responses = tables
    result = told("adapt", path, responses, "--se", "0.4")
    assert result["reached"] == result["n"] == 5
    for person in result["persons"]:
        steps = [step for step in result["path"] if step["person"] == person["person"]]
        assert [step["place"] for step in steps] == list(range(1, person["asked"] + 1))
        assert (steps[-1]["theta"], steps[-1]["se"]) == (person["theta"], person["se"])
        assert person["reason"] == "precise"
        assert [step["se"] <= 0.4 for step in steps] == [False] * (len(steps) - 1) + [True]
    assert {step["item"] for step in result["path"] if step["place"] == 1} == {result["path"][0]["item"]}


def test_an_adaptive_path_may_have_a_cap(told: Told, tables: Tables) -> None:
    result = told("adapt", *tables, "--se", "0.1", "--most", "3")
    assert [(person["asked"], person["reason"]) for person in result["persons"]] == [(3, "cap")] * 5


def test_accuracy_without_tables_is_what_each_error_allows(told: Told) -> None:
    # The table of reference rates: 74 % exact at SE .30, and a change of .83 needed.
    rows = {row["se"]: row for row in told("accuracy")["by_se"]}
    assert rows[0.3]["exact"] == pytest.approx(0.74, abs=0.006)
    assert rows[0.3]["change"] == pytest.approx(0.83, abs=0.005)
    assert [row["se"] for row in told("accuracy", "--se", "0.2", "--cuts", "-1", "0", "1")["by_se"]] == [0.2]


def test_accuracy_of_persons_has_each_cut_and_each_level(told: Told, tables: Tables) -> None:
    path, responses = tables
    result = told("accuracy", responses, path, "--cuts", "-0.5", "0.5", "--cut-se", "0.1", "0.1")
    assert [row["cut"] for row in result["by_cut"]] == [-0.5, 0.5]
    assert sum(row["share"] for row in result["levels"]) == pytest.approx(1)
    assert result["consistency"] < result["accuracy"] < 1
    sure = told("accuracy", responses, path, "--cuts", "-0.5", "0.5")
    assert result["by_cut"] != sure["by_cut"]


def test_mistakes_end_in_one_sentence(refused: Callable[..., str], tables: Tables, tmp_path: Path) -> None:
    path, responses = tables
    other = tmp_path / "other.csv"
    other.write_text("item,a,b\nitem1,1,0\n")
    assert "item 'item0' is not in" in refused("score", responses, other)
    assert "--difficulty-sd goes with --method eap" in refused(
        "score", responses, path, "--method", "ml", "--difficulty-sd", "1"
    )
    assert "needs their bank too" in refused("accuracy", responses)
    assert "rise" in refused("accuracy", "--cuts", "1", "0")
    assert "above 0" in refused("adapt", path, responses, "--se", "0")
    assert "has the categories 0 to 1" in refused("score", _wrong(tmp_path), other)


def _wrong(folder: Path) -> Path:
    path = folder / "wrong.csv"
    path.write_text("item1\n0\n2\n")
    return path
