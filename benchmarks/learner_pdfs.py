"""How long the reports of a cohort take as PDF: from made-up rows to files, and the service's job from its store on.

Run it as ``python -m benchmarks.learner_pdfs [HOW_MANY]``. It prints a table. Processor time is told beside the time of
the clock, since other work on the machine changes the latter alone. The job makes the reports on the learners whom the
trainer of a make-believe organisation trains, again and again until there are so many: rows by the release rule, PDF,
and files that are kept.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlmodel import func, select
from tqdm import tqdm

from assessor.db import Store, open_store
from assessor.demonstrating.making import demonstrate
from assessor.jobs.here import Here
from assessor.jobs.port import Order
from assessor.models.people.person import Person
from assessor.models.work.made_file import MadeFile
from assessor.people.doors.passwords import Passwords
from assessor.people.viewer import Viewer
from assessor.people.viewing import viewer_of
from assessor.progress import reach
from assessor.settings import Settings
from reports.data import Page
from reports.kinds.learner import overview
from reports.kinds.learner.made_up import learner
from reports.render import pdf

HOW_MANY = 300
SITTINGS = 4


def main() -> None:
    """Make so many reports both ways and print what it took."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else HOW_MANY
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/s.db")
        trainer, people = _trained(store)
        print(
            "| from | reports | seconds | a report, ms | processor, s | processor a report, ms | cores | bytes each |"
        )
        print("|---|---|---|---|---|---|---|---|")
        _told("made-up rows", lambda: _set(many, Path(folder)))
        _told("a store, by the job", lambda: _work_off(store, trainer, people, many))
        store.close()


def _told(source: str, make: Callable[[], tuple[int, int]]) -> None:
    """Time what makes reports, and print a row: it returns how many they are, and their bytes."""
    clock, processor = time.perf_counter(), time.process_time()
    many, size = make()
    wall_s, cpu_s = time.perf_counter() - clock, time.process_time() - processor
    print(
        f"| {source} | {many} | {wall_s:.1f} | {1000 * wall_s / many:.0f} | {cpu_s:.1f} | {1000 * cpu_s / many:.0f} "
        f"| {os.cpu_count()} | {size // many:,} |"
    )


def _set(many: int, folder: Path) -> tuple[int, int]:
    """Set made-up reports."""
    pdf.write(tqdm(_pages(many), total=many, unit="report"), folder)
    sizes = [path.stat().st_size for path in folder.glob("*.pdf")]
    return len(sizes), sum(sizes)


def _pages(many: int) -> Iterator[Page]:
    """Give made-up learners, of whom each has something of her own on every page."""
    for number in range(many):
        made = learner(SITTINGS, seed=number, id=f"learner-{number}", name=f"Learner {number}")
        yield Page(made.id, overview.build(made))


def _trained(store: Store) -> tuple[Viewer, list[str]]:
    """Make an organisation, and return its trainer and whom she trains."""
    made = demonstrate(store, Passwords(memory_kib=8, passes=1))
    email = next(each.email for each in made.log_ins if each.role == "trainer")
    with store.session(made.organisation_id) as session:
        trainer = viewer_of(session, session.exec(select(Person).where(Person.email == email)).one())
        return trainer, reach.everybody(session, trainer, "learner")


def _work_off(store: Store, trainer: Viewer, people: list[str], many: int) -> tuple[int, int]:
    """Have jobs make the reports until there are so many, as the service's worker does."""
    jobs, whose = Here(store, Settings()), trainer.organisation_id
    assert whose is not None, "a trainer is of an organisation"
    for left in tqdm(range(many, 0, -len(people)), unit="job"):
        arguments = {"report": "learner", "form": "pdf", "about": people[:left]}
        jobs.submit(Order("packs", "Reports on learners", whose, arguments, trainer.person_id))
        jobs.work_off()
    with store.session(whose) as session:
        return session.exec(select(func.count(), func.sum(func.length(MadeFile.content))).select_from(MadeFile)).one()


if __name__ == "__main__":
    main()
