"""Importing people: new, changed, left out, the same table twice, and many of them."""

import codecs

import pytest
from sqlmodel import col, select, update

from assessor.db import Store
from assessor.jobs.here import Here
from assessor.jobs.kinds import import_people
from assessor.jobs.port import Order
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.models.people.team import Team
from assessor.models.people.team_member import TeamMember
from assessor.models.work.job import Job
from assessor.models.work.upload import Upload
from assessor.settings import Settings
from tests.assessor.jobs.trying import NOON

COLUMNS = {"name": 0, "email": 1, "external_ref": 2, "team": 3}
HEAD = "Name;Mail;Id;Team\n"
TWO = HEAD + "Bo Müller;bo@example.org;2;Sales\nCy;cy@example.org;3;\n"


def imported(store: Store, raw: bytes, *, makes_teams: bool = True) -> Job:
    jobs = Here(store, Settings())
    with store.session("ours", write=True) as session:
        choices = {"columns": COLUMNS, "makes_teams": makes_teams}
        upload = Upload(
            id=f"up-{len(jobs.newest('ours'))}",
            organisation_id="ours",
            name="people.csv",
            content=raw,
            choices=choices,
            made_by="ada",
            made_at=NOON,
        )
        session.add(upload)
    order = Order("import_people", "Import", "ours", {"upload_id": upload.id})
    job_id = jobs.submit(order)
    jobs.work_off()
    job = jobs.progress("ours", job_id)
    assert job is not None
    return job


def names(store: Store) -> set[str]:
    with store.session("ours") as session:
        return {person.name for person in session.exec(select(Person))} - {"Ada"}


@pytest.mark.parametrize(
    "raw",
    [
        TWO.encode(),
        codecs.BOM_UTF8 + TWO.encode(),
        TWO.encode("utf-16"),
        TWO.encode("cp1252"),
        TWO.replace(";", "\t").encode(),
        TWO.replace(";", ",").replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "utf-8-sig", "utf-16", "windows-1252", "tabs", "commas"],
)
def test_people_are_imported_from_any_usual_table(store: Store, raw: bytes) -> None:
    job = imported(store, raw)
    assert (job.state, job.said) == ("done", "2 new, 0 changed, 0 as they were, 0 left out")
    assert names(store) == {"Bo Müller", "Cy"}
    with store.session("ours") as session:
        assert [role.role for role in session.exec(select(RoleGrant))] == ["learner"] * 2
        assert [team.name for team in session.exec(select(Team))] == ["Sales"]
        assert len(session.exec(select(TeamMember)).all()) == 1


def test_the_same_table_again_changes_nothing(store: Store) -> None:
    imported(store, TWO.encode())
    assert imported(store, TWO.encode()).said == "0 new, 0 changed, 2 as they were, 0 left out"


def test_a_step_that_is_taken_twice_counts_once(store: Store) -> None:
    job = imported(store, TWO.encode())
    with store.session("ours", write=True) as session:
        kept = session.get_one(Job, job.id)
        kept.state, kept.steps_done, kept.ended_at = "waiting", 0, None
        session.exec(select(Upload)).one().content = TWO.encode()
    jobs = Here(store, Settings())
    jobs.work_off()
    again = jobs.progress("ours", job.id)
    assert again is not None
    assert again.said == "2 new, 0 changed, 0 as they were, 0 left out"


def test_a_row_with_a_known_number_changes_that_person(store: Store) -> None:
    imported(store, TWO.encode())
    job = imported(store, (HEAD + "Bo Miller;bo@new.example;2;\n").encode())
    assert job.said == "0 new, 1 changed, 0 as they were, 0 left out"
    assert names(store) == {"Bo Miller", "Cy"}


def test_what_is_left_out_is_listed_with_its_row(store: Store) -> None:
    imported(store, TWO.encode())
    with store.session("ours", write=True) as session:
        session.exec(update(Person).where(col(Person.name) == "Cy").values(left_at=NOON))
    table = HEAD + "Cy;;3;\nDi;no address;;\nEd;ed@example.org;;Nowhere\nFo;cy@example.org;2;\n"
    job = imported(store, table.encode(), makes_teams=False)
    assert [(left["row"], left["part"]) for left in job.result["left_out"]] == [
        (2, "name"),
        (3, "email"),
        (4, "team"),
        (5, "email"),
    ]
    assert "has left" in job.result["left_out"][0]["said"]
    assert names(store) == {"Bo Müller", "Cy"}


def test_what_is_no_table_is_refused_whole(store: Store) -> None:
    job = imported(store, b"\x00\x01\x02")
    assert (job.state, names(store)) == ("failed", set())
    assert "people.csv is no text" in job.why


def test_a_file_is_gone_once_it_is_imported(store: Store) -> None:
    imported(store, TWO.encode())
    with store.session("ours") as session:
        assert session.exec(select(Upload)).one().content == b""


def test_progress_is_told_between_steps(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_people, "ROWS_A_STEP", 1)
    job = imported(store, TWO.encode())
    assert (job.steps, job.steps_done, job.said) == (2, 2, "2 new, 0 changed, 0 as they were, 0 left out")


@pytest.mark.slow
def test_fifty_thousand_people_are_imported_in_ten_steps(store: Store) -> None:
    rows = "".join(f"Person {n};p{n}@example.org;{n};Team {n % 40}\n" for n in range(50_000))
    job = imported(store, (HEAD + rows).encode("cp1252"))
    assert (job.steps_done, job.said) == (10, "50,000 new, 0 changed, 0 as they were, 0 left out")
