"""How much processor time the commands cost before they do anything: a table of medians, for a person to read."""

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROUNDS = 5
ROOT = Path(__file__).parent.parent
PYTHON = ("python -c pass", [sys.executable, "-c", "pass"])
COMMANDS = (
    PYTHON,
    *(
        (f"toprung {words}", [sys.executable, str(ROOT / "toprung.py"), *words.split()])
        for words in ("--help", "bench --help", "tasks list", "report --help", "db --help")
    ),
)


def cpu_s(command: Sequence[str]) -> float:
    """Run a command and return the processor seconds, user and system, that it and its children took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the table."""
    print(f"CPU seconds, median of {ROUNDS} after one to warm up (least to most)\n")
    for name, command in COMMANDS:
        cpu_s(command)
        taken = sorted(cpu_s(command) for _ in range(ROUNDS))
        print(f"{name:<24} {statistics.median(taken):6.3f}  ({taken[0]:.3f} to {taken[-1]:.3f})")


if __name__ == "__main__":
    main()
