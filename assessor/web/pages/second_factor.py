"""Setting up and turning off the second factor of one's own account."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from assessor.models.access.account import Account
from assessor.people.doors import accounts, second_factor
from assessor.people.refusals import Refused, Wait
from assessor.web.access import may
from assessor.web.gate.letters import tell
from assessor.web.service import network, now, service, viewer

blueprint = Blueprint("second_factor", __name__)
_NOT_TAKEN = 422
_GONE = 404


@blueprint.post("/account/second-factor/begin")
@may("signed-in")
def begin() -> AnyResponse:
    """Make a secret; it counts for nothing until a first code has come back."""
    with service().store.session(write=True) as rows:
        second_factor.begin(rows, viewer().account_id or "")
    return redirect(url_for("second_factor.form"), 303)


@blueprint.get("/account/second-factor")
@may("signed-in")
def form() -> AnyResponse | str:
    """Show the secret, as a picture and in letters, and ask for a first code."""
    return _form({}) if _unconfirmed() else redirect(url_for("account.show"), 303)


@blueprint.get("/account/second-factor/picture.svg")
@may("signed-in")
def picture() -> Response:
    """Draw the secret as a QR code, until it is confirmed."""
    account = _unconfirmed()
    if account is None:
        return Response(status=_GONE)
    return Response(second_factor.as_svg(second_factor.address(account)), mimetype="image/svg+xml")


@blueprint.post("/account/second-factor")
@may("signed-in")
def finish() -> AnyResponse | str | tuple[str, int]:
    """Take the first code, and show the recovery codes, once."""
    if _unconfirmed() is None:
        return redirect(url_for("account.show"), 303)
    code = request.form.get("code", "")
    try:
        codes = second_factor.finish(service().doors, viewer().account_id or "", code, network(), now())
    except (Refused, Wait) as error:
        return _form({"code": str(error)}), _NOT_TAKEN
    tell(viewer().email, "A second factor was turned on.")
    return render_template("access/recovery_codes.html", codes=codes)


@blueprint.post("/account/second-factor/codes")
@may("signed-in")
def renew_codes() -> AnyResponse | str:
    """Replace the recovery codes, for whoever knows the password, and show them, once."""
    if not _has_proved():
        return redirect(url_for("account.show"), 303)
    return render_template(
        "access/recovery_codes.html", codes=second_factor.renew_codes(service().doors, viewer().account_id or "", now())
    )


@blueprint.post("/account/second-factor/off")
@may("signed-in")
def turn_off() -> AnyResponse:
    """Ask for it no longer, for whoever knows the password."""
    if _has_proved():
        second_factor.turn_off(service().doors, viewer().account_id or "")
        tell(viewer().email, "The second factor was turned off.")
        flash("The second factor is off.", "good")
    return redirect(url_for("account.show"), 303)


def _has_proved() -> bool:
    try:
        accounts.confirm(service().doors, viewer().account_id or "", request.form.get("proof", ""), network(), now())
    except (Refused, Wait) as error:
        flash(str(error), "bad")
        return False
    return True


def _unconfirmed() -> Account | None:
    with service().store.session() as rows:
        account = rows.get_one(Account, viewer().account_id or "")
    return account if account.totp_secret and account.totp_confirmed_at is None else None


def _form(errors: dict[str, str]) -> str:
    account = _unconfirmed()
    assert account is not None
    return render_template("access/second_factor_set_up.html", errors=errors, secret=account.totp_secret)
