"""The OpenAPI document, and the same as a page to read: no script, and nothing from elsewhere."""

from flask import Blueprint, Response, jsonify, render_template

from assessor.jobs.calling import SIGNATURE
from assessor.people.api_tokens import SCOPES
from assessor.web.access import may
from assessor.web.programs.answering import PREFIX, PROBLEMS
from assessor.web.programs.document import document
from assessor.web.programs.reading import read
from assessor.web.service import service

blueprint = Blueprint("api_reference", __name__)


@blueprint.get(f"{PREFIX}/openapi.json")
@may("anyone")
def openapi() -> Response:
    """Return the document, as programs read it."""
    return jsonify(document())


@blueprint.get("/api-reference")
@may("anyone")
def show() -> str:
    """Show the document, as people read it."""
    return render_template(
        "api/reference.html",
        told=read(document()),
        scopes=SCOPES,
        problems=PROBLEMS,
        signature=SIGNATURE,
        per_min=service().settings.api_per_min,
    )
