"""Keys of the API: owners make them, see them once, and take them back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.people import api_tokens, audit
from assessor.people.api_tokens import SCOPES, Wish
from assessor.people.refusals import Refused
from assessor.web.access import may
from assessor.web.service import now, own_rows, viewer

blueprint = Blueprint("api_keys", __name__)
_NOT_TAKEN = 422
_DAYS = 90


@blueprint.get("/api-keys")
@may("owner")
def show() -> str:
    """List the keys."""
    return _page({})


@blueprint.post("/api-keys")
@may("owner")
def make() -> str | tuple[str, int]:
    """Make a key, and show it, once."""
    days = request.form.get("days", "")
    wish = Wish(
        request.form.get("name", ""),
        request.form.getlist("scopes"),
        int(days[:6]) if days.isascii() and days.isdecimal() else 0,
    )
    try:
        with own_rows(write=True) as rows:
            key = api_tokens.make(rows, viewer(), wish, now())
            audit.note(rows, viewer(), "api_key.made", f"api_key:{wish.name}", {"scopes": list(wish.scopes)})
    except Refused as error:
        return _page({error.field: str(error)}), _NOT_TAKEN
    return _page({}, new_key=key)


@blueprint.post("/api-keys/<api_token_id>/take-back")
@may("owner")
def take_back(api_token_id: str) -> Response:
    """Take a key back."""
    with own_rows(write=True) as rows:
        key = api_tokens.revoke(rows, api_token_id, now())
        audit.note(rows, viewer(), "api_key.taken_back", f"api_key:{api_token_id}")
    flash(f"The key for {key.name} is taken back; nothing gets in by it any more.", "good")
    return redirect(url_for("api_keys.show"), 303)


def _page(errors: dict[str, str], new_key: str = "") -> str:
    with own_rows() as rows:
        keys = api_tokens.all_of(rows)
    return render_template(
        "access/api_keys.html",
        errors=errors,
        keys=keys,
        new_key=new_key,
        scopes=list(SCOPES.items()),
        values=request.form,
        days=_DAYS,
        now=now(),
    )
