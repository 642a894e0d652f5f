"""The table of model calls."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field

from harness.store.tables.declared import Counter, FreeText, LedgerTable, TableArgs, at_least, words

STATUSES = ("ok", "overloaded", "timed out", "bad reply", "cancelled")


class Call(LedgerTable, table=True):
    """One attempt at one model request (the field: generation).

    The first half is written before the request is sent, the second when it ended. While the second half is empty the
    outcome is unknown, and the call counts for the worst it can have cost.
    """

    __tablename__: ClassVar[str] = "call"
    __table_args__: ClassVar[TableArgs] = (
        ForeignKeyConstraint(["run_id", "trial_id"], ["planned_trial.run_id", "planned_trial.trial_id"]),
        Index(None, "trial_id", "trial_attempt"),
        Index(None, "run_id"),
        words("status", STATUSES),
        CheckConstraint("(status IS NULL) = (seconds IS NULL)", name="ended"),
        at_least("attempt", 1),
        at_least("trial_attempt", 1),
    )

    number: int | None = Field(default=None, primary_key=True, sa_type=Counter)
    """Counts up in the order of writing."""
    id: str = Field(unique=True)
    """Names the call."""
    run_id: str
    """The run that it was made for."""
    trial_id: str
    """The trial that it belongs to."""
    trial_attempt: int
    """Which attempt at the trial."""
    agent: str = Field(sa_type=FreeText)
    """Who asked."""
    attempt: int
    """Which attempt at this request, from 1."""
    model_asked: str = Field(sa_type=FreeText)
    """The model that was asked for."""
    started_at: datetime
    """UTC."""
    started_s: float
    """Seconds after the trial began."""
    messages: list[dict[str, Any]] = Field(sa_type=JSON)
    """The turns that were sent."""
    worst_tokens: int = Field(sa_type=BigInteger)
    """Tokens sent and the most that may come back."""
    worst_nano_usd: int | None = Field(sa_type=BigInteger)
    """The most that it can cost, in billionths of a US dollar; null when the price is unknown."""
    request_digest: str
    """Digest of model, messages, tools, schema and sampling."""

    status: str | None
    """How it ended; null when its end was never seen."""
    seconds: float | None
    """Seconds from sending to the end."""
    first_token_s: float | None
    """Seconds from sending to the first token; null where nothing was streamed."""
    model_served: str | None = Field(sa_type=FreeText)
    """The model that the service says answered."""
    input_tokens: int | None = Field(sa_type=BigInteger)
    """Tokens sent and not read from a cache."""
    cache_read_tokens: int | None = Field(sa_type=BigInteger)
    """Tokens read from the service's cache."""
    cache_write_tokens: int | None = Field(sa_type=BigInteger)
    """Tokens written to the service's cache for its usual time."""
    cache_write_1h_tokens: int | None = Field(sa_type=BigInteger)
    """Tokens written to the service's cache for an hour."""
    output_tokens: int | None = Field(sa_type=BigInteger)
    """Tokens generated, reasoning included."""
    reasoning_tokens: int | None = Field(sa_type=BigInteger)
    """The part of the generated tokens that was reasoning."""
    nano_usd: int | None = Field(sa_type=BigInteger)
    """What it cost, in billionths of a US dollar; null when the price is unknown."""
    price_table: str | None = Field(sa_type=FreeText)
    """The price table that was used, with its version."""
    reply: dict[str, Any] | None = Field(sa_type=JSON(none_as_null=True))
    """Text, stop and tool calls."""
    error: str | None = Field(sa_type=FreeText)
    """What went wrong; empty for `ok`."""
