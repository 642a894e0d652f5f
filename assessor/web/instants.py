"""Moments as people of an organisation read them. They are kept in UTC and shown in the organisation's zone."""

import datetime as dt
from zoneinfo import ZoneInfo

from flask import Flask, g
from markupsafe import Markup

_NOBODYS_ZONE = "Europe/London"


def init(app: Flask) -> None:
    """Give pages the filters ``|instant`` and ``|day``."""
    app.add_template_filter(instant)
    app.add_template_filter(day)


def instant(at: dt.datetime) -> Markup:
    """Return a moment to the minute: 23 November 2026, 08:05."""
    local = at.astimezone(_zone())
    return Markup('<time datetime="{}">{}, {:%H:%M}</time>').format(
        at.isoformat(timespec="seconds"), _day(local), local
    )


def day(at: dt.datetime | dt.date) -> Markup:
    """Return a day: 23 November 2026. A moment's is the day that it was in the organisation's zone."""
    local = at.astimezone(_zone()) if isinstance(at, dt.datetime) else at
    return Markup('<time datetime="{:%Y-%m-%d}">{}</time>').format(local, _day(local))


def _day(local: dt.date) -> str:
    return f"{local.day} {local:%B %Y}"


def _zone() -> ZoneInfo:
    viewer = g.get("viewer")
    return ZoneInfo(viewer.time_zone if viewer else _NOBODYS_ZONE)
