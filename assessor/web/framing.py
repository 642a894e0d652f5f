"""What every page is given beside its own: the organisation, who looks, and the ways that are open to her."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, request, url_for

from assessor.people.doors.passwords import LEAST
from assessor.people.viewer import Viewer
from assessor.web.access import Answer, decide, rule_of
from assessor.web.listing import page_modules


@dataclass(frozen=True, slots=True)
class Way:
    """An entry of the navigation; a page module lists its own in `WAYS`."""

    label: str
    endpoint: str
    order: int


def init(app: Flask) -> None:
    """Give every page its frame."""
    app.context_processor(_frame)
    app.jinja_env.globals["least_password"] = LEAST


def _frame() -> dict[str, Any]:
    viewer: Viewer | None = g.get("viewer")
    if viewer is None or viewer.account_id is None:
        return {"viewer": None, "organisation": None, "whoami": None, "ways": []}
    is_in = viewer.organisation_id is not None
    organisation = {"name": viewer.organisation, "is_make_believe": viewer.is_make_believe} if is_in else None
    whoami = {"name": viewer.name or viewer.email}
    return {"viewer": viewer, "organisation": organisation, "whoami": whoami, "ways": _ways(viewer)}


def _ways(viewer: Viewer) -> list[dict[str, object]]:
    listed: list[Way] = [way for module in page_modules() for way in getattr(module, "WAYS", ())]
    return [
        {"label": way.label, "href": url_for(way.endpoint), "current": way.endpoint == request.endpoint}
        for way in sorted(listed, key=lambda way: way.order)
        if (rule := rule_of(current_app, way.endpoint)) and decide(rule, viewer) is Answer.IN
    ]
