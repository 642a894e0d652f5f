"""Webhooks: which systems are told of what, the calls that were made, and calls made again."""

import datetime as dt
from typing import Literal

from pydantic import Field
from sqlmodel import select
from werkzeug.wrappers import Response

from assessor.jobs.books import Books
from assessor.jobs.systems import managing
from assessor.models.work.webhook import Webhook
from assessor.models.work.webhook_delivery import WebhookDelivery
from assessor.web.access import may
from assessor.web.programs.answering import CONFLICT, page_of, part, reads, send
from assessor.web.programs.asking import by_maker
from assessor.web.programs.repeats import once
from assessor.web.programs.shapes import Answer, Listing, Once, Page, Shape, WebhookPath
from assessor.web.service import now, own_rows, service, viewer

api = part("webhooks", "Other systems that are told when something happens.")


class WebhookShown(Shape):
    """One webhook."""

    id: str
    url: str = Field(description="Where calls go.", examples=["https://learning.example.org/toprung"])
    events: list[str] = Field(description="What it is told of.", examples=[["sitting.finished"]])
    made_at: dt.datetime = Field(description="UTC.")
    paused_at: dt.datetime | None = Field(description="Since when it is not called, UTC; null while it is.")


class WebhookAnswer(Answer):
    """One webhook, by itself."""

    webhook: WebhookShown
    secret: str | None = Field(
        default=None, description="By which calls are signed; in the answer to what made it, and never again."
    )


class Webhooks(Listing):
    """A page of webhooks, by id."""

    webhooks: list[WebhookShown]


class WebhookSent(Shape):
    """What is to be called."""

    url: str = Field(max_length=2000, description="https, and on the public network.")
    events: list[Literal["sitting.finished"]] = Field(
        min_length=1,
        max_length=10,
        description="sitting.finished: a sitting that names a person ended; nothing of its result.",
    )


class PauseSent(Shape):
    """Whether it is called."""

    paused: bool = Field(strict=True)


class Attempt(Shape):
    """One call."""

    at: dt.datetime = Field(description="UTC.")
    status: int | None = Field(description="Of the answer; null where there was none.")
    said: str = Field(description="What went wrong; empty where nothing did.")


class DeliveryShown(Shape):
    """One thing that a system is told, with every call."""

    id: str = Field(description="The receiver tells repeats by it.")
    event: str
    made_at: dt.datetime = Field(description="When it happened, UTC.")
    delivered_at: dt.datetime | None = Field(description="When it was taken, UTC.")
    given_up_at: dt.datetime | None = Field(description="When it was given up, UTC.")
    attempts: list[Attempt]


class DeliveryAnswer(Answer):
    """One delivery, by itself."""

    delivery: DeliveryShown


class Deliveries(Listing):
    """A page of deliveries, by id: the oldest first."""

    deliveries: list[DeliveryShown]


class DeliveryPath(Shape):
    """A delivery in a path."""

    delivery_id: str = Field(description="The delivery's id.")


@api.get("/webhooks", responses=reads(Webhooks))
@may("program", scope="webhooks:read")
def list_webhooks(query: Page) -> Response:
    """List the webhooks."""
    with own_rows() as session:
        rows, after = page_of(session, select(Webhook), "id", query)
    return send(Webhooks(is_make_believe=viewer().is_make_believe, next=after, webhooks=[_shown(row) for row in rows]))


@api.post("/webhooks", responses={200: WebhookAnswer, 201: WebhookAnswer})
@may("program", scope="webhooks:write")
def add_webhook(header: Once, body: WebhookSent) -> Response:
    """Set up a webhook; 200 where the same request came before. The answer has its secret."""
    wish = managing.Wish(body.url, body.events, private=service().settings.webhooks_private)

    def make() -> str:
        with own_rows(write=True) as session:
            return managing.add(session, by_maker(session), wish, now()).id

    webhook_id, is_new = once(header, make)
    with own_rows() as session:
        hook = session.get_one(Webhook, webhook_id)
    answer = WebhookAnswer(is_make_believe=viewer().is_make_believe, webhook=_shown(hook), secret=hook.secret)
    return send(answer, 201 if is_new else 200)


@api.get("/webhooks/<webhook_id>", responses=reads(WebhookAnswer))
@may("program", scope="webhooks:read")
def read_webhook(path: WebhookPath) -> Response:
    """Return one webhook."""
    return _one(path.webhook_id)


@api.patch("/webhooks/<webhook_id>", responses={200: WebhookAnswer})
@may("program", scope="webhooks:write")
def pause_webhook(path: WebhookPath, body: PauseSent) -> Response:
    """Pause a webhook, or have it called again."""
    with own_rows(write=True) as session:
        managing.pause(session, viewer(), path.webhook_id, now() if body.paused else None)
    return _one(path.webhook_id)


@api.delete("/webhooks/<webhook_id>", responses={204: None})
@may("program", scope="webhooks:write")
def remove_webhook(path: WebhookPath) -> Response:
    """Remove a webhook with the list of its calls."""
    with own_rows(write=True) as session:
        managing.remove(session, viewer(), path.webhook_id)
    return Response(status=204)


@api.get("/webhooks/<webhook_id>/deliveries", responses=reads(Deliveries))
@may("program", scope="webhooks:read")
def list_deliveries(path: WebhookPath, query: Page) -> Response:
    """List what a system was told, with every call."""
    with own_rows() as session:
        rows, after = page_of(session, managing.deliveries(path.webhook_id), "id", query)
    shown = [_delivery(row) for row in rows]
    return send(Deliveries(is_make_believe=viewer().is_make_believe, next=after, deliveries=shown))


@api.post("/deliveries/<delivery_id>/again", responses={200: DeliveryAnswer, **CONFLICT})
@may("program", scope="webhooks:write")
def deliver_again(path: DeliveryPath) -> Response:
    """Make a call again: one that failed under its own id, one that was taken under a new one."""
    with own_rows(write=True) as session:
        delivery = managing.again(Books(service().store), session, path.delivery_id, now())
        shown = _delivery(delivery)
    return send(DeliveryAnswer(is_make_believe=viewer().is_make_believe, delivery=shown))


def _one(webhook_id: str) -> Response:
    with own_rows() as session:
        hook = session.get_one(Webhook, webhook_id)
    return send(WebhookAnswer(is_make_believe=viewer().is_make_believe, webhook=_shown(hook)))


def _shown(hook: Webhook) -> WebhookShown:
    return WebhookShown(id=hook.id, url=hook.url, events=hook.events, made_at=hook.made_at, paused_at=hook.paused_at)


def _delivery(row: WebhookDelivery) -> DeliveryShown:
    return DeliveryShown(
        id=row.id,
        event=row.event,
        made_at=row.made_at,
        delivered_at=row.delivered_at,
        given_up_at=row.given_up_at,
        attempts=[Attempt(**attempt) for attempt in row.attempts],
    )
