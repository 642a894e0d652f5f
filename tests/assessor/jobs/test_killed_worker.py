"""kill -9 in the middle of a job: it is finished after a restart, and each step has its effect once."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlmodel import select

from assessor.db import Store
from assessor.jobs import workers
from assessor.jobs.durable import Durable
from assessor.jobs.port import Order
from assessor.models.people.team import Team
from assessor.models.work.job import Job
from assessor.settings import Settings
from tests.architecture.house import ROOT
from tests.assessor.jobs.trying import STEPS, organisation

CHILD = Path(__file__).parent / "child.py"
GIVE_UP_S = 60.0


@contextmanager
def worker(address: str, pause_s: float) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(CHILD), address, str(pause_s)]
    with subprocess.Popen(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True) as child:
        try:
            yield child
        finally:
            child.kill()


def wait_for(jobs: Durable, job_id: str, child: subprocess.Popen[str], *, steps: int, state: str) -> Job:
    give_up_at = time.monotonic() + GIVE_UP_S
    while (job := jobs.progress("ours", job_id)) and not (job.steps_done >= steps and job.state == state):
        assert time.monotonic() < give_up_at, f"after {GIVE_UP_S:.0f} s the job is {job.state} at {job.steps_done}"
        assert child.poll() is None, child.stderr.read() if child.stderr else ""
        time.sleep(0.05)
    assert job is not None
    return job


def killed_in_the_middle(store: Store, address: str) -> None:
    with store.session("ours", write=True) as session:
        session.add(organisation())
    jobs = Durable(store, Settings(database_url=address), {})
    job_id = jobs.submit(Order(kind="counting", title="Count", organisation_id="ours"))
    with worker(address, 0.1) as child:
        wait_for(jobs, job_id, child, steps=7, state="running")
        child.kill()
    assert workers.alive(store) == []
    with worker(address, 0.0) as child:
        job = wait_for(jobs, job_id, child, steps=STEPS, state="done")
        assert [each.pid for each in workers.alive(store)] == [child.pid]
        child.terminate()
        assert child.wait(GIVE_UP_S) == 0
    assert (job.steps, job.tries) == (STEPS, 0)
    assert workers.alive(store) == []
    with store.session("ours") as session:
        assert sorted(team.name for team in session.exec(select(Team))) == sorted(
            f"{job_id} {number}" for number in range(STEPS)
        )


def test_a_job_whose_worker_is_killed_is_finished_after_a_restart(on_sqlite: Store) -> None:
    killed_in_the_middle(on_sqlite, str(on_sqlite.write_engine.url))


@pytest.mark.slow
def test_a_job_whose_worker_is_killed_is_finished_after_a_restart_on_postgresql(
    on_postgres: Store, postgres: str
) -> None:
    from tests.postgres import say  # noqa: PLC0415 - its driver is loaded where it is needed

    say(postgres, "DROP SCHEMA IF EXISTS dbos CASCADE")
    killed_in_the_middle(on_postgres, postgres)


@pytest.mark.slow
def test_what_a_killed_worker_left_is_taken_up_by_one_that_lives(on_sqlite: Store) -> None:
    address = str(on_sqlite.write_engine.url)
    with on_sqlite.session("ours", write=True) as session:
        session.add(organisation())
    jobs = Durable(on_sqlite, Settings(database_url=address), {})
    with worker(address, 0.1) as first:
        begun = jobs.submit(Order(kind="counting", title="Count", organisation_id="ours"))
        wait_for(jobs, begun, first, steps=3, state="running")
        with worker(address, 0.0) as second:
            other = jobs.submit(Order(kind="counting", title="Count", organisation_id="ours"))
            first.kill()
            first.wait()  # until then its number is still taken
            wait_for(jobs, begun, second, steps=STEPS, state="done")
            wait_for(jobs, other, second, steps=STEPS, state="done")
