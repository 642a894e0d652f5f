"""Somebody at a terminal: ``toprung bench`` on a pseudo-terminal, in a process of its own."""

import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.harness.benching import ROOT

PROMPT = "> "
_LONGEST_S = 60.0
_PAGE = 4096


class Terminal:
    """A terminal with a program on it."""

    def __init__(self, process: "subprocess.Popen[bytes]", keyboard: int) -> None:
        self.process = process
        self._keyboard = keyboard
        self._read = ""

    def until_asked(self) -> str:
        """Return what was printed since the last answer, up to a prompt or to the program's end."""
        while not self._read.endswith(PROMPT) and self._more():
            pass
        said, self._read = self._read, ""
        return re.sub(r"\x1b\[[?\d;]*[a-zA-Z]", "", said).replace("\r\n", "\n")

    def type(self, words: str) -> None:
        os.write(self._keyboard, f"{words}\n".encode())

    def _more(self) -> bool:
        ready, _, _ = select.select([self._keyboard], [], [], _LONGEST_S)
        assert ready, f"nothing more was said after: {self._read}"
        try:
            piece = os.read(self._keyboard, _PAGE)
        except OSError:  # Linux says so when the program at the other end has gone
            return False
        self._read += piece.decode()
        return bool(piece)


@contextmanager
def at_terminal(*words: str) -> Iterator[Terminal]:
    """Start ``toprung bench`` on a pseudo-terminal; it is dead at the end."""
    keyboard, screen = pty.openpty()
    program = "import sys, toprung; sys.exit(toprung.main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "bench", *words]
    env = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "dumb"}
    try:
        with subprocess.Popen(command, env=env, stdin=screen, stdout=screen, stderr=screen) as process:
            os.close(screen)
            try:
                yield Terminal(process, keyboard)
            finally:
                process.kill()
    finally:
        os.close(keyboard)
