"""The factory of the service. Nothing here happens when the module is imported."""

import datetime as dt

from flask import Flask

from assessor.db import Store, open_store
from assessor.people.doors.accounts import Doors
from assessor.people.doors.passwords import Passwords
from assessor.people.doors.sign_ins import Lasting
from assessor.settings import Settings
from assessor.web import entering, framing, instants, mistakes
from assessor.web.access import may, without_rule
from assessor.web.gate import guarding, provider
from assessor.web.gate.key import secret_key
from assessor.web.listing import SUFFIX, finders, page_modules
from assessor.web.programs import limiting
from assessor.web.service import EXTENSION, Service


class RouteWithoutRule(RuntimeError):
    """A route declares no rule, or its path names something that no rule can be asked about."""


def create_app(settings: Settings, store: Store | None = None) -> Flask:
    """Make the service; without a store it opens the one that the settings name, and migrates it.

    Raises RouteWithoutRule, and errors of ours for settings that cannot be.
    """
    from assessor.web.programs.document import new_app, register  # noqa: PLC0415 - brings the API's shapes, which a command does without

    key = secret_key(settings)
    if settings.oidc_discovery:
        provider.check_there()
    app = new_app("assessor.web", settings)
    app.secret_key = key
    passwords = Passwords(memory_kib=settings.argon2_memory_kib, passes=settings.argon2_passes)
    store = store or open_store(settings.database_url)
    app.extensions[EXTENSION] = Service(
        settings=settings,
        store=store,
        doors=Doors(store, passwords, key),
        lasting=Lasting(dt.timedelta(minutes=settings.idle_min), dt.timedelta(hours=settings.sign_in_hours)),
    )
    _forms(app, settings)
    guarding.init(app, settings)
    mistakes.init(app)
    entering.init(app)
    limiting.init(app, settings)
    framing.init(app)
    instants.init(app)
    may("anyone")(app.view_functions["static"])
    for module in page_modules():
        app.register_blueprint(module.blueprint)
    register(app)
    check_rules(app)
    return app


def check_rules(app: Flask) -> None:
    """Look that every route declares a rule, and that what its path names can be found. Raises RouteWithoutRule."""
    if missing := without_rule(app):
        raise RouteWithoutRule(
            f"these routes declare no rule of access: {', '.join(missing)}; use assessor.web.access.may"
        )
    named = {name for route in app.url_map.iter_rules() for name in route.arguments if name.endswith(SUFFIX)}
    if unknown := named - set(finders()):
        raise RouteWithoutRule(f"paths name {', '.join(sorted(unknown))}; put a module for it into assessor/web/things")


def _forms(app: Flask, settings: Settings) -> None:
    """Keep what a form needs between two requests; `entering` asks for the token of forms after the rules."""
    from flask_wtf.csrf import CSRFProtect  # noqa: PLC0415 - brings all of WTForms, which a command does without

    app.config.update(
        SESSION_COOKIE_NAME="__Host-toprung-form" if settings.is_https else "toprung-form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,  # a page may stay open as long as its sign-in lasts
    )
    CSRFProtect(app)
