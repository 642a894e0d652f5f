"""The one command: what it knows, how little it loads, how it ends when it is stopped."""

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import toprung

PROGRAM = Path(toprung.__file__)
OURS = ("assessor", "harness", "reports", "tasks_bank")


def loaded_by(*words: str) -> set[str]:
    """Return the modules that a command has loaded in a process of its own when it ends."""
    code = (
        "import sys, toprung\n"
        "try:\n    toprung.main(sys.argv[1:])\n"
        "except SystemExit:\n    pass\n"
        "print('\\n'.join(['', 'loaded', *sys.modules]))"
    )
    command = [sys.executable, "-c", code, *words]
    said = subprocess.run(command, cwd=PROGRAM.parent, capture_output=True, text=True, check=True)
    return set(said.stdout.split("\nloaded\n")[1].split())


def packages(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def command_that(error: BaseException | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a command of the name ``try`` that ends in an error."""

    def main(argv: list[str]) -> int:
        if error:
            raise error
        return len(argv)

    module = ModuleType("a_command_for_tests")
    module.__dict__["main"] = main
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(toprung.COMMANDS, "try", (f"{module.__name__}:main", "for tests"))


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"]])
def test_help_lists_every_command(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert toprung.main(words) == 0
    out = capsys.readouterr().out
    assert all(f"\n  {name} " in out for name in toprung.COMMANDS)


def test_an_unknown_command_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert toprung.main(["benhc", "run"]) == 2
    said = capsys.readouterr()
    known = ", ".join(toprung.COMMANDS)
    assert (said.out, said.err) == ("", f"toprung: there is no command 'benhc'; the commands are {known}\n")


def test_help_loads_none_of_our_packages() -> None:
    assert packages(loaded_by("--help")).isdisjoint(OURS)


def test_the_help_of_bench_loads_nothing_that_runs_or_reads_a_benchmark() -> None:
    loaded = loaded_by("bench", "run", "--help")
    assert packages(loaded).isdisjoint({"numpy", "pydantic", "scipy", "sqlalchemy", "sqlmodel", "tqdm"})
    assert "harness.api" not in loaded


@pytest.mark.parametrize("name", sorted(toprung.COMMANDS))
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        toprung.main([name, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: toprung {name} ")


def test_the_words_after_a_command_are_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    command_that(None, monkeypatch)
    assert toprung.main(["try", "--help", "2"]) == 2


def test_ctrl_c_ends_a_command_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    command_that(KeyboardInterrupt(), monkeypatch)
    assert toprung.main(["try"]) == 130
    assert capsys.readouterr().err == "toprung: stopped\n"


def test_output_that_nobody_reads_any_more_ends_a_command_quietly() -> None:
    """The reader has gone before anything is printed, as with ``| head -0``."""
    command = [sys.executable, str(PROGRAM), "--help"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_output_for_which_there_is_no_room_is_one_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, str(PROGRAM), "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    sentence = "toprung: what was to be printed could not be written: no space left on the device\n"
    assert (done.returncode, done.stderr) == (3, sentence)
