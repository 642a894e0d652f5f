"""Many reports at once: asked for by a form, made by a job, fetched as a zip by who asked."""

from tempfile import SpooledTemporaryFile

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from sqlmodel import Session, col, select
from werkzeug.wrappers import Response

from assessor.jobs.books import STATES, Books
from assessor.jobs.port import Order
from assessor.models.people.cohort import Cohort
from assessor.models.work.job import Job
from assessor.models.work.made_file import KEPT
from assessor.people import audit
from assessor.people.refusals import Refused
from assessor.progress import asking, packing, serving
from assessor.web.access import may
from assessor.web.service import own_rows, service, today, viewer

blueprint = Blueprint("report_files", __name__)
_FORMS = ("pdf", "docx")
_ALL, _DUE = "all", "due"
_NOT_TAKEN = 422
_NEWEST = 10
"""Orders of before that are listed."""
_IN_MEMORY = 8_000_000
"""Bytes of a zip from which on it is written to the disk."""


@blueprint.get("/packs/")
@may("owner", "trainer")
def new() -> str:
    """Ask which reports are wanted, on whom and in which format."""
    return _page({})


@blueprint.post("/packs/")
@may("owner", "trainer")
def order() -> Response | tuple[str, int]:
    """Have the reports made by a job, whose page leads to them."""
    try:
        job_id = _ordered()
    except Refused as error:
        return _page({error.field: str(error)}), _NOT_TAKEN
    return redirect(url_for("jobs.show", job_id=job_id), 303)


@blueprint.get("/jobs/<job_id>/files")
@may("member", own=True)
def fetch(job_id: str) -> Response:
    """Give what a job made as one zip: of each file the release rule is asked again."""
    with own_rows(write=True) as session:
        job = session.get_one(Job, job_id)
        if not packing.counted(session, job_id, viewer()):
            flash("Nothing waits here: no file is made yet, or their seven days are over.", "warn")
            return redirect(url_for("jobs.show", job_id=job_id), 303)
        packed = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the answer closes it once it is sent
        packing.pack(session, viewer(), job, packed)
    packed.seek(0)
    name = f"{job.arguments['report'].replace('_', '-')}-reports.zip"
    return send_file(packed, mimetype="application/zip", as_attachment=True, download_name=name)


def _ordered() -> str:
    """Submit the job that the form asks for, and return its id. Raises Refused."""
    who, form = viewer(), request.form
    report, as_form, whom = form.get("report", ""), form.get("form", ""), form.get("whom", "")
    if report not in dict(_reports()):
        raise Refused("Choose one of the reports.", "report")
    if as_form not in dict(_forms()):
        raise Refused("Choose PDF or Word.", "form")
    with own_rows(write=True) as session:
        groups = dict(_groups(session))
        if whom not in groups:
            raise Refused("Choose one of the groups.", "whom")
        if whom != _ALL and asking.subject_of(report) != "learner":
            raise Refused("This report is on groups; choose all that are yours.", "whom")
        about = packing.on_whom(session, who, report, whom, today())
        if not about:
            raise Refused("There is nobody to make it of.", "whom")
        if len(about) > packing.MOST:
            raise Refused(f"These are {len(about):,}; at most {packing.MOST:,} are made at once.", "whom")
        audit.note(session, who, "reports.asked", f"report:{report}", {"count": len(about), "whom": whom})
        return Books(service().store).submit(
            Order(
                kind="packs",
                title=f"{dict(_reports())[report]}, {len(about):,} as {dict(_forms())[as_form]}: {groups[whom]}",
                organisation_id=who.organisation_id,
                arguments={"report": report, "form": as_form, "about": about},
                asked_by=who.person_id,
            )
        )


def _reports() -> list[tuple[str, str]]:
    """Return the reports that the viewer may ask for at once: on learners for who trains, on groups too."""
    roles = viewer().roles
    subjects = {"learner", "cohort"} if "trainer" in roles else set[str]()
    subjects |= {"team", "cohort"} if "owner" in roles else set()
    names = [name for name in asking.names() if asking.subject_of(name) in subjects]
    return [
        (name, serving.title(name)) for name in sorted(names, key=lambda name: asking.subject_of(name) != "learner")
    ]


def _forms() -> list[tuple[str, str]]:
    labels = serving.formats()
    return [(name, labels[name]) for name in _FORMS if name in labels]


def _groups(session: Session) -> list[tuple[str, str]]:
    """Return on whom reports may be asked for."""
    found = [(_ALL, "all that are yours to report on")]
    if "trainer" in viewer().roles:
        found.append((_DUE, "learners whose review is due within four weeks, or was"))
        own = select(Cohort).where(col(Cohort.id).in_(viewer().cohorts), col(Cohort.closed_at).is_(None))
        found += [(one.id, f"learners of {one.name}") for one in session.exec(own.order_by(Cohort.name))]
    return found


def _page(errors: dict[str, str]) -> str:
    asked = select(Job).where(Job.kind == "packs", Job.asked_by == viewer().person_id)
    with own_rows() as session:
        groups = _groups(session)
        newest = session.exec(asked.order_by(col(Job.made_at).desc()).limit(_NEWEST)).all()
        before = [(job, packing.counted(session, job.id, viewer())) for job in newest]
    return render_template(
        "reports/packs.html",
        reports=_reports(),
        forms=_forms(),
        groups=groups,
        before=before,
        states=STATES,
        values=request.values,
        days=KEPT.days,
        errors=errors,
    )
