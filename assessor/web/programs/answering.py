"""How routes of the API answer: shapes as JSON, tagged so that what has not changed is not sent again; pages."""

from http import HTTPStatus
from typing import Any, TypeVar

from flask import make_response, request
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel
from sqlmodel.sql.expression import SelectOfScalar
from werkzeug.wrappers import Response

from assessor.db import TenantSession
from assessor.models.declared import AssessorTable
from assessor.web.programs.problems import documented
from assessor.web.programs.shapes import Page, Shape

PREFIX = "/api/v1"
SECURITY = "key"
_JSON = "application/json"
Answers = dict[str | int | HTTPStatus, type[BaseModel] | dict[Any, Any] | None]
"""What the document tells of the answers of an operation, by status."""
Row = TypeVar("Row", bound=AssessorTable)
PROBLEMS: dict[int, str] = {
    400: "The request cannot be understood: its body is no JSON, or it is for another host.",
    401: "There is no key, or it is not good (any more).",
    403: "The key is not made for this, or the release rule does not let an owner see it.",
    404: "There is no such thing in the key's organisation.",
    405: "The address does not take this method.",
    413: "The body is too large.",
    415: "The body is not sent as application/json.",
    422: "Values were not taken; `errors` lists them.",
    429: "The key has asked too often; wait as `Retry-After` says.",
    500: "Something went wrong on our side; what was acknowledged is kept.",
    503: "The service cannot reach its store; try again in a moment.",
}
"""What may go wrong with every request, by status."""
CONFLICT: Answers = {409: documented(409, "It cannot be done as things stand; `detail` says why.")}
_SAME = {"description": "Nothing changed since the answer whose `ETag` was sent as `If-None-Match`."}


def part(name: str, about: str) -> APIBlueprint:
    """Return the blueprint of one part of the API."""
    return APIBlueprint(
        f"api_{name}",
        f"assessor.web.api.{name}",
        url_prefix=PREFIX,
        abp_tags=[Tag(name=name, description=about)],
        abp_security=[{SECURITY: []}],
        abp_responses={status: documented(status, words) for status, words in PROBLEMS.items()},
        operation_id_callback=_operation_id,
    )


def reads(shape: type[Shape]) -> Answers:
    """Return how the document tells of the answers to a GET."""
    return {200: shape, 304: dict(_SAME)}


def send(shape: Shape, status: int = 200) -> Response:
    """Return an answer."""
    response = make_response(shape.model_dump_json(), status)
    response.content_type = _JSON
    if request.method == "GET":
        response.add_etag()
        response.headers["Cache-Control"] = "private, no-cache"
        response.make_conditional(request)
    return response


def page_of(session: TenantSession, asked: SelectOfScalar[Row], name: str, page: Page) -> tuple[list[Row], str | None]:
    """Return the rows of a page, in the order of a column that tells them apart, and `next`."""
    column = getattr(asked.column_descriptions[0]["entity"], name)
    ordered = asked.order_by(column).limit(page.limit + 1)
    if page.after:
        ordered = ordered.where(column > page.after)
    rows = list(session.exec(ordered))
    shown = rows[: page.limit]
    return shown, str(getattr(shown[-1], name)) if len(rows) > page.limit else None


def _operation_id(*, name: str, path: str, method: str) -> str:
    """Return the view's own name, which programs made from the document use."""
    del path, method
    return name
