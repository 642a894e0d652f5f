"""Somebody's own account: its password, and where it is signed in."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.models.access.account import Account
from assessor.people.doors import accounts, second_factor, sign_ins
from assessor.people.refusals import Refused, Wait
from assessor.web.access import may
from assessor.web.framing import Way
from assessor.web.gate.letters import tell
from assessor.web.service import network, now, service, viewer

blueprint = Blueprint("account", __name__)
WAYS = (Way("Your account", "account.show", 90),)
_NOT_TAKEN = 422
_TOO_MANY = 429


@blueprint.get("/account")
@may("signed-in")
def show() -> str:
    """Show what belongs to the account."""
    return _page({})


@blueprint.post("/account/password")
@may("signed-in")
def change_password() -> Response | tuple[str, int]:
    """Change the password, and end all other sign-ins."""
    doors, who, form = service().doors, viewer(), request.form
    account_id = who.account_id or ""
    try:
        accounts.confirm(doors, account_id, form.get("present", ""), network(), now())
        with doors.store.session(write=True) as rows:
            new = form.get("password", ""), form.get("again", "")
            accounts.set_password(rows, doors, rows.get_one(Account, account_id), new, now())
            accounts.end_sign_ins(rows, account_id, now(), but=who.sign_in_id)
    except Refused as error:
        return _page({error.field: str(error)}), _NOT_TAKEN
    except Wait as error:
        return _page({"present": str(error)}), _TOO_MANY
    tell(who.email, "Your password was changed.")
    flash("Your new password is set. All other sign-ins are ended.", "good")
    return redirect(url_for("account.show"), 303)


@blueprint.post("/account/sign-ins/<sign_in_id>/end")
@may("signed-in", own=True)
def end_sign_in(sign_in_id: str) -> Response:
    """End one sign-in."""
    with service().store.session(write=True) as rows:
        sign_ins.revoke(rows, sign_in_id, now())
    flash("That sign-in is ended.", "good")
    return redirect(url_for("account.show"), 303)


@blueprint.post("/account/sign-ins/end-others")
@may("signed-in")
def end_others() -> Response:
    """End all sign-ins but this one."""
    with service().store.session(write=True) as rows:
        accounts.end_sign_ins(rows, viewer().account_id or "", now(), but=viewer().sign_in_id)
    flash("All other sign-ins are ended.", "good")
    return redirect(url_for("account.show"), 303)


def _page(errors: dict[str, str]) -> str:
    who = viewer()
    account_id = who.account_id or ""
    with service().store.session_across() as rows:
        account = rows.get_one(Account, account_id)
        return render_template(
            "access/account.html",
            errors=errors,
            account=account,
            open_ones=sign_ins.open_ones(rows, account_id, service().lasting, now()),
            codes_left=second_factor.codes_left(rows, account_id),
            people=sign_ins.people_of(rows, account_id),
        )
