"""Webhooks: owners set them up, see what became of the calls, and have calls made again."""

import datetime as dt

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlmodel import col
from werkzeug.wrappers import Response

from assessor.jobs.books import Books
from assessor.jobs.calling import EVENTS
from assessor.jobs.systems import managing
from assessor.models.work.webhook import Webhook
from assessor.models.work.webhook_delivery import WebhookDelivery
from assessor.people.refusals import Refused
from assessor.web.access import may
from assessor.web.service import now, own_rows, service, viewer

blueprint = Blueprint("webhooks", __name__, url_prefix="/webhooks")
ABOUT = {"sitting.finished": "A sitting that names a person ended; nothing of its result"}
_NOT_TAKEN = 422
_MOST_SHOWN = 50


@blueprint.get("/")
@may("owner")
def show() -> str:
    """List the webhooks."""
    return _page({})


@blueprint.post("/")
@may("owner")
def make() -> str | tuple[str, int]:
    """Set a webhook up, and show its secret, once."""
    form, private = request.form, service().settings.webhooks_private
    wish = managing.Wish(form.get("url", ""), form.getlist("events"), private=private)
    try:
        with own_rows(write=True) as rows:
            secret = managing.add(rows, viewer(), wish, now()).secret
    except Refused as error:
        return _page({error.field: str(error)}), _NOT_TAKEN
    return _page({}, secret)


@blueprint.post("/<webhook_id>/pause")
@may("owner")
def pause(webhook_id: str) -> Response:
    """Pause a webhook, or have it called again."""
    with own_rows(write=True) as rows:
        managing.pause(rows, viewer(), webhook_id, None if request.form.get("resume") else now())
    return redirect(url_for("webhooks.show"), 303)


@blueprint.post("/<webhook_id>/remove")
@may("owner")
def remove(webhook_id: str) -> Response:
    """Remove a webhook with the list of its calls."""
    with own_rows(write=True) as rows:
        managing.remove(rows, viewer(), webhook_id)
    flash("The webhook is removed, with the list of its calls.", "good")
    return redirect(url_for("webhooks.show"), 303)


@blueprint.get("/<webhook_id>")
@may("owner")
def calls(webhook_id: str) -> str:
    """Show the newest calls of a webhook."""
    newest = managing.deliveries(webhook_id).order_by(col(WebhookDelivery.id).desc()).limit(_MOST_SHOWN)
    with own_rows() as rows:
        hook, found = rows.get_one(Webhook, webhook_id), rows.exec(newest).all()
    told = [(one, [each | {"at": dt.datetime.fromisoformat(each["at"])} for each in one.attempts]) for one in found]
    return render_template("access/webhook_calls.html", hook=hook, told=told, most=_MOST_SHOWN)


@blueprint.post("/calls/<delivery_id>/again")
@may("owner")
def again(delivery_id: str) -> Response:
    """Make a call again."""
    try:
        with own_rows(write=True) as rows:
            webhook_id = managing.again(Books(service().store), rows, delivery_id, now()).webhook_id
        flash("The call is made again; what becomes of it stands here.", "good")
    except Refused as error:
        with own_rows() as rows:
            webhook_id = rows.get_one(WebhookDelivery, delivery_id).webhook_id
        flash(str(error), "bad")
    return redirect(url_for("webhooks.calls", webhook_id=webhook_id), 303)


def _page(errors: dict[str, str], secret: str = "") -> str:
    with own_rows() as rows:
        hooks = managing.all_of(rows)
    return render_template(
        "access/webhooks.html",
        errors=errors,
        hooks=hooks,
        secret=secret,
        events=[(event, ABOUT[event]) for event in EVENTS],
        values=request.form,
        most=managing.MOST,
    )
