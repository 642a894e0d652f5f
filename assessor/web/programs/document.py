"""The OpenAPI document, made from the routes of the API; nothing in it is written by hand twice."""

from typing import Any, cast

from flask import Flask, current_app
from flask_openapi3.models.info import Info
from flask_openapi3.models.security_scheme import SecurityScheme
from flask_openapi3.models.server import Server
from flask_openapi3.openapi import OpenAPI

from assessor.settings import Settings
from assessor.web import api
from assessor.web.listing import modules_in
from assessor.web.programs.answering import SECURITY
from assessor.web.programs.problems import Problem, not_taken

_ABOUT = """People, campaigns, sittings and results of one organisation, for its own programs.

A key is made by an owner on the page "API keys" and sent as `Authorization: Bearer KEY`; it is good for what it was
made for and for a time. Cookies are not taken. Every answer says whether the organisation is make-believe; every
result says on what evidence it rests (`stage`), and every number of ability names its scale. A result is first for
the person who sat: before that person has seen it and chosen to share it with the owners, it is not answered
(403). Figures of groups are those of the pages, small groups left out. Instants are UTC."""


def new_app(name: str, settings: Settings) -> Flask:
    """Return an app that has the routes of the API yet to come, and their document."""
    app = OpenAPI(
        name,
        info=Info(title="Toprung", version="1", description=_ABOUT),
        servers=[Server(url=settings.address.rstrip("/"))],
        security_schemes={
            SECURITY: SecurityScheme(type="http", scheme="bearer", description="A key of the API."),
        },
        validation_error_model=Problem,
        validation_error_callback=not_taken,
        doc_ui=False,
    )
    return cast("Flask", app)


def register(app: Flask) -> None:
    """Add the routes of the API to an app of `new_app`."""
    assert isinstance(app, OpenAPI), "made by `new_app`"
    for module in modules_in(api):
        app.register_api(module.api)


def document() -> dict[str, Any]:
    """Return the OpenAPI document of this service."""
    return cast("dict[str, Any]", cast("OpenAPI", current_app).api_doc)
