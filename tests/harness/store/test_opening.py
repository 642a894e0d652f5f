"""Opening a ledger: what is made, what is refused, and in which words."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from harness.errors import LedgerError, LedgerLocked, MissingPiece
from harness.store.connect import engines
from harness.store.ledger import Ledger, open_ledger
from tests.harness.store import making


def refusal(address: str, wait_s: float = 5.0) -> LedgerError:
    with pytest.raises(LedgerError) as raised:
        open_ledger(address, wait_s=wait_s)
    assert "\n" not in str(raised.value)
    return raised.value


def test_a_new_file_becomes_a_ledger(tmp_path: Path) -> None:
    with open_ledger(f"sqlite:///{tmp_path / 'new.db'}") as ledger:
        assert ledger.runs() == []


def test_what_was_written_is_there_when_it_is_opened_again(address: str) -> None:
    with open_ledger(address) as ledger:
        ledger.save_run(making.run())  # closing waits for it
    with open_ledger(address) as ledger:
        assert ledger.runs() == [making.run()]


def test_a_file_is_left_without_side_files(file: Path) -> None:
    with open_ledger(f"sqlite:///{file}") as ledger:
        ledger.save_run(making.run())
    assert [path.name for path in file.parent.iterdir()] == ["runs.db"]


def test_a_relative_file_is_below_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_ledger("sqlite:///here.db").close()
    assert (tmp_path / "here.db").is_file()


def test_the_plain_name_of_postgresql_means_our_driver(postgres: str) -> None:
    ways = engines(postgres.replace("postgresql+psycopg:", "postgresql:"), 1.0)
    assert ways.writing.driver == "psycopg"
    ways.dispose()


def test_several_programs_may_open_a_new_ledger_at_once(bare: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        opened: list[Ledger] = list(pool.map(open_ledger, [bare] * 6))
    for ledger in opened:
        ledger.close()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("runs.db", "the ledger's address 'runs.db' is not a URL; write sqlite:///runs.db or postgresql"),
        ("mysql://localhost/runs", "a ledger cannot be kept in 'mysql'; write sqlite:///runs.db"),
        ("sqlite://", "a ledger in memory would be lost with the program; name a file"),
        ("sqlite:///:memory:", "a ledger in memory would be lost"),
        ("sqlite:///runs.db?mode=ro", "the ledger's address sqlite:///runs.db takes no options"),
        ("sqlite:////no/such/folder/runs.db", "the ledger's folder /no/such/folder does not exist; create it"),
        ("sqlite:///.", "the ledger . is a folder; name a file in it: sqlite:///runs.db"),
    ],
)
def test_an_address_that_cannot_be_a_ledger_is_refused(address: str, said: str) -> None:
    assert said in str(refusal(address))


def test_an_address_with_a_user_is_not_repeated() -> None:
    assert "hunter2" not in str(refusal("postgres:/me:hunter2@host"))


def test_a_password_is_never_shown() -> None:
    error = refusal("postgresql://me:hunter2@127.0.0.1:1/runs?password=hunter2&sslmode=disable")
    assert "postgresql+psycopg://me:***@127.0.0.1:1/runs does not answer; check the address" in str(error)
    assert "hunter2" not in str(error)


def test_an_unknown_database_says_what_to_do(postgres: str) -> None:
    assert "create it with `createdb`" in str(refusal(postgres.replace("/postgres?", "/nowhere?")))


def test_an_unknown_user_says_what_to_do(postgres: str) -> None:
    assert "refuses the user or the password" in str(refusal(postgres.replace("postgres:@", "nobody:hunter2@")))


def test_without_the_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(MissingPiece, match=r"pip install 'toprung\[postgres\]'"):
        open_ledger("postgresql://me@127.0.0.1:1/runs")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear ledger, " * 100, encoding="utf-8")
    assert str(refusal(f"sqlite:///{path}")).endswith("is not an SQLite file; name another file")


def test_a_damaged_file_is_refused(file: Path) -> None:
    with file.open("r+b") as damaged:
        damaged.seek(100)
        damaged.write(b"\x07" * 4000)
    assert "is damaged; take it from a backup" in str(refusal(f"sqlite:///{file}"))


def test_another_programs_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "places.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()
    before = path.read_bytes()
    assert "belongs to another program (it has the table 'bookmarks')" in str(refusal(f"sqlite:///{path}"))
    assert path.read_bytes() == before


def test_a_ledger_of_a_newer_toprung_is_refused(file: Path) -> None:
    with sqlite3.connect(file) as newer:
        newer.execute("UPDATE ledger_version SET version_num = '9999'")
    newer.close()
    assert "was made by a newer Toprung (its tables are 9999, this one knows 0006); upgrade Toprung" in str(
        refusal(f"sqlite:///{file}")
    )


def test_a_ledger_that_another_program_holds_is_locked(file: Path) -> None:
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    error = refusal(f"sqlite:///{file}", wait_s=0.2)
    assert isinstance(error, LedgerLocked)
    assert "is locked by another program; wait for it to end" in str(error)
    holder.close()


@contextmanager
def as_somebody() -> Iterator[None]:
    """Be a user without rights, where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may look into."""
    with tempfile.TemporaryDirectory(prefix="toprung-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_a_file_that_may_not_be_written_is_refused(open_folder: Path) -> None:
    path = open_folder / "runs.db"
    open_ledger(f"sqlite:///{path}").close()
    path.chmod(0o444)
    with as_somebody():
        assert "may not be written; check who owns the file" in str(refusal(f"sqlite:///{path}"))


def test_a_folder_that_may_not_be_written_is_refused(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with as_somebody():
        assert "cannot be opened; check who owns the file" in str(refusal(f"sqlite:///{open_folder / 'new.db'}"))
    open_folder.chmod(0o755)
