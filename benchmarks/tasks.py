"""How long it takes to deal a case and to mark an answer, for every task: a table for a person to read.

``--write docs/tasks.md`` puts the description of the tasks and the table into the page.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.machine import machine
from benchmarks.page import write_between
from tasks_bank.answer import Answer
from tasks_bank.catalog import PACKAGED
from tasks_bank.document import describe
from tasks_bank.task import Task, read_task

MOST_DEAL_S = 1.0
"""What is demanded at the default dials."""
MOST_MARK_MS = 50.0
_ROUNDS = 7
_MEGABYTE = 1_000_000
_LONG_LINES = "X{0},{0},x,2026-03-{1:02},none\n"


class _Took(NamedTuple):
    """Milliseconds for one task."""

    deal: float
    deal_large: float
    mark: float
    mark_large: float
    half: float
    whole: float


def packaged() -> list[Task]:
    """Return the tasks of the package, by name."""
    return [read_task(folder) for folder in sorted(PACKAGED.iterdir()) if (folder / "task.toml").is_file()]


def cpu_ms(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """Return the median processor time of some work, after once to warm up."""
    work()
    taken = []
    for _ in range(rounds):
        before = time.process_time()
        work()
        taken.append(time.process_time() - before)
    return statistics.median(taken) * 1000


def table(tasks: Sequence[Task]) -> str:
    """Measure every task and return the table with what it says in words."""
    measured = {task.name: _measure(task) for task in tasks}
    head = ["task", "deal, default", "deal, large", "mark, default", "mark, large", "0.5 MB", "1 MB", "1 over 0.5 MB"]
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for name, took in measured.items():
        cells = [name, f"{took.deal:.0f}", f"{took.deal_large:.0f}", f"{took.mark:.1f}", f"{took.mark_large:.1f}"]
        cells += [f"{took.half:,.0f}", f"{took.whole:,.0f}", f"{took.whole / took.half:.1f}"]
        lines.append(f"| {' | '.join(cells)} |")
    dealing = _met([name for name, took in measured.items() if took.deal > MOST_DEAL_S * 1000])
    marking = _met([name for name, took in measured.items() if took.mark > MOST_MARK_MS])
    return "\n\n".join(
        [
            "\n".join(lines),
            f"Milliseconds of processor time, median of {_ROUNDS}; {machine()}.",
            f"Demanded at the default dials: a case within {MOST_DEAL_S:g} s ({dealing}).",
            f"Demanded at the default dials: the right answer marked within {MOST_MARK_MS:g} ms ({marking}).",
            "The last three columns: the right answer followed by half a megabyte, and by one, of rows of nothing.",
            "The last is about 2 or less where marking takes time in proportion to what was handed in.",
        ]
    )


def _measure(task: Task) -> _Took:
    return _Took(
        *(cpu_ms(partial(task.deal, 7, task.dials(preset))) for preset in ("default", "large")),
        *(_mark_ms(task, preset) for preset in ("default", "large")),
        *(_long_ms(task, size) for size in (_MEGABYTE // 2, _MEGABYTE)),
    )


def _met(slow: Sequence[str]) -> str:
    return f"not met by {', '.join(slow)}" if slow else "met by all"


def _mark_ms(task: Task, preset: str) -> float:
    case = task.deal(7, task.dials(preset))
    right = next(each.answer for each in task.exemplars(case) if each.kind == "right")
    # A copy each time: the reader remembers the answer that it read last.
    return cpu_ms(lambda: task.grade(case, Answer.from_json(right.to_json())))


def _long_ms(task: Task, size: int) -> float:
    """Measure the right answer followed by rows of nothing for its last table."""
    case = task.deal(7, task.dials())
    right = next(each.answer for each in task.exemplars(case) if each.kind == "right")
    rows = "".join(_LONG_LINES.format(number, number % 28 + 1) for number in range(size // 30))
    last = [each for each in task.deliverables if each.has_rows][-1]
    text = f"{right.text}\n\n## {last.name}\n\n{','.join(last.column_names)}\n{rows}"[:size]
    return cpu_ms(lambda: task.grade(case, Answer(text + " ")), rounds=3)


def main() -> None:
    """Print the table, and put it into a page where one is named."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--write", type=Path, metavar="PAGE", help="put both parts into this page, between its marks")
    page = words.parse_args().write
    tasks = packaged()
    if page:
        write_between(page, "tasks", describe(tasks))
    measured = table(tasks)
    print(measured)
    if page:
        write_between(page, "speed of tasks", measured)


if __name__ == "__main__":
    main()
