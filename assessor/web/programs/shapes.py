"""Shapes that parts of the API share: labels of every answer, pages of lists, text that can be kept, ids in paths."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

MOST_A_PAGE = 100
_FIRST_PRINTED = 32


class Shape(BaseModel):
    """What is sent or answered; nothing but what is declared."""

    model_config = ConfigDict(extra="forbid")


class Answer(Shape):
    """The label of every answer."""

    is_make_believe: bool = Field(
        description="Whether the organisation is a demonstration: its people and results are made up."
    )


class Listing(Answer):
    """A page of a list."""

    next: str | None = Field(description="Send it as `after` to get the next page; null on the last one.")


class Page(Shape):
    """Which page of a list."""

    after: str = Field(default="", max_length=100, description="`next` of the page before; without it, the first page.")
    limit: int = Field(default=50, ge=1, le=MOST_A_PAGE, description="How many at most.")


class Once(BaseModel):
    """The header that makes a POST safe to send again."""

    key: str = Field(
        default="",
        alias="Idempotency-Key",
        pattern=r"^[!-~]{0,100}$",
        description="Up to 100 printed characters of your choice, new for each thing that you want made. The same "
        "request with the same key within a day makes nothing more and answers with what the first one made.",
    )


def _plain(said: str) -> str:
    """Refuse what no store keeps or no page shows."""
    if any((ord(sign) < _FIRST_PRINTED and sign not in "\n\t") or "\ud800" <= sign <= "\udfff" for sign in said):
        raise ValueError("control characters are not taken")
    return said


Plain = Annotated[str, AfterValidator(_plain)]
"""Text without control characters."""


class PersonPath(Shape):
    """A person in a path."""

    person_id: str = Field(description="The person's id.")


class CampaignPath(Shape):
    """A campaign in a path."""

    campaign_id: str = Field(description="The campaign's id.")


class SittingPath(Shape):
    """A sitting in a path."""

    sitting_id: str = Field(description="The sitting's id.")


class WebhookPath(Shape):
    """A webhook in a path."""

    webhook_id: str = Field(description="The webhook's id.")
