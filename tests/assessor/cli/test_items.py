"""``toprung items``: what is printed, with which code it ends, and that a user's mistake is one sentence."""

import csv
import json
import stat
from pathlib import Path
from typing import Any

import pytest

import toprung
from assessor.bank import reading
from assessor.bank.item import Item
from assessor.bank.reading import read_bank
from assessor.bank.writing import as_toml
from assessor.cli.items import SUBCOMMANDS
from assessor.db import open_store
from tests.assessor.curating.statistics.storing import store_answers
from tests.assessor.sittings.making import item

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test two open items of its own and no shipped ones."""
    monkeypatch.setenv("TOPRUNG_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(reading, "PACKAGED", tmp_path / "packaged")
    for made in (item(0), item(1, status="pilot")):
        put(tmp_path / "home" / "items", made)
    return tmp_path / "home"


@pytest.fixture
def store(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 's.db'}"


def put(folder: Path, made: Item) -> Path:
    path = folder / made.area / f"{made.id}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_toml(made), encoding="utf-8")
    return path


def run(capsys: Output, *words: str) -> tuple[int, str]:
    """Return the code and what was printed, as one of the two streams."""
    code = toprung.main(["items", *words])
    out, err = capsys.readouterr()
    return code, out or err


def as_json(capsys: Output, *words: str) -> dict[str, Any]:
    code, out = run(capsys, *words, "--json")
    assert code == 0
    found: dict[str, Any] = json.loads(out)
    return found


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_subcommand_has_its_help(name: str, capsys: Output) -> None:
    with pytest.raises(SystemExit) as ended:
        toprung.main(["items", name, "--help"])
    assert ended.value.code == 0
    assert f"usage: toprung items {name}" in capsys.readouterr().out


def test_a_word_that_is_no_subcommand_ends_in_one_sentence(capsys: Output) -> None:
    with pytest.raises(SystemExit) as ended:
        toprung.main(["items", "frobnicate"])
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_check_lists_findings_with_their_file_and_ends_with_2_for_errors(home: Path, capsys: Output) -> None:
    put(home / "items", item(2, key="So it says in the manual of Copilot"))
    code, out = run(capsys, "check", str(home / "items"))
    assert code == 2
    assert f"error: {item(2).area}/{item(2).id}.toml: it names Copilot" in out
    assert out.splitlines()[-1].startswith("3 files, 1 errors, ")


def test_check_of_a_folder_asks_for_no_blueprint_and_warnings_are_no_failure(home: Path, capsys: Output) -> None:
    found = as_json(capsys, "check", str(home / "items"))
    assert (found["files"], found["errors"]) == (2, 0)
    assert found["warnings"] == len(found["findings"]) > 0


def test_check_of_all_items_in_use_asks_for_the_blueprint(capsys: Output) -> None:
    code, out = run(capsys, "check")
    assert code == 2
    assert "error: the bank: the bank has 2 items; the blueprint asks for 240" in out
    assert run(capsys, "check", "--blueprint", "none")[0] == 0


def test_check_with_a_store_finds_what_changed_after_it_was_asked(home: Path, store: str, capsys: Output) -> None:
    with_answers(store)
    put(home / "items", item(0, stem="Another question under the same version?"))
    code, out = run(capsys, "check", str(home / "items"), "--store", store)
    assert code == 2
    assert "people were asked it with another content as version 1" in out


def test_check_of_a_folder_without_items_is_one_sentence(tmp_path: Path, capsys: Output) -> None:
    assert run(capsys, "check", str(tmp_path)) == (
        2,
        f"toprung: {tmp_path} holds no item; items lie in it as AREA/ID.toml\n",
    )


def with_answers(store: str, people: int = 24) -> None:
    opened = open_store(store)
    chosen = [{item(0).name: number % 3, item(1).name: number % 2} for number in range(people)]
    store_answers(opened, [item(0), item(1)], chosen)
    opened.close()


def test_review_takes_two_people_to_make_a_pilot_live(store: str, capsys: Output) -> None:
    words = ["review", item(1).id, "--status", "live", "--why", "it works", "--store", store]
    assert run(capsys, *words, "--by", "Ann")[1] == f"{item(1).name} stays pilot: 1 of 2 people say live\n"
    assert "one more person is needed" in run(capsys, "review", "--store", store)[1]
    assert run(capsys, *words, "--by", "Ann")[0] == 2
    assert run(capsys, *words, "--by", "Ben")[1] == f"{item(1).name} is live\n"
    assert run(capsys, "review", "--store", store)[1] == "none of 2 items is due within 30 days\n"


def test_review_lists_as_json_what_is_due(store: str, capsys: Output) -> None:
    found = as_json(capsys, "review", "--within", "100000", "--store", store)
    assert found["items"] == 2
    assert [each["item"] for each in found["due"]] == sorted([item(0).name, item(1).name])
    assert found["due"][0]["because"] == ["review due on 2027-11-23"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["review", "value-1-000", "--status", "pilot"], "needs --by and --why"),
        (["review", "value-9", "--status", "pilot", "--by", "A", "--why", "B"], "the bank has no item 'value-9'"),
        (["review", "--by", "Ann"], "say something of one item"),
        (["stats", "value-9"], "the bank has no item 'value-9'"),
        (["export", "--out", "x.csv", "--bank", "finance"], "there is no bank 'finance' with items"),
        (["import", "none.csv"], "cannot read none.csv"),
        (["check", "--blueprint", "nowhere"], "there is no blueprint 'nowhere'"),
    ],
)
def test_a_users_mistake_is_one_sentence(words: list[str], says: str, store: str, capsys: Output) -> None:
    more = ["--store", store] if words[0] in {"review", "stats"} else []
    code, out = run(capsys, *words, *more)
    assert code == 2
    assert says in out
    assert len(out.splitlines()) == 1


def test_a_file_that_is_no_store_is_one_sentence(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "no.db").write_text("not a database, but a text of some length\n" * 50, encoding="utf-8")
    code, out = run(capsys, "stats", "--store", f"sqlite:///{tmp_path / 'no.db'}")
    assert code == 3
    assert len(out.splitlines()) == 1


def test_stats_of_all_items_and_of_one(store: str, capsys: Output) -> None:
    with_answers(store)
    out = run(capsys, "stats", "--store", store)[1]
    assert "evidence: answers of people" in out
    assert "items without an answer: 0" in out
    one = run(capsys, "stats", item(0).id, "--store", store)[1]
    assert "lowest_third" in one
    found = as_json(capsys, "stats", "--store", store)["items"]
    first = next(row for row in found if row["item"] == item(0).name)
    assert (first["n"], first["right"]) == (24, pytest.approx(1 / 3))
    assert [option["n"] for option in first["options"]] == [8, 8, 8, 0, 0, 0]


def test_stats_of_made_up_people_are_labelled(store: str, capsys: Output) -> None:
    with_answers(store)
    found = as_json(capsys, "stats", "--simulated", "--store", store)
    assert found["evidence"] == "simulated: made-up people, no evidence about people"
    assert found["items"] == []


def test_stats_go_into_a_table_too(tmp_path: Path, store: str, capsys: Output) -> None:
    with_answers(store)
    run(capsys, "stats", "--store", store, "--csv", str(tmp_path / "stats.csv"))
    with (tmp_path / "stats.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["item"]: row["n"] for row in rows} == {item(0).name: "24", item(1).name: "24"}


def test_items_that_were_exported_are_imported_as_they_were(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    before = list(read_bank())
    table = str(tmp_path / "items.csv")
    assert run(capsys, "export", "--out", table) == (0, f"{table}: 2 items\n")
    monkeypatch.setenv("TOPRUNG_HOME", str(tmp_path / "other"))
    code, out = run(capsys, "import", table, "--private", "--name", "finance")
    assert code == 0
    assert "taken into the private bank 'finance'" in out
    assert list(read_bank()) == before
    assert home.is_dir()


def test_an_export_of_private_keys_says_so_and_only_its_owner_can_read_it(
    home: Path, tmp_path: Path, capsys: Output
) -> None:
    put(home / "private" / "finance", item(2))
    table = tmp_path / "all.csv"
    assert "1 are private, with their keys" in run(capsys, "export", "--out", str(table))[1]
    assert stat.S_IMODE(table.stat().st_mode) == 0o600
    assert "are private" not in run(capsys, "export", "--no-keys", "--out", str(table))[1]
    assert ": 1 items" in run(capsys, "export", "--bank", "finance", "--out", str(table))[1]


def test_a_preview_writes_nothing(home: Path, tmp_path: Path, capsys: Output) -> None:
    put(tmp_path / "new", item(2))
    code, out = run(capsys, "import", str(tmp_path / "new"), "--preview")
    assert code == 0
    assert "would be taken into the open bank" in out
    assert item(2).name in out
    assert len(list((home / "items").rglob("*.toml"))) == 2


def test_what_is_wrong_is_all_listed_and_nothing_is_written(home: Path, tmp_path: Path, capsys: Output) -> None:
    put(tmp_path / "new", item(2))
    put(tmp_path / "new", item(0, stem="Another question under the same version?"))
    (tmp_path / "new" / "broken.toml").write_text("id = ", encoding="utf-8")
    code, out = run(capsys, "import", str(tmp_path / "new"))
    assert code == 2
    assert "nothing was written, since 2 things" in out
    assert "broken.toml" in out
    assert "with another content as version 1; make this 2" in out
    assert len(list((home / "items").rglob("*.toml"))) == 2


def test_a_table_in_windows_1252_is_taken_in_and_said(tmp_path: Path, capsys: Output) -> None:
    table = tmp_path / "items.csv"
    put(tmp_path / "new", item(2, stem="Caf\u00e9 or not, how many are there?"))
    run(capsys, "import", str(tmp_path / "new"))
    run(capsys, "export", "--out", str(table))
    table.write_bytes(table.read_text(encoding="utf-8-sig").encode("cp1252"))
    code, out = run(capsys, "import", str(table))
    assert code == 0
    assert "read as Windows-1252" in out
    assert "3 were there as they are" in out


def test_answers_are_exported_without_a_mark_of_encoding(tmp_path: Path, store: str, capsys: Output) -> None:
    with_answers(store)
    table = tmp_path / "answers.csv"
    assert run(capsys, "export", "--responses", "--out", str(table), "--store", store)[0] == 0
    assert table.read_text(encoding="utf-8").startswith("person,sitting,item,")
    assert len(table.read_text(encoding="utf-8").splitlines()) == 49
