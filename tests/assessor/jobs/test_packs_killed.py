"""kill -9 while reports are made: they are finished after a restart, and each is there once and whole."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlmodel import select

from assessor.db import Store, open_store
from assessor.jobs.durable import Durable
from assessor.jobs.port import Order
from assessor.models.work.job import Job
from assessor.models.work.made_file import MadeFile
from assessor.progress import reach
from assessor.settings import Settings
from tests.architecture.house import ROOT
from tests.assessor.demo import Demo, copied

CHILD = Path(__file__).parent / "child_packs.py"
GIVE_UP_S = 120.0


def worker(address: str, pause_s: float) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, str(CHILD), address, str(pause_s)], cwd=ROOT, env={"PYTHONPATH": str(ROOT)}
    )


def wait_for(jobs: Durable, whose: str, *, steps: int, state: str) -> Job:
    give_up_at = time.monotonic() + GIVE_UP_S
    while True:
        job = jobs.progress(whose, "packs")
        assert job is not None
        if job.steps_done >= steps and job.state == state:
            return job
        assert time.monotonic() < give_up_at, f"the job is {job.state} at {job.steps_done}: {job.why}"
        time.sleep(0.1)


def files(store: Store, whose: str) -> dict[str, str]:
    """Return whom there are files on, with the id of each."""
    with store.session(whose) as session:
        found = session.exec(select(MadeFile)).all()
        assert all(file.content.startswith(b"%PDF") for file in found)
        assert len({file.about for file in found}) == len(found)
        return {file.about: file.id for file in found}


@pytest.mark.slow
def test_reports_are_each_made_once_though_their_worker_is_killed(demo: Demo, tmp_path: Path) -> None:
    address, whose, trainer = copied(demo, tmp_path), demo.organisation_id, demo.viewer("trainer")
    store = open_store(address)
    with store.session(whose) as session:
        learners = reach.everybody(session, trainer, "learner")
    jobs = Durable(store, Settings(database_url=address), {})
    arguments = {"report": "learner", "form": "pdf", "about": learners}
    jobs.submit(Order("packs", "Many", whose, arguments, trainer.person_id, "packs"))
    with worker(address, 3.0) as first:
        wait_for(jobs, whose, steps=1, state="running")
        before = files(store, whose)
        first.kill()
    assert 0 < len(before) < len(learners)
    with worker(address, 0.0) as second:
        job = wait_for(jobs, whose, steps=len(learners), state="done")
        second.terminate()
        assert second.wait(GIVE_UP_S) == 0
    after = files(store, whose)
    store.close()
    assert set(after) == set(learners)
    assert before.items() <= after.items()
    assert job.tries == 0
