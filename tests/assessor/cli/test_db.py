"""``toprung db`` over both trees of tables."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import toprung


def test_upgrade_makes_the_tables_of_the_ledger_and_of_sittings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger, store = f"sqlite:///{tmp_path / 'runs.db'}", f"sqlite:///{tmp_path / 'sittings.db'}"
    assert toprung.main(["db", "upgrade", "--ledger", ledger, "--store", store]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split(" (")[0] for line in said] == [
        f"created the tables of the ledger {ledger}",
        f"created the tables of the store {store}",
    ]
    with closing(sqlite3.connect(tmp_path / "sittings.db")) as connection:
        assert ("sitting",) in connection.execute("SELECT name FROM sqlite_master").fetchall()


def test_a_store_that_cannot_be_used_ends_with_code_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert toprung.main(["db", "upgrade", "--ledger", f"sqlite:///{tmp_path / 'runs.db'}", "--store", "x"]) == 3
    said = "toprung: the store's address is not a URL; write sqlite:///sittings.db or postgresql://user@host/database\n"
    assert capsys.readouterr().err == said
