"""The first owner's sign-up, by the link that the service prints."""

from zoneinfo import available_timezones

from flask import Blueprint, flash, render_template, request
from werkzeug.wrappers import Response

from assessor.models.access.sign_up_link import SignUpLink
from assessor.people import signing_up
from assessor.people.doors import links
from assessor.people.refusals import Refused
from assessor.people.signing_up import Founder
from assessor.web.access import may
from assessor.web.gate.signing_in import sign_in
from assessor.web.service import now, service

blueprint = Blueprint("sign_up", __name__)
_NOT_TAKEN = 422


@blueprint.get("/sign-up/<link>")
@may("anyone")
def form(link: str) -> str:
    """Show the form of a link; looking does not use it."""
    with service().store.session() as rows:
        links.look_at(rows, SignUpLink, link, now())
    return _form(link, {})


@blueprint.post("/sign-up/<link>")
@may("anyone")
def sign_up(link: str) -> Response | tuple[str, int]:
    """Make the organisation and its owner, who is signed in at once."""
    asked = ("organisation", "name", "email", "password", "again", "time_zone")
    founder = Founder(**{field: request.form.get(field, "") for field in asked})
    try:
        account = signing_up.sign_up(service().doors, link, founder, now())
    except Refused as error:
        return _form(link, {error.field or "organisation": str(error)}), _NOT_TAKEN
    response = sign_in(account, None)
    flash(f"Welcome. {founder.organisation.strip()} is set up, and you are its owner.", "good")
    return response


def _form(link: str, errors: dict[str, str]) -> str:
    zones = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone]
    return render_template("access/sign_up.html", link=link, errors=errors, values=request.form, zones=zones)
