"""The audit log, for owners: who saw or changed what is another's."""

from flask import Blueprint, render_template, request
from sqlmodel import col, select

from assessor.models.people.person import Person
from assessor.people import audit
from assessor.web.access import may
from assessor.web.framing import Way
from assessor.web.service import own_rows

blueprint = Blueprint("audit_log", __name__)
WAYS = (Way("Audit log", "audit_log.show", 85),)


@blueprint.get("/audit-log")
@may("owner")
def show() -> str:
    """Show a page of the log, the newest first."""
    said = request.args.get("before", "")
    before = int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else None  # noqa: PLR2004 - 64 bits
    with own_rows() as rows:
        found = audit.entries(rows, before=before)
        ids = {entry.person_id for entry in found if entry.person_id}
        names = dict(rows.exec(select(Person.id, Person.name).where(col(Person.id).in_(ids))).all())
    older = found[-1].number if len(found) == audit.PAGE else None
    return render_template("access/audit_log.html", entries=found, names=names, older=older, is_newest=before is None)
