"""Many reports as files: made once each, fetched as far as the rule lets them be seen then, and gone in time."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, delete, select, update

from assessor.db import Store, open_store
from assessor.jobs.here import Here
from assessor.jobs.kinds import packs, sweep
from assessor.jobs.port import Order, Work
from assessor.models.afterwards.erasure import Erasure
from assessor.models.afterwards.result_share import ResultShare
from assessor.models.campaigns.campaign import Campaign
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.models.work.job import Job
from assessor.models.work.made_file import MadeFile
from assessor.people.viewer import Viewer
from assessor.progress import packing, reach
from assessor.releasing import opening
from assessor.settings import Settings
from assessor.training.told import sittings_told
from tests.assessor.demo import NOW, Demo, copied


@dataclass
class House:
    """A copy of the make-believe organisation, which a test may change."""

    store: Store
    trainer: Viewer
    learners: list[str]
    """Whom she trains, by name."""

    @property
    def whose(self) -> str:
        return self.trainer.organisation_id or ""

    def ordered(self, form: str = "text") -> Job:
        """Have the reports on all learners made."""
        jobs = Here(self.store, Settings())
        arguments = {"report": "learner", "form": form, "about": self.learners}
        jobs.submit(Order("packs", "Many", self.whose, arguments, self.trainer.person_id, "packs"))
        jobs.work_off()
        job = jobs.progress(self.whose, "packs")
        assert job is not None
        return job

    def files(self) -> list[MadeFile]:
        with self.store.session_across() as session:
            return list(session.exec(select(MadeFile).order_by(col(MadeFile.id))))

    def fetched(self, by: Viewer | None = None) -> dict[str, bytes]:
        """Return what the zip holds."""
        into = io.BytesIO()
        with self.store.session(self.whose, write=True) as session:
            packing.pack(session, by or self.trainer, session.get_one(Job, "packs"), into)
        with zipfile.ZipFile(into) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def house(demo: Demo, tmp_path: Path) -> Iterator[House]:
    store, trainer = open_store(copied(demo, tmp_path)), demo.viewer("trainer")
    with store.session(demo.organisation_id) as session:
        learners = reach.everybody(session, trainer, "learner")
    yield House(store, trainer, learners)
    store.close()


def test_each_learner_has_a_file_of_her_own_in_the_zip(house: House) -> None:
    job = house.ordered("pdf")
    count = len(house.learners)
    assert (job.state, job.said) == ("done", f"{count} of {count} made")
    fetched = house.fetched()
    assert len(fetched) == count > 1
    assert all(content.startswith(b"%PDF") for content in fetched.values())


def test_a_step_that_is_taken_twice_makes_nothing_anew(house: House) -> None:
    job = house.ordered()
    before = [(file.id, file.content) for file in house.files()]
    packs.step(Work(job, house.store, Settings(), NOW), 0)
    assert [(file.id, file.content) for file in house.files()] == before


def test_a_result_that_is_shared_no_more_takes_its_file_out_and_the_zip_says_so(house: House) -> None:
    with house.store.session(house.whose, write=True) as session:
        session.exec(update(Campaign).values(trainers_see=False))
        session.exec(delete(ResultShare))
        her = Viewer(organisation_id=house.whose, person_id=house.learners[0])
        told = sittings_told(session, her, house.learners)[house.learners[0]]
        newest = next(one.sitting_id for one in told if one.result is not None and one.standing.opened_at)
        opening.share(session, her, newest, "trainer", NOW)
    house.ordered()
    assert [file.shown for file in house.files() if file.about == her.person_id] == [[newest]]
    assert "left-out.txt" not in house.fetched()
    with house.store.session(house.whose, write=True) as session:
        opening.withdraw(session, her, newest, "trainer", NOW)
    fetched = house.fetched()
    assert len(fetched) == len(house.learners)  # one file less, and the list
    assert b"a result that you may not see now" in fetched["left-out.txt"]


def test_a_learner_who_left_the_cohort_takes_her_file_out(house: House) -> None:
    house.ordered()
    with house.store.session(house.whose, write=True) as session:
        session.exec(delete(CohortMember).where(col(CohortMember.person_id) == house.learners[0]))
    assert b"no longer yours to have" in house.fetched()["left-out.txt"]


def test_nobody_but_who_asked_fetches_a_file(house: House, demo: Demo) -> None:
    house.ordered()
    assert house.fetched(demo.viewer("owner")) == {}


def group_file(about: str, whose: str, by: str | None) -> MadeFile:
    made: dict[str, Any] = {
        "id": about,
        "job_id": "other",
        "about": about,
        "name": "",
        "content": b"",
        "made_by": by or "",
    }
    return MadeFile(organisation_id=whose, made_at=NOW, **made)


def test_erasing_a_person_erases_the_files_on_her_and_on_groups_of_her_organisation(house: House) -> None:
    house.ordered()
    with house.store.session_across(write=True) as session:
        session.add(Organisation(id="theirs", name="Theirs", created_at=NOW))
        session.flush()
        session.add(Person(id="bo", organisation_id="theirs", name="Bo", joined_at=NOW))
        session.flush()
        session.add(group_file("elsewhere", "theirs", "bo"))
    with house.store.session(house.whose, write=True) as session:
        whom = house.learners[0]
        session.add(group_file("team", house.whose, house.trainer.person_id))
        session.add(Erasure(id="e", organisation_id=house.whose, person_id=whom, because="asked", asked_at=NOW))
    jobs = Here(house.store, Settings())
    jobs.submit(Order("erase", "Erase", house.whose, {"erasure_id": "e"}))
    jobs.work_off()
    assert {file.about for file in house.files()} == {*house.learners[1:], "elsewhere"}


def test_files_are_kept_for_seven_days(house: House) -> None:
    job = house.ordered()
    made_at = house.files()[0].made_at
    for days, left in ((7, len(house.learners)), (8, 0)):
        sweep.step(Work(job, house.store, Settings(), made_at + dt.timedelta(days=days)), 0)
        assert len(house.files()) == left


def test_nothing_is_made_for_somebody_who_has_left(house: House) -> None:
    with house.store.session(house.whose, write=True) as session:
        session.get_one(Person, house.trainer.person_id).left_at = NOW
    job = house.ordered()
    assert (job.state, job.why) == ("failed", "who asked for the reports is no longer here")
    assert house.files() == []


def test_two_files_of_one_name_are_both_in_the_zip(house: House) -> None:
    with house.store.session(house.whose, write=True) as session:
        session.exec(update(Person).where(col(Person.id).in_(house.learners)).values(name="Ada Example"))
    house.ordered()
    assert list(house.fetched())[:2] == ["learner-ada-example.txt", "learner-ada-example-2.txt"]
