"""What programs are told when something goes wrong: problem details as JSON (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from flask import Response, g, make_response, url_for
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assessor.web.service import service

MIME = "application/problem+json"
_NOT_TAKEN = 422
_MOST_ERRORS = 20


class WrongField(BaseModel):
    """One value that was not taken."""

    field: str = Field(description="Where it stands in the request, such as `name` or `answer.0`.", examples=["name"])
    said: str = Field(description="What is wrong with it.", examples=["Field required"])


class Problem(BaseModel):
    """Why a request was not carried out (RFC 9457). `type` leads to what the status means here."""

    model_config = ConfigDict(title="Problem")

    type: str = Field(description="The address of a page on problems of this kind.")
    title: str = Field(description="The kind of problem; the same for all of one status.", examples=["Not Found"])
    status: int = Field(description="The HTTP status.", examples=[404])
    detail: str = Field(description="What happened and what to do, in one or two sentences.")
    instance: str = Field(description="The request's id, which stands in the service's log too.")
    errors: list[WrongField] = Field(default=[], description="For status 422: the values that were not taken.")


def problem(status: int, detail: str, errors: tuple[WrongField, ...] = ()) -> Response:
    """Return a problem as an answer."""
    said = Problem(
        type=service().settings.url(url_for("api_reference.show", _anchor=f"status-{status}")),
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=f"urn:toprung:request:{g.get('request_id', '')}",
        errors=list(errors),
    )
    answer = make_response(said.model_dump_json(exclude=None if errors else {"errors"}), status)
    answer.content_type = MIME
    if status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def not_taken(error: ValidationError) -> Response:
    """Return what is wrong with values of a request; the values themselves are not repeated."""
    found = error.errors(include_url=False, include_context=False, include_input=False)[:_MOST_ERRORS]
    errors = tuple(WrongField(field=".".join(map(str, one["loc"])) or "body", said=one["msg"]) for one in found)
    return problem(_NOT_TAKEN, f"{errors[0].field}: {errors[0].said}", errors)


def wrong(field: str, said: str) -> Response:
    """Return that one value was not taken."""
    return problem(_NOT_TAKEN, said, (WrongField(field=field, said=said),))


def documented(status: int, about: str) -> dict[str, Any]:
    """Return how the OpenAPI document tells of a problem."""
    told: dict[str, Any] = {
        "description": about,
        "content": {MIME: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        about_header = "After how many seconds the next request is taken."
        told["headers"] = {"Retry-After": {"description": about_header, "schema": {"type": "integer", "minimum": 1}}}
    return told
