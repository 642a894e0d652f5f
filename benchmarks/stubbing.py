"""The stub as a process of its own, so that its processor time counts for nobody. The standard library alone."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Stub:
    """A stub that is serving."""

    base_url: str
    pid: int

    def count(self) -> dict[str, Any]:
        """Return what it has seen since the last reset."""
        with urllib.request.urlopen(f"{self.base_url}/count") as told:  # noqa: S310 - an address of our own
            count: dict[str, Any] = json.load(told)
        return count

    def reset(self) -> None:
        """Have it forget everything."""
        request = urllib.request.Request(f"{self.base_url}/count", method="POST")  # noqa: S310 - the same
        urllib.request.urlopen(request).close()  # noqa: S310 - the same


@contextmanager
def serving(*words: str) -> Iterator[Stub]:
    """Start the stub with words of its command, and stop it at the end."""
    command = [sys.executable, "-m", "benchmarks.stub", *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield Stub(process.stdout.readline().strip(), process.pid)
        finally:
            process.terminate()
