"""What anybody may ask about badges: who issues them, by which keys, what they mean, whether one holds. No log-in.

A badge's page shows no more than the credential says; of a withdrawn one it says that alone.
"""

import datetime as dt

from flask import Blueprint, Response, abort, jsonify, render_template

from assessor.badges import keys, registry
from assessor.badges.earning import LOWEST
from assessor.badges.keys import BadKey, open_office
from assessor.badges.office import Office, anchor
from assessor.badges.reading import said_by, trouble
from assessor.badges.signing import ALGORITHM, BitList, public_jwk, sign_list
from assessor.badges.wording import about, criteria, title
from assessor.framework import read_framework
from assessor.web.access import may
from assessor.web.service import now, service

blueprint = Blueprint("badge_checks", __name__, url_prefix="/badges")
_LIST_HOLDS = dt.timedelta(days=1)
"""How long a copy of a list may be used: a day after it is withdrawn, a badge holds nowhere."""
_MOST_LISTS = 10_000


@blueprint.get("/issuer")
@may("anyone")
def issuer() -> Response:
    """Say who issues badges here."""
    office = _office()
    said = {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": office.profile,
        "type": ["Profile"],
        "name": office.name,
        "url": office.address,
        "description": f"Its public keys: {office.public_keys}. What its badges mean: {office.address}/badges/levels.",
    }
    return jsonify(said)


@blueprint.get("/keys")
@may("anyone")
def public_keys() -> Response:
    """Give the public keys, also of those that sign no more (JWK Set, RFC 7517)."""
    found = [
        public_jwk(key.public) | {"kid": key.name, "use": "sig", "alg": ALGORITHM} for key in keys.every(_office().keys)
    ]
    return jsonify(keys=found)


@blueprint.get("/withdrawn/<kind>")
@may("anyone")
def withdrawn(kind: str) -> Response:
    """Give a list of withdrawn badges, signed (Bitstring Status List)."""
    office, at = _office(), now().replace(microsecond=0)
    number = int(kind) if kind.isdecimal() and int(kind) < _MOST_LISTS else _MOST_LISTS
    places = registry.withdrawn(service().store, number)
    if places is None:
        abort(404)
    bits = BitList(office.profile, office.withdrawn(number), places, at, at + _LIST_HOLDS)
    try:
        signed = sign_list(bits, keys.signing(office.keys))
    except BadKey:
        abort(404)  # all keys are retired; `toprung badges keys` says so
    return Response(signed, mimetype=None, content_type="application/vc+jwt")


@blueprint.get("/levels")
@may("anyone")
def levels() -> str:
    """Say what badges mean and how they are earned."""
    told = [
        (anchor(level.name), title(level, is_make_believe=False), about(level, is_make_believe=False), criteria(level))
        for level in read_framework().level[LOWEST - 1 :]
    ]
    return render_template("badges/levels.html", told=told, office=open_office(service().settings))


@blueprint.get("/check/<link>")
@may("anyone")
def check(link: str) -> str:
    """Say whether a badge holds, and what it says."""
    office = _office()
    badge = registry.found(service().store, link)
    if badge is None:
        abort(404)
    return render_template(
        "badges/check.html",
        trouble=trouble(badge, office, now()),
        said=said_by(badge.token) if badge.token else None,
        badge=badge,
        office=office,
    )


def _office() -> Office:
    """Return who issues; where nobody does, none of these pages is there."""
    office = open_office(service().settings)
    if office is None:
        abort(404)
    return office
