"""Measures a program as a child process by what the kernel counts for it. The standard library alone.

This process stays small on purpose: on Linux a child's peak memory begins at that of the process that started it.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.stubbing import ROOT, Stub

_TICKS = os.sysconf("SC_CLK_TCK")
_IDLE = (3, 4)
"""Of the numbers in the first line of /proc/stat: idle, and idle with the disk at work."""


@dataclass(frozen=True, slots=True)
class Took:
    """What one run of a program took."""

    wall_s: float
    """From its start to its end."""
    work_s: float
    """From the first request that the stub received to its last reply; 0 without a stub's reply."""
    cpu_s: float
    """User and system, of the program and its children."""
    peak_mib: float
    """The most memory that it held (resident set)."""
    requests: int
    """That the stub received."""
    others_share: float
    """How much of the machine's processors other programs used meanwhile, 0 to 1; the stub is none of them."""
    out: str
    """What it printed."""


def measure(command: Sequence[str], stub: Stub, env: Mapping[str, str], *, may_end_in: Sequence[int] = (0,)) -> Took:
    """Run a program against the stub and measure it; ends the benchmark with its own words where it fails."""
    stub.reset()
    busy_before_s, stub_s, began = busy_s(), stub.count()["cpu_s"], time.monotonic()
    own_s = time.process_time()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        with subprocess.Popen(command, cwd=ROOT, env=os.environ | env, stdout=out, stderr=err) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        wall_s = time.monotonic() - began
        said, complaints = _text(out), _text(err)
    if process.returncode not in may_end_in:
        sys.exit(f"{' '.join(command)}\nended with {process.returncode}:\n{said[-2000:]}\n{complaints[-4000:]}")
    seen = stub.count()
    cpu_s = usage.ru_utime + usage.ru_stime
    ours_s = cpu_s + seen["cpu_s"] - stub_s + time.process_time() - own_s
    others_s = busy_s() - busy_before_s - ours_s
    first_s, last_s = seen["first_request_s"], seen["last_reply_s"]
    return Took(
        wall_s=wall_s,
        work_s=last_s - first_s if last_s else 0.0,
        cpu_s=cpu_s,
        peak_mib=usage.ru_maxrss / 1024,
        requests=seen["requests"],
        others_share=max(0.0, others_s) / (wall_s * (os.cpu_count() or 1)),
        out=said,
    )


def _text(file: IO[str]) -> str:
    file.seek(0)
    return file.read()


def busy_s() -> float:
    """Return the processor seconds that all programs of the machine have used; 0 where the system does not say."""
    try:
        first, _, _ = Path("/proc/stat").read_text(encoding="ascii").partition("\n")
    except OSError:
        return 0.0
    ticks = [int(word) for word in first.split()[1:9]]
    return sum(tick for place, tick in enumerate(ticks) if place not in _IDLE) / _TICKS
