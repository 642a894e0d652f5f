"""What goes on beside the pages: what runs, what failed and why; to cancel and to try again.

Owners see all of it, everybody else what she asked for herself.
"""

from flask import Blueprint, flash, jsonify, make_response, redirect, render_template, url_for
from sqlmodel import Session, col, select
from werkzeug.wrappers import Response

from assessor.jobs.books import STATES, Books
from assessor.models.people.person import Person
from assessor.models.work.job import Job
from assessor.people import audit
from assessor.progress import packing
from assessor.web.access import may
from assessor.web.entering import wants_json
from assessor.web.service import own_rows, service, viewer

blueprint = Blueprint("jobs", __name__, url_prefix="/jobs")


@blueprint.get("/")
@may("owner")
def listed() -> str:
    """List the organisation's jobs, the newest first."""
    jobs = Books(service().store).newest(viewer().organisation_id or "")
    with own_rows() as session:
        names = _names(session, jobs)
    return render_template("work/jobs.html", jobs=jobs, names=names, states=STATES)


@blueprint.get("/<job_id>")
@may("owner", "member")
def show(job_id: str) -> str | Response:
    """Show one job: how far it is, what came of it, or why it failed."""
    with own_rows() as session:
        job = session.get_one(Job, job_id)
        names = _names(session, [job])
        files = packing.counted(session, job_id, viewer()) if job.kind == "packs" else 0
    if wants_json():
        said = {"state": STATES[job.state], "said": job.said, "done": job.steps_done, "steps": job.steps}
        return make_response(jsonify(**said, goes_on=job.ended_at is None))
    return render_template("work/job.html", job=job, names=names, states=STATES, files=files)


@blueprint.post("/<job_id>/cancel")
@may("owner", "member")
def cancel(job_id: str) -> Response:
    """Stop a job after the step that it is at."""
    return _moved(job_id, "cancelled", "It stops after the step that it is at.", "There was nothing to stop.")


@blueprint.post("/<job_id>/retry")
@may("owner", "member")
def retry(job_id: str) -> Response:
    """Take a job up again where it stopped."""
    return _moved(
        job_id, "retried", "It goes on where it stopped.", "Only what failed or was cancelled is tried again."
    )


def _moved(job_id: str, action: str, said: str, not_done: str) -> Response:
    books, whose = Books(service().store), viewer().organisation_id or ""
    is_done = (books.cancel if action == "cancelled" else books.retry)(whose, job_id)
    if is_done:
        with own_rows(write=True) as session:
            audit.note(session, viewer(), f"job.{action}", f"job:{job_id}")
    flash(said if is_done else not_done, "good" if is_done else "warn")
    return redirect(url_for("jobs.show", job_id=job_id), 303)


def _names(session: Session, jobs: list[Job]) -> dict[str, str]:
    ids = {job.asked_by for job in jobs if job.asked_by}
    return dict(session.exec(select(Person.id, Person.name).where(col(Person.id).in_(ids))).all())
