"""The command ``toprung bench export``."""

import json
from pathlib import Path

import pytest

import toprung
from tests.harness.api.export.conftest import Ran


def run(*words: str) -> int:
    try:
        return toprung.main(["bench", "export", *words])
    except SystemExit as stopped:
        return int(stopped.code or 0)


def test_it_says_what_it_wrote_and_what_that_is_evidence_of(
    ran: Ran, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run.jsonl"
    assert run("latest", "--to", "jsonl", "--out", str(out), "--ledger", ran.url) == 0
    said = capsys.readouterr()
    assert f"18 trials written to {out} (jsonl)" in said.out
    assert "Real model" in said.out
    assert said.err == ""


def test_it_says_the_same_as_json(ran: Ran, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("latest", "--to", "csv", "--out", str(tmp_path / "tables"), "--ledger", ran.url, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["to"], told["trials"], told["planned"], told["evidence"]) == ("csv", 18, 18, "real")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("latest", "--to", "jsonk"),
            "there is no format 'jsonk'; did you mean 'jsonl'? The formats are csv, inspect,",
        ),
        (("f00d", "--to", "jsonl"), "there is no run 'f00d'"),
        (("latest", "--to", "csv", "--with-content"), "--with-content says nothing to 'csv', which never holds"),
        (("latest", "--to", "jsonl", "--with-content"), "which always holds prompts and replies; leave it out"),
    ],
)
def test_a_mistake_ends_in_one_sentence(
    words: tuple[str, ...], sentence: str, ran: Ran, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words, "--out", str(tmp_path / "out"), "--ledger", ran.url) == 2
    said = capsys.readouterr().err
    assert said.startswith("toprung: ")
    assert sentence in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_replaced_only_by_force(ran: Ran, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "traces.jsonl"
    words = ("latest", "--to", "otlp", "--out", str(out), "--ledger", ran.url)
    out.write_text("old", encoding="utf-8")
    assert run(*words) == 2
    assert "--force replaces it" in capsys.readouterr().err
    assert run(*words, "--force") == 0
    assert out.read_bytes().count(b"\n") == 18


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = tmp_path / "none.db"
    assert run("latest", "--to", "csv", "--out", str(tmp_path / "out"), "--ledger", f"sqlite:///{ledger}") == 3
    assert "there is no ledger" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
