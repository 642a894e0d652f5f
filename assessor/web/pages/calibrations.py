"""Versions of the calibration: made as a job, looked at, and put to use by an author."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlmodel import col, select
from werkzeug.wrappers import Response

from assessor.calibrating.using import NotUsed, stored, take_into_use
from assessor.jobs.books import Books
from assessor.jobs.port import Order
from assessor.models.work.job import Job
from assessor.people import audit
from assessor.sittings.calibration import Calibration, calibration_in_use
from assessor.sittings.scale import read_scale
from assessor.web.access import may
from assessor.web.authoring import versions, words
from assessor.web.framing import Way
from assessor.web.instruments import bank
from assessor.web.service import now, own_rows, service, viewer

blueprint = Blueprint("calibrations", __name__, url_prefix="/calibrations")
WAYS = (Way("Calibrations", "calibrations.listed", 61),)
_MOST = 60
_KIND = "calibrate"


@blueprint.get("/")
@may("author")
def listed() -> str:
    """List the versions, the newest first, and the newest job that made one."""
    rows, used = _stored()
    newest = select(Job).where(Job.kind == _KIND).order_by(col(Job.made_at).desc()).limit(1)
    with own_rows() as session:
        job = session.exec(newest).first()
    found = [versions.version(row) for row in reversed(rows)]
    return render_template("items/calibrations.html", found=found, used=used, job=job, why_not=_why_not())


@blueprint.post("/")
@may("author")
def make() -> Response:
    """Have the next version made by a job."""
    if said := _why_not():
        abort(403, said)
    who = viewer()
    assert who.organisation_id is not None
    order = Order(_KIND, "Make a calibration from the stored answers", who.organisation_id, asked_by=who.person_id)
    Books(service().store).submit(order)
    with own_rows(write=True) as session:
        audit.note(session, who, "calibration.asked", "calibration")
    flash("It is being made. Nothing uses it before an author puts it to use.", "good")
    return redirect(url_for("calibrations.listed"), 303)


@blueprint.get("/look")
@may("author")
def look() -> str:
    """Show what a version rests on, and what it would change."""
    row, used = _row(request.args.get("label", ""))
    changes = versions.moved(row, used)
    return render_template(
        "items/calibration.html",
        one=versions.version(row),
        changes=changes[:_MOST],
        total=len(changes),
        used=used,
        why_not=_why_not(),
    )


@blueprint.post("/use")
@may("author")
def use() -> Response:
    """Let new sittings begin with a version; those that go on keep the one they began with."""
    if said := _why_not():
        abort(403, said)
    row, _ = _row(request.form.get("label", ""))
    who, label = viewer(), row["label"]
    try:
        with service().store.writing() as connection:
            take_into_use(connection, label, words.signed(who), now())
            with own_rows(write=True) as session:
                audit.note(session, who, "calibration.used", f"calibration:{label}")
        flash(f"New sittings begin with {label}.", "good")
    except NotUsed as error:
        flash(f"It was not put to use: {error}.", "bad")
    return redirect(url_for("calibrations.listed"), 303)


def _stored() -> tuple[list[dict[str, Any]], Calibration]:
    with service().store.reading() as connection:
        return stored(connection), calibration_in_use(connection, read_scale(), bank())


def _row(label: str) -> tuple[dict[str, Any], Calibration]:
    rows, used = _stored()
    found = [row for row in rows if row["label"] == label]
    if not found:
        abort(404)
    return found[0], used


def _why_not() -> str:
    return words.why_not(service().store, service().settings, viewer())
