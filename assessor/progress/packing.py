"""Many reports at once, as files that wait for who asked for them: on whom, made so many at a time, packed as a zip.

What stands in a file was let through by the release rule when it was made; when it is fetched, the rule is asked again.
"""

import datetime as dt
import os
import zipfile
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from sqlmodel import Session, func, select

from assessor.db import Store
from assessor.models.declared import new_id
from assessor.models.people.cohort_member import CohortMember
from assessor.models.work.job import Job
from assessor.models.work.made_file import MadeFile
from assessor.people.audit import note
from assessor.people.viewer import Viewer
from assessor.programmes.caseload import caseload
from assessor.programmes.reading import rules_of
from assessor.progress import asking, making, reach
from assessor.progress.sources import Asked, Given, sources_of
from assessor.releasing.facts import standings_of
from assessor.releasing.rule import Hidden, may_see

MOST = 1_000
"""Reports that may be asked for at once."""
_LEFT_OUT = "left-out.txt"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for at once."""

    kind: str
    """Of the report."""
    form: str
    """The format of each file."""
    by: Viewer


def on_whom(session: Session, viewer: Viewer, kind: str, whom: str, today: dt.date) -> list[str]:
    """Return the ids of all that reports of a kind are wanted on: everybody, those who are ``due``, or of a cohort."""
    reached = reach.everybody(session, viewer, asking.subject_of(kind))
    if whom == "due":
        due = {row.person_id for row in caseload(session, reached, today, rules_of(session)) if row.is_due}
        return [about for about in reached if about in due]
    if whom in viewer.cohorts:
        inside = set(session.exec(select(CohortMember.person_id).where(CohortMember.cohort_id == whom)))
        return [about for about in reached if about in inside]
    return reached


def make(store: Store, job_id: str, wanted: Wanted, about: Sequence[str], now: dt.datetime) -> None:
    """Make the files that are not there yet, and keep them; one that is no longer the asker's to have is left out."""
    whose = wanted.by.organisation_id
    assert whose is not None, "reports are on an organisation's people"
    with store.session(whose) as session:
        there = set(session.exec(select(MadeFile.about).where(MadeFile.job_id == job_id)))
    rows = _rows(store, wanted, [one for one in about if one not in there], now)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as threads:  # setting a page lets other threads go on
        files = list(threads.map(lambda one: _file(job_id, wanted, one, rows[one], now), rows))
    with store.session(whose, write=True) as session:
        session.add_all(files)
        for one, given in rows.items():
            if given:
                asking.noted(session, wanted.kind, Asked(wanted.by, one, now), given)


def _file(job_id: str, wanted: Wanted, about: str, given: Given | None, now: dt.datetime) -> MadeFile:
    """Return the file on one, or, without rows, that there is none."""
    made = making.made(wanted.kind, given.rows, wanted.form) if given else None
    assert wanted.by.person_id is not None, "files wait for a person"
    return MadeFile(
        id=new_id(),
        organisation_id=wanted.by.organisation_id or "",
        job_id=job_id,
        about=about,
        person_id=about if asking.subject_of(wanted.kind) == "learner" else None,
        name=made.name if made else "",
        content=made.content if made else b"",
        shown=[told.sitting_id for told in given.opened] if given else [],
        why_not="" if made else "no longer yours to have",
        made_by=wanted.by.person_id,
        made_at=now,
    )


def _rows(store: Store, wanted: Wanted, about: Sequence[str], now: dt.datetime) -> dict[str, Given | None]:
    whose, found = wanted.by.organisation_id or "", dict[str, Given | None]()
    with sources_of(store, whose, write=False) as sources:
        for one in about:
            try:
                found[one] = asking.rows(sources, wanted.kind, Asked(wanted.by, one, now))
            except asking.NotYours:
                found[one] = None
    return found


def counted(session: Session, job_id: str, viewer: Viewer) -> int:
    """Return how many files of a job wait for the viewer."""
    mine = select(func.count()).select_from(MadeFile).where(MadeFile.job_id == job_id, MadeFile.why_not == "")
    return session.exec(mine.where(MadeFile.made_by == viewer.person_id)).one()


def pack(session: Session, viewer: Viewer, job: Job, into: IO[bytes]) -> tuple[int, int]:
    """Write what the viewer may still see of a job's files as a zip, and return how many that is, and how many not.

    What is left out stands in a file of its own, each with why; that they were fetched is noted.
    """
    subject, left_out = asking.subject_of(job.arguments["report"]), list[str]()
    names: set[str] = set()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as archive:  # PDF and Word are packed already
        for file in _files(session, viewer, job.id):
            why = file.why_not
            if not why and not reach.reaches(session, viewer, subject, file.about):
                why = "no longer yours to have"
            why = why or _hidden(session, viewer, file.shown)
            if why:
                left_out.append(f"{file.name or 'a report'}: {why}")
                continue
            archive.writestr(_single(file.name, names), file.content)
        if left_out:
            archive.writestr(_LEFT_OUT, "".join(f"{line}\n" for line in ("Left out:", *left_out)))
    detail = {"files": len(names), "left_out": len(left_out)}
    note(session, viewer, "reports.fetched", f"job:{job.id}", detail)
    return len(names), len(left_out)


def _files(session: Session, viewer: Viewer, job_id: str) -> Iterator[MadeFile]:
    """Give the files one after the other, so that one is held in memory at a time."""
    mine = select(MadeFile.id).where(MadeFile.job_id == job_id, MadeFile.made_by == viewer.person_id)
    for file_id in session.exec(mine.order_by(MadeFile.name, MadeFile.id)).all():
        file = session.get_one(MadeFile, file_id)
        yield file
        session.expunge(file)


def _hidden(session: Session, viewer: Viewer, sitting_ids: Collection[str]) -> str:
    """Return why the viewer may not see one of these sittings now; empty where she may see all."""
    standings = standings_of(session, sitting_ids)
    for sitting_id in sitting_ids:
        standing = standings.get(sitting_id)
        answer = may_see(viewer, standing) if standing else Hidden("there is no such result", exists=False)
        if isinstance(answer, Hidden):
            return f"it shows a result that you may not see now: {answer.why}"
    return ""


def _single(name: str, names: set[str]) -> str:
    """Return a name that is not among those given out, and add it to them."""
    path, number, single = PurePath(name), 1, name
    while single in names:
        number += 1
        single = f"{path.stem}-{number}{path.suffix}"
    names.add(single)
    return single
