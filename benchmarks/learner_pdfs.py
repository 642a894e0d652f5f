"""How long the reports of a cohort take as PDF: the whole way from rows to files. Prints a table.

Run it as ``python -m benchmarks.learner_pdfs [HOW_MANY]``. Processor time is told beside the clock's, since other work
on the machine changes the clock's alone.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tqdm import tqdm

from reports.data import Page
from reports.kinds.learner import overview
from reports.kinds.learner.made_up import learner
from reports.render import pdf

HOW_MANY = 300
SITTINGS = 4


def main() -> None:
    """Set so many reports and print what it took."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else HOW_MANY
    with tempfile.TemporaryDirectory() as folder:
        clock, processor = time.perf_counter(), time.process_time()
        pdf.write(tqdm(_pages(many), total=many, unit="report"), Path(folder))
        wall_s, cpu_s = time.perf_counter() - clock, time.process_time() - processor
        sizes = [path.stat().st_size for path in Path(folder).glob("*.pdf")]
    print("| reports | seconds | a report, ms | processor, s | processor a report, ms | cores | bytes a report |")
    print("|---|---|---|---|---|---|---|")
    print(
        f"| {many} | {wall_s:.1f} | {1000 * wall_s / many:.0f} | {cpu_s:.1f} | {1000 * cpu_s / many:.0f} "
        f"| {os.cpu_count()} | {sum(sizes) // many:,} |"
    )


def _pages(many: int) -> Iterator[Page]:
    """Give made-up learners, of whom each has something of her own on every page."""
    for number in range(many):
        made = learner(SITTINGS, seed=number, id=f"learner-{number}", name=f"Learner {number}")
        yield Page(made.id, overview.build(made))


if __name__ == "__main__":
    main()
