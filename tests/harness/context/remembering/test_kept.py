"""The notes of a project on disk."""

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from harness.context.remembering import kept
from harness.context.remembering.kept import Kept, Project
from harness.errors import BadPlan
from tasks_bank.notes.note import Note

NOTE = Note("N1", "decision", "fees", "Fees are office.", dt.date(2026, 2, 27), "Ann Lee")


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOPRUNG_HOME", str(tmp_path))
    return tmp_path / "memory" / "books" / "notes.jsonl"


def some(*numbers: int) -> list[Kept]:
    return [Kept(replace(NOTE, id=f"N{number}")) for number in numbers]


def ids(project: str = "books") -> list[str]:
    return [each.note.id for each in Project(project).notes()]


def test_notes_are_kept_in_order_and_each_once(file: Path) -> None:
    assert Project("books").add(some(1, 2)) == some(1, 2)
    assert Project("books").add(some(2, 3)) == some(3)
    assert ids() == ["N1", "N2", "N3"]
    assert file.read_bytes().count(b"\n") == 3


def test_a_note_comes_back_with_where_it_came_from() -> None:
    whole = Kept(replace(NOTE, text="£5: “fees”\nnext line", expires=dt.date(2026, 6, 30)), "run1", "case1")
    Project("books").add([whole])
    assert Project("books").notes() == [whole]


def test_projects_do_not_see_one_another() -> None:
    Project("books").add(some(1))
    assert ids("other") == []
    assert not Project("other").exists


@pytest.mark.parametrize("name", ["", "..", "a/b", "/etc", "Books", "-a", "a b", "a" * 65])
def test_a_name_that_cannot_be_a_folder_is_refused(name: str) -> None:
    with pytest.raises(BadPlan, match="cannot be the name of a project"):
        Project(name)


def test_without_a_home_there_is_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TOPRUNG_HOME", raising=False)
    with pytest.raises(BadPlan, match="TOPRUNG_HOME is not set"):
        Project("books")


def test_a_note_is_forgotten_by_its_id_and_the_notes_of_a_run_by_its() -> None:
    Project("books").add([*some(1, 2), Kept(replace(NOTE, id="N3"), "run7"), Kept(replace(NOTE, id="N4"), "run7")])
    assert Project("books").forget("N1") == 1
    assert Project("books").forget("run7") == 2
    assert Project("books").forget("N9") == 0
    assert ids() == ["N2"]


@pytest.mark.parametrize("torn", [b'{"note": {"id": "N9', b"\xff\xfe", b"[]", b"null", b'{"note": 7}', b"[" * 100_000])
def test_a_torn_line_costs_no_other_note(file: Path, torn: bytes) -> None:
    Project("books").add(some(1))
    with file.open("ab") as stream:
        stream.write(torn)
    assert ids() == ["N1"]
    Project("books").add(some(2))
    assert ids() == ["N1", "N2"]


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (replace(NOTE, text=" "), "a note has no 'text'; say it with --add"),
        (replace(NOTE, by=""), "a note has no 'by'; say it with --by"),
        (replace(NOTE, text="x" * 2001), "the 'text' of a note has 2,001 characters; at most 2,000"),
    ],
)
def test_a_note_is_neither_empty_nor_endless(note: Note, said: str) -> None:
    with pytest.raises(BadPlan, match=said):
        Project("books").add([Kept(note)])


def test_a_project_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_NOTES", 3)
    Project("books").add(some(1, 2))
    with pytest.raises(BadPlan, match=r"has 2 notes and may have 3; forget some with --forget"):
        Project("books").add(some(3, 4))
    assert ids() == ["N1", "N2"]


def test_writers_at_the_same_time_lose_nothing() -> None:
    with ThreadPoolExecutor(8) as pool:
        add: Callable[[int], object] = lambda number: Project("books").add(some(number))  # noqa: E731 - typed
        list(pool.map(add, range(40)))
    assert sorted(ids()) == sorted(f"N{number}" for number in range(40))


def test_what_was_said_to_be_kept_survives_a_kill() -> None:
    program = (
        "import datetime as dt\n"
        "from harness.context.remembering.kept import Kept, Project\n"
        "from tasks_bank.notes.note import Note\n"
        "for n in range(100_000):\n"
        "    note = Note(f'N{n}', 'decision', 'x', 'y' * 1500, dt.date(2026, 1, 1), 'Ann')\n"
        "    Project('books').add([Kept(note)])\n"
        "    print(note.id, flush=True)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline().strip() for _ in range(20)]
        writer.send_signal(signal.SIGKILL)
        said += writer.stdout.read().split()
    found = ids()
    assert found[: len(said)] == said
    assert len(found) <= len(said) + 1
    assert Project("books").add(some(999_999))


def test_a_place_that_is_closed_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "memory").write_text("a file, no folder")
    monkeypatch.setenv("TOPRUNG_HOME", str(tmp_path))
    with pytest.raises(BadPlan, match="cannot write to"):
        Project("books").add(some(1))
