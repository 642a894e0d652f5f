"""Tells another system of one thing, signed; each attempt stands in the delivery's row."""

from typing import Any

from assessor.jobs.calling import SIGNATURE, BadTarget, as_body, call, sign, target
from assessor.jobs.port import CannotDo, Work
from assessor.jobs.waiting import again
from assessor.models.work.webhook import Webhook
from assessor.models.work.webhook_delivery import WebhookDelivery


def steps(_: Work) -> int:
    """Return 1."""
    return 1


def step(work: Work, _: int) -> str:
    """Call unless it was taken. The receiver tells repeats by the delivery's id. Raises TryAgain and CannotDo."""
    assert work.job.organisation_id is not None, "calls are an organisation's"
    with work.store.session(work.job.organisation_id) as session:
        delivery = session.get(WebhookDelivery, work.job.arguments["delivery_id"])
        if delivery is None:
            raise CannotDo("the webhook was removed")
        hook = session.get_one(Webhook, delivery.webhook_id)
    if delivery.delivered_at is not None:
        return "taken already"
    if hook.paused_at is not None:
        raise CannotDo("the webhook is paused; end the pause and try again")
    attempt, stop = _attempt(work, hook, delivery)
    _write_down(work, delivery, attempt, stop)
    if stop is not None:
        raise stop
    return f"taken, answer {attempt['status']}"


def _attempt(work: Work, hook: Webhook, delivery: WebhookDelivery) -> tuple[dict[str, Any], Exception | None]:
    """Return what is written down of an attempt, and what the step raises where it was not taken."""
    body = as_body(delivery)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Toprung",
        "Toprung-Event": delivery.event,
        "Toprung-Delivery": delivery.id,
        SIGNATURE: sign(hook.secret, work.now, body),
    }
    at = work.now.isoformat()
    try:
        status = call(target(hook.url, private=work.settings.webhooks_private), headers, body)
    except BadTarget as error:
        return {"at": at, "status": None, "said": str(error)}, CannotDo(str(error))
    except OSError as error:
        said = f"no answer: {error.strerror or error}"
        return {"at": at, "status": None, "said": said}, again(work.job.tries, said)
    if 200 <= status < 300:  # noqa: PLR2004 - what HTTP calls success
        return {"at": at, "status": status, "said": ""}, None
    return {"at": at, "status": status, "said": "not taken"}, again(work.job.tries, f"not taken, answer {status}")


def _write_down(work: Work, delivery: WebhookDelivery, attempt: dict[str, Any], stop: Exception | None) -> None:
    with work.store.session(delivery.organisation_id, write=True) as session:
        kept = session.get_one(WebhookDelivery, delivery.id)
        kept.attempts = [*kept.attempts, attempt]
        if stop is None:
            kept.delivered_at = work.now
        elif isinstance(stop, CannotDo):
            kept.given_up_at = work.now
