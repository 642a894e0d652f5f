"""A person's badges: what her newest result is good for, asking for one, its files, and taking it back."""

import datetime as dt
import json

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from assessor.badges import giving
from assessor.badges.earning import NotYet, earned
from assessor.badges.keys import BadKey, open_office
from assessor.badges.office import Office
from assessor.badges.picture import picture
from assessor.badges.reading import Said, credential_of, said_by, trouble
from assessor.badges.signing import bake
from assessor.badges.wording import words_of
from assessor.errors import MissingPiece
from assessor.models.afterwards.badge import Badge
from assessor.people.refusals import Refused
from assessor.web.access import may
from assessor.web.service import now, own_rows, service, viewer

blueprint = Blueprint("badges", __name__, url_prefix="/badges")
_TYPES = {"jwt": "application/vc+jwt", "json": "application/json", "svg": "image/svg+xml"}
_NOT_TAKEN = 422
_NOT_SET_UP = "This service gives no badges: whoever runs it has made no key for them."


@blueprint.get("/")
@may("member")
def show() -> str:
    """Show one's badges, and what the newest result is good for."""
    return _page({})


@blueprint.post("/")
@may("member")
def ask() -> AnyResponse | tuple[str, int]:
    """Give a badge of one's newest result."""
    office = open_office(service().settings)
    if office is None:
        return _page({"named": _NOT_SET_UP}), _NOT_TAKEN
    try:
        giving.give(service().store, viewer(), office, now(), named=bool(request.form.get("named")))
    except Refused as error:
        return _page({"named": str(error)}), _NOT_TAKEN
    except (BadKey, MissingPiece):
        return _page({"named": _NOT_SET_UP}), _NOT_TAKEN
    flash("The badge is yours. Nobody is told of it; show it to whom you like.", "good")
    return redirect(url_for("badges.show"), 303)


@blueprint.get("/<badge_id>/badge.<ending>")
@may("member", own=True)
def download(badge_id: str, ending: str) -> Response:
    """Give one's badge as a file: signed (jwt), to read (json), or as a picture that carries it (svg)."""
    with own_rows() as session:
        token = session.get_one(Badge, badge_id).token
    if not token or ending not in _TYPES or (ending == "svg" and open_office(service().settings) is None):
        abort(404)
    if ending == "json":
        said = json.dumps(credential_of(token), indent=2, ensure_ascii=False).encode()
    else:
        said = token.encode() if ending == "jwt" else bake(picture(said_by(token).words.name), token)
    headers = {"Content-Disposition": f'attachment; filename="badge.{ending}"'}
    return Response(said, mimetype=None, content_type=_TYPES[ending], headers=headers)


@blueprint.post("/<badge_id>/take-back")
@may("member", own=True)
def take_back(badge_id: str) -> AnyResponse:
    """Withdraw one's badge."""
    with own_rows(write=True) as session:
        giving.take_back(session, viewer(), badge_id, now())
    flash("The badge is taken back. Whoever checks it sees that it no longer holds.", "good")
    return redirect(url_for("badges.show"), 303)


def _page(errors: dict[str, str]) -> str:
    who, office = viewer(), open_office(service().settings)
    with own_rows() as session:
        good_for = earned(session, who)
        badges = giving.of_person(session, who.person_id or "")
    rests_on = None if isinstance(good_for, NotYet) else good_for.result.number
    return render_template(
        "learner/badges.html",
        errors=errors,
        why_not=_NOT_SET_UP if office is None else good_for.why if isinstance(good_for, NotYet) else "",
        would=None if isinstance(good_for, NotYet) else words_of(good_for),
        held=any(one.result == rests_on and one.withdrawn_at is None for one in badges),
        badges=[(one, _shown(one, office, now())) for one in badges],
    )


def _shown(badge: Badge, office: Office | None, at: dt.datetime) -> tuple[Said | None, str, str]:
    """Return what a badge says, where it is checked, and why it does not hold, if so."""
    said = said_by(badge.token) if badge.token else None
    if office is None:
        return said, "", _NOT_SET_UP
    return said, office.badge(badge.id), trouble(badge, office, at)
