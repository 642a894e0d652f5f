"""``toprung db``."""

from pathlib import Path

import pytest

from harness.store.cli import main
from harness.store.document import describe


def test_upgrade_says_that_it_made_the_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    address = f"sqlite:///{tmp_path / 'new.db'}"
    assert main(["upgrade", "--ledger", address]) == 0
    assert capsys.readouterr().out == f"created the tables of the ledger {address} (version 0006)\n"


def test_upgrade_says_that_there_is_nothing_to_do(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upgrade", "--ledger", f"sqlite:///{file}"]) == 0
    assert capsys.readouterr().out == f"the tables of the ledger sqlite:///{file} are up to date (version 0006)\n"


def test_a_ledger_that_cannot_be_used_ends_with_code_3(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upgrade", "--ledger", "runs.db"]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("toprung: the ledger's address 'runs.db' is not a URL; write sqlite:///runs.db")


def test_describe_prints_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["describe"]) == 0
    assert capsys.readouterr().out == describe()
