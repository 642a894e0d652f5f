"""Tables of a training provider's own system, from a browser: handed in, looked at with what would come of them, read.

The same as ``toprung import``. An owner's table may name anybody, a trainer's those of her cohorts.
"""

from collections.abc import Collection
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.models.work.upload import Upload
from assessor.people.refusals import Refused
from assessor.programmes.caseload import learners_of
from assessor.programmes.importing.adding import Came, Import
from assessor.programmes.importing.maps import (
    KINDS,
    PARTS,
    Kind,
    found_columns,
    map_names,
    read_map,
    without_column,
)
from assessor.programmes.importing.taking import Table, take
from assessor.sheets import Sheet, parse_sheet
from assessor.web.access import may
from assessor.web.service import now, own_rows, service, viewer
from assessor.web.training.writing import NOT_TAKEN
from assessor.web.uploads.keeping import keep_upload

blueprint = Blueprint("programme_tables", __name__, url_prefix="/programme-tables")
MOST_ROWS = 5000
"""Read from a browser; the command reads more."""
_SHOWN = 20
_PARTS = {
    "learner": "learner's number or address",
    "on": "day",
    "off_job": "off the job or not",
    "ref": "number there",
    "source": "came from",
    "self": "self rating",
    "most": "highest rating",
    "rag": "colour",
    "rag_reason": "reason for the colour",
}
"""Parts whose name alone does not say it."""
_TITLES: dict[Kind, str] = {
    "enrolments": "Learners' programmes",
    "hours": "Time off the job",
    "ksb": "Ratings by code",
    "reviews": "Progress reviews",
}


@blueprint.route("/", methods=["GET", "POST"])
@may("owner", "trainer")
def hand_in() -> str | Response | tuple[str, int]:
    """Take a table, and keep it until it is read or a day has gone by."""
    if request.method == "GET":
        return _form({})
    try:
        upload_id = _kept()
    except Refused as error:
        return _form({error.field: str(error)}), NOT_TAKEN
    return redirect(url_for("programme_tables.look", upload_id=upload_id), 303)


@blueprint.route("/<upload_id>", methods=["GET", "POST"])
@may("owner", "trainer", own=True)
def look(upload_id: str) -> str | Response | tuple[str, int]:
    """Show how a table is read and what would come of it, let columns be chosen, and read it."""
    with own_rows() as session:
        upload = session.get_one(Upload, upload_id)
    if not upload.content or upload.choices.get("kind") not in KINDS:
        flash("This table was read already, or its time is over. Hand it in again if need be.", "warn")
        return redirect(url_for("programme_tables.hand_in"), 303)
    kind: Kind = upload.choices["kind"]
    sheet = parse_sheet(upload.content, upload.name)
    columns = _columns(kind, upload.choices["map"], sheet)
    page: dict[str, Any] = {"upload": upload, "kind": kind, "sheet": sheet, "columns": columns}
    if lacking := without_column(kind, columns):
        return _page(
            page, {lacking[0]: f"Choose the column that holds the {' or the '.join(map(_said, lacking))}."}
        ), NOT_TAKEN
    came = _came(kind, Table(sheet, columns, upload.choices["map"]), write=bool(request.form.get("go")))
    if not request.form.get("go"):
        return _page(page, {}, came)
    with own_rows(write=True) as session:
        session.get_one(Upload, upload_id).content = b""
    counts = f"{came.new} new, {came.changed} changed, {came.unchanged} unchanged, {len(came.left_out)} left out"
    flash(f"It is read: {counts}.", "good")
    return redirect(url_for("programme_tables.hand_in"), 303)


def _columns(kind: Kind, map_name: str, sheet: Sheet) -> dict[str, int]:
    """Return the columns that a form chooses, none where it says so; before, those that the map finds."""
    if request.method == "GET":
        return found_columns(kind, read_map(map_name), sheet.columns, {})
    named = {part: request.form.get(part, "") for part in PARTS[kind]}
    found = found_columns(kind, read_map(map_name), sheet.columns, named)
    return {part: place for part, place in found.items() if named[part]}


def _kept() -> str:
    """Keep the table that a form brings, and return its id. Raises Refused."""
    kind, map_name = request.form.get("kind", ""), request.form.get("map", "")
    if kind not in KINDS:
        raise Refused("Choose what the table holds.", "kind")
    if map_name not in map_names():
        raise Refused("Choose whose columns they are.", "map")
    return keep_upload({"kind": kind, "map": map_name}, most_rows=MOST_ROWS, more_by="toprung import")


def _came(kind: Kind, table: Table, *, write: bool) -> Came:
    among: Collection[str] | None = None
    if "owner" not in viewer().roles:
        with own_rows() as session:
            among = learners_of(session, viewer().cohorts)
    return take(service().store, Import(kind, viewer(), now(), among), table, write=write)


def _form(errors: dict[str, str]) -> str:
    return render_template(
        "training/tables.html",
        kinds=list(_TITLES.items()),
        maps=[(name, read_map(name).title) for name in map_names()],
        plain=[(title, _plain(kind)) for kind, title in _TITLES.items()],
        values=request.form,
        errors=errors,
    )


def _plain(kind: Kind) -> str:
    """Return what the columns of a plain table are called."""
    return ", ".join(headings[0] for headings in read_map("plain").headings(kind).values())


def _page(page: dict[str, Any], errors: dict[str, str], came: Came | None = None) -> str:
    sheet: Sheet = page["sheet"]
    return render_template(
        "training/tables_look.html",
        **page,
        title=_TITLES[page["kind"]],
        of=read_map(page["upload"].choices["map"]),
        parts=[(part, _said(part)) for part in PARTS[page["kind"]]],
        places=[("", "None"), *((heading, heading) for heading in sheet.columns if heading)],
        came=came,
        shown=_SHOWN,
        errors=errors,
    )


def _said(part: str) -> str:
    """Return a part in words."""
    return _PARTS.get(part, part.replace("_", " "))
