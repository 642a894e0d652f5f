"""The port, by the engine that is none: states, progress, failures, cancelling, trying again."""

import logging

import pytest
from sqlmodel import select

from assessor.db import Store
from assessor.jobs.here import Here
from assessor.jobs.port import Order, Work
from assessor.models.people.team import Team
from assessor.models.work.job import Job
from assessor.settings import Settings
from tests.assessor.jobs.trying import Counting, Failing, away, impossible, organisation

ORDER = Order(kind="counting", title="Count", organisation_id="ours")


@pytest.fixture
def store(on_sqlite: Store) -> Store:
    with on_sqlite.session("ours", write=True) as session:
        session.add(organisation())
    return on_sqlite


def engine(store: Store, **kinds: object) -> Here:
    return Here(store, Settings(), {"counting": Counting(), **kinds})  # type: ignore[dict-item]


def of(jobs: Here, job_id: str) -> Job:
    found = jobs.progress("ours", job_id)
    assert found is not None
    return found


def test_a_job_is_taken_through_its_steps(store: Store) -> None:
    jobs = engine(store)
    job_id = jobs.submit(ORDER)
    assert of(jobs, job_id).state == "waiting"
    assert jobs.work_off() == 1
    job = of(jobs, job_id)
    assert (job.state, job.steps, job.steps_done, job.said) == ("done", 20, 20, "step 19 is done")
    assert job.started_at is not None
    assert job.ended_at is not None


def test_the_same_order_twice_is_one_job(store: Store) -> None:
    jobs = engine(store)
    order = Order(kind="counting", title="Count", organisation_id="ours", job_id="once")
    assert jobs.submit(order) == jobs.submit(order) == "once"
    assert jobs.work_off() == 1


def test_a_job_is_there_only_if_the_block_that_submitted_it_is_kept(store: Store) -> None:
    jobs = engine(store)

    def submit_and_stop() -> None:
        with store.session("ours", write=True):
            jobs.submit(ORDER)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        submit_and_stop()
    assert jobs.work_off() == 0


def test_a_job_of_another_organisation_is_not_seen_stopped_or_tried_again(store: Store) -> None:
    jobs = engine(store)
    job_id = jobs.submit(ORDER)
    assert jobs.progress("theirs", job_id) is None
    assert not jobs.cancel("theirs", job_id)
    assert jobs.newest("theirs") == []
    assert [job.id for job in jobs.newest("ours")] == [job_id]


def test_what_cannot_be_done_is_said_and_goes_on_where_it_stopped_when_tried_again(store: Store) -> None:
    jobs = engine(store, failing=Failing(impossible()))
    job_id = jobs.submit(Order(kind="failing", title="Fail", organisation_id="ours"))
    jobs.work_off()
    job = of(jobs, job_id)
    assert (job.state, job.why, job.steps_done) == ("failed", "the file has no rows; hand in another", 1)
    assert jobs.retry("ours", job_id)
    jobs.work_off()
    assert (of(jobs, job_id).state, of(jobs, job_id).why) == ("done", "")
    assert not jobs.retry("ours", job_id)


def test_a_server_that_is_away_is_tried_again_by_itself(store: Store) -> None:
    jobs = engine(store, failing=Failing(away(), times=2))
    job_id = jobs.submit(Order(kind="failing", title="Fail", organisation_id="ours"))
    assert jobs.work_off() == 3
    assert (of(jobs, job_id).state, of(jobs, job_id).tries) == ("done", 2)


def test_a_job_that_is_put_off_is_not_taken_up_before(store: Store) -> None:
    jobs = engine(store, failing=Failing(away(after_s=3600)))
    job_id = jobs.submit(Order(kind="failing", title="Fail", organisation_id="ours"))
    assert jobs.work_off() == 1
    assert jobs.work_off() == 0
    assert (of(jobs, job_id).state, of(jobs, job_id).why) == ("waiting", "the server is away")


def test_a_mistake_of_ours_goes_to_the_log_and_not_to_the_page(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    jobs = engine(store, failing=Failing(RuntimeError("token=hunter2")))
    job_id = jobs.submit(Order(kind="failing", title="Fail", organisation_id="ours"))
    with caplog.at_level(logging.ERROR, "toprung.jobs"):
        jobs.work_off()
    assert "hunter2" not in of(jobs, job_id).why
    assert job_id in of(jobs, job_id).why
    assert "hunter2" in caplog.text


def test_a_kind_that_is_gone_fails_its_jobs(store: Store) -> None:
    jobs = engine(store)
    job_id = jobs.submit(Order(kind="gone", title="Gone", organisation_id="ours"))
    jobs.work_off()
    assert "no job of the kind 'gone'" in of(jobs, job_id).why


class Cancelling(Counting):
    """Is cancelled while it is at its third step."""

    def step(self, work: Work, number: int) -> str:
        if number == 2:
            assert Here(work.store, work.settings, {}).cancel("ours", work.job.id)
        return super().step(work, number)


def test_a_cancelled_job_stops_after_the_step_that_it_is_at(store: Store) -> None:
    jobs = engine(store, counting=(kind := Cancelling()))
    job_id = jobs.submit(ORDER)
    jobs.work_off()
    assert (of(jobs, job_id).state, kind.steps_taken) == ("cancelled", [0, 1, 2])
    assert not jobs.cancel("ours", job_id)


def test_a_cancelled_job_goes_on_when_it_is_tried_again(store: Store) -> None:
    first = engine(store, counting=Cancelling())
    job_id = first.submit(ORDER)
    first.work_off()
    jobs = engine(store)
    assert jobs.retry("ours", job_id)
    jobs.work_off()
    assert of(jobs, job_id).state == "done"
    with store.session("ours") as session:
        assert len(session.exec(select(Team)).all()) == 20
