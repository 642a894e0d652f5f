"""Runs ``toprung bench`` for tests: in this process, or in one of its own that can be stopped."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import toprung
from tests.rubbish import thrown_away

ROOT = Path(toprung.__file__).parent
SMALL = ("petty_cash", "--dials", "small")
SCRIPTED = (*SMALL, "--model", "scripted/petty_cash.toml")
ROWS = 5
"""Rows of the main table for petty cash: three levels, and *tools only* beside two of them."""


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str
    logged: str = ""

    @property
    def json(self) -> Any:  # noqa: ANN401 - any JSON
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """The one sentence that a failed command ends in; what it printed on the way is the progress alone."""
        lines = [line for line in self.err.replace("\r", "\n").splitlines() if line.strip()]
        assert "Traceback" not in self.err + self.out
        assert not self.logged
        assert all(" trials, " in line for line in lines[:-1]), self.err
        assert lines[-1].startswith("toprung: ")
        return lines[-1].removeprefix("toprung: ")


@dataclass(frozen=True)
class Bench:
    """``toprung bench`` on one ledger, in this process."""

    ledger: str
    capsys: pytest.CaptureFixture[str]
    caplog: pytest.LogCaptureFixture

    def __call__(self, *words: str) -> Said:
        self.capsys.readouterr()
        self.caplog.clear()
        with thrown_away():
            try:
                code = toprung.main(["bench", *words, "--ledger", self.ledger])
            except SystemExit as stopped:
                code = int(stopped.code or 0)
        said = self.capsys.readouterr()
        return Said(code, said.out, said.err, self.caplog.text)

    def view(self, run: str = "latest") -> dict[str, Any]:
        shown = self("show", run, "--json")
        assert (shown.code, shown.err) == (0, "")
        view: dict[str, Any] = shown.json
        return view


@contextmanager
def started(*words: str, file_limit_bytes: int | None = None) -> Iterator["subprocess.Popen[str]"]:
    """Start ``toprung bench`` in a process of its own, which is dead at the end."""
    program = "import sys, toprung; sys.exit(toprung.main(sys.argv[1:]))"
    if file_limit_bytes:
        program = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({file_limit_bytes},) * 2); {program}"
    command = [sys.executable, "-c", program, "bench", *words]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def ended(process: "subprocess.Popen[str]") -> Said:
    """Wait for a process to end by itself."""
    out, err = process.communicate(timeout=120)
    return Said(process.returncode, out, err)


def wait_until(happened: Callable[[], bool], process: "subprocess.Popen[str]") -> None:
    """Wait for something that a living process brings about."""
    while not happened():
        assert process.poll() is None, process.communicate()
        time.sleep(0.002)


def lines_of(path: Path) -> int:
    """Count the requests that a script's tally has seen."""
    return path.read_bytes().count(b"\n") if path.exists() else 0
