"""The audit log, for owners: who saw or changed what is another's."""

import datetime as dt
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request
from sqlmodel import col, select

from assessor.models.measurement.sitting import Sitting
from assessor.models.people.person import Person
from assessor.people import audit
from assessor.web.access import may
from assessor.web.service import own_rows, viewer

blueprint = Blueprint("audit_log", __name__)
_MOST = 200
_KINDS = ("person", "sitting")
"""Kinds of things that are told with whose they are."""


@blueprint.get("/audit-log")
@may("owner")
def show() -> str:
    """Show a page of the log, the newest first, or of those entries that are looked for."""
    said = request.args.get("before", "")
    before = int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else None  # noqa: PLR2004 - 64 bits
    looked_for = {name: request.args.get(name, "").strip()[:_MOST] for name in ("action", "name", "about")}
    since, until = _day("since"), _day("until")
    wanted = audit.Wanted(
        **looked_for,
        since=_begins(since) if since else None,
        until=_begins(until + dt.timedelta(days=1)) if until else None,
    )
    with own_rows() as rows:
        found = audit.entries(rows, wanted, before=before)
        whom = {
            kind: [one.about.partition(":")[2] for one in found if one.about.startswith(f"{kind}:")] for kind in _KINDS
        }
        sat = dict(rows.exec(select(Sitting.id, Sitting.person_ref).where(col(Sitting.id).in_(whom["sitting"]))).all())
        ids = {*(entry.person_id for entry in found), *whom["person"], *sat.values()} - {None}
        names = dict(rows.exec(select(Person.id, Person.name).where(col(Person.id).in_(ids))).all())
        actions = audit.actions(rows)
    older = found[-1].number if len(found) == audit.PAGE else None
    looked_for |= {"since": since.isoformat() if since else "", "until": until.isoformat() if until else ""}
    return render_template(
        "access/audit_log.html",
        entries=found,
        names=names,
        whose={f"sitting:{key}": names.get(of or "") for key, of in sat.items()}
        | {f"person:{key}": names.get(key) for key in whom["person"]},
        actions=actions,
        wanted={name: value for name, value in looked_for.items() if value},
        older=older,
        is_newest=before is None,
    )


def _day(name: str) -> dt.date | None:
    """Return a day of the address; what is none is not looked for."""
    try:
        day = dt.date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return day if dt.date.min < day < dt.date(9999, 1, 1) else None


def _begins(day: dt.date) -> dt.datetime:
    """Return when a day begins in the organisation's zone."""
    return dt.datetime.combine(day, dt.time.min, ZoneInfo(viewer().time_zone))
