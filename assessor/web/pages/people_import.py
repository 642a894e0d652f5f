"""People from a CSV: handed in, looked at with what was guessed, and imported by a job."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.jobs.books import Books
from assessor.jobs.port import Order
from assessor.models.work.upload import Upload
from assessor.people import audit
from assessor.people.importing.checking import check_rows
from assessor.people.importing.columns import PARTS, BadColumns, Part, check_columns, guess
from assessor.people.refusals import Refused
from assessor.sheets import Sheet, parse_sheet
from assessor.web.access import may
from assessor.web.service import own_rows, service, viewer
from assessor.web.uploads.keeping import keep_upload, sentence

blueprint = Blueprint("people_import", __name__, url_prefix="/people/import")
LABELS: dict[Part, str] = {
    "name": "Whole name",
    "first_name": "First name",
    "last_name": "Last name",
    "email": "E-mail address",
    "external_ref": "Your own number",
    "job_role": "Job role",
    "team": "Team",
}
_LOOKED_AT = 200
"""Rows that are checked before; the job checks all."""
_SHOWN = 8
_NOT_TAKEN = 422


@blueprint.route("/", methods=["GET", "POST"])
@may("owner")
def hand_in() -> str | Response | tuple[str, int]:
    """Take a file, and keep it until it is imported or a day has gone by."""
    if request.method == "GET":
        return render_template("people/import.html", errors={})
    try:
        upload_id = keep_upload()
    except Refused as error:
        return render_template("people/import.html", errors={error.field: str(error)}), _NOT_TAKEN
    return redirect(url_for("people_import.look", upload_id=upload_id), 303)


@blueprint.route("/<upload_id>", methods=["GET", "POST"])
@may("owner", own=True)
def look(upload_id: str) -> str | Response | tuple[str, int]:
    """Show how the file is read, let that be changed, and import it."""
    with own_rows() as session:
        upload = session.get_one(Upload, upload_id)
    if not upload.content:
        flash("This file was imported already, or its time is over. Hand it in again if need be.", "warn")
        return redirect(url_for("people_import.hand_in"), 303)
    sheet = parse_sheet(upload.content, upload.name)
    columns = _chosen(sheet) if request.method == "POST" else guess(sheet.columns)
    try:
        check_columns(columns, len(sheet.columns))
    except BadColumns as error:
        return _page(upload, sheet, columns, {"name": sentence(error)}), _NOT_TAKEN
    if request.form.get("go"):
        return _submitted(upload, columns)
    return _page(upload, sheet, columns, {})


def _submitted(upload: Upload, columns: dict[Part, int]) -> Response:
    who, books = viewer(), Books(service().store)
    with own_rows(write=True) as session:
        kept = session.get_one(Upload, upload.id)
        kept.choices = {"columns": columns, "makes_teams": bool(request.form.get("makes_teams"))}
        audit.note(session, who, "people.imported", f"upload:{upload.id}", {"file": upload.name})
        job_id = books.submit(
            Order(
                kind="import_people",
                title=f"Import people from {upload.name}",
                organisation_id=who.organisation_id,
                arguments={"upload_id": upload.id},
                asked_by=who.person_id,
                job_id=f"import-{upload.id}",
            )
        )
    return redirect(url_for("jobs.show", job_id=job_id), 303)


def _chosen(sheet: Sheet) -> dict[Part, int]:
    """Return the columns that a form chooses; what is no column of the table is not chosen."""
    said = {part: request.form.get(part, "") for part in PARTS}
    return {
        part: int(place)
        for part, place in said.items()
        if place.isascii() and place.isdecimal() and len(place) < 6 and int(place) < len(sheet.columns)  # noqa: PLR2004 - digits
    }


def _page(upload: Upload, sheet: Sheet, columns: dict[Part, int], errors: dict[str, str]) -> str:
    checked = None if errors else check_rows(sheet, columns, 0, _LOOKED_AT)
    return render_template(
        "people/import_look.html",
        upload=upload,
        sheet=sheet,
        columns=columns,
        labels=LABELS,
        places=[("", "None")]
        + [(str(place), name or f"Column {place + 1}") for place, name in enumerate(sheet.columns)],
        raw=[(row, cells) for row, cells in sheet.rows[:3]],
        checked=checked,
        looked_at=min(len(sheet.rows), _LOOKED_AT),
        shown=_SHOWN,
        makes_teams=bool(request.form.get("makes_teams")) or request.method == "GET",
        errors=errors,
    )
