"""What owners do about how a person gets in: a printed link for a new password, and ending her sign-ins."""

import datetime as dt

from flask import Blueprint, abort, render_template, url_for

from assessor.models.people.person import Person
from assessor.people import audit
from assessor.people.doors import accounts, sign_ins
from assessor.web.access import may
from assessor.web.service import now, own_rows, service, viewer

blueprint = Blueprint("person_access", __name__)


@blueprint.post("/people/<person_id>/reset-link")
@may("owner")
def reset_link(person_id: str) -> str:
    """Make a link for a new password, and show it, once, to be handed over."""
    at, who = now(), viewer()
    until = at + dt.timedelta(minutes=service().settings.link_min)
    with own_rows() as rows:
        person = rows.get_one(Person, person_id)
    if person.account_id is None:
        abort(404, "This person has no account yet; send an invitation instead.")
    with service().store.session_across(write=True) as across:
        if len(sign_ins.people_of(across, person.account_id)) > 1:
            abort(403, "This account belongs to another organisation too, so no single owner can open it.")
        token = accounts.make_reset(across, person.account_id, until, at, made_by=who.person_id)
        audit.note(across, who, "reset_link.made", f"person:{person_id}")
    link = service().settings.url(url_for("password.form", link=token))
    return render_template("access/handed_link.html", person=person, link=link, minutes=service().settings.link_min)
