"""Calls as they are priced again: their tokens and their price, no prompt and no reply; and where new prices go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, and_, func, insert, or_, select

from harness.messages import Usage
from harness.store.tables import CALL, PLANNED, REPRICED, TRIAL

_PAGE = 1000


@dataclass(frozen=True, slots=True)
class PricedCall:
    """A call that ended, with what it cost when it was made."""

    number: int
    """Its number in the ledger."""
    arm: str
    counts: bool
    """False in an attempt that never ended or was repeated."""
    model_asked: str
    price_table: str
    nano_usd: int | None
    is_kept: bool
    """True when its price by the table in question is kept already."""
    usage: Usage


def page_of_calls(
    connection: Connection, run_id: str, price_table: str, after: int
) -> tuple[Sequence[PricedCall], int]:
    """Return the next page of a run's calls, in the order made, and the number to go on after (0: no more).

    Calls that another run paid for belong to it where they count: a trial that two runs ask for is done once.
    """
    last = select(func.max(TRIAL.c.attempt)).where(TRIAL.c.id == CALL.c.trial_id).scalar_subquery()
    counts = CALL.c.trial_attempt == func.coalesce(last, 0)
    query = (
        select(
            CALL.c.number,
            PLANNED.c.arm,
            counts,
            CALL.c.model_asked,
            CALL.c.price_table,
            CALL.c.nano_usd,
            REPRICED.c.number.is_not(None),
            CALL.c.input_tokens,
            CALL.c.cache_read_tokens,
            CALL.c.cache_write_tokens,
            CALL.c.output_tokens,
            CALL.c.reasoning_tokens,
            CALL.c.cache_write_1h_tokens,
        )
        .join(PLANNED, and_(PLANNED.c.trial_id == CALL.c.trial_id, PLANNED.c.run_id == run_id))
        .outerjoin(REPRICED, and_(REPRICED.c.call_number == CALL.c.number, REPRICED.c.price_table == price_table))
        .where(CALL.c.number > after, CALL.c.status.is_not(None), or_(counts, CALL.c.run_id == run_id))
    )
    rows = connection.execute(query.order_by(CALL.c.number).limit(_PAGE)).all()
    calls = [
        PricedCall(number, arm, bool(counted), model, table or "", nano_usd, bool(kept), Usage(*tokens))
        for number, arm, counted, model, table, nano_usd, kept, *tokens in rows
    ]
    return calls, calls[-1].number if len(calls) == _PAGE else 0


def keep(connection: Connection, price_table: str, nano_usd: Sequence[tuple[int, int | None]]) -> None:
    """Keep prices by the calls' numbers, beside what was kept before."""
    now = datetime.now(UTC)
    rows = [
        {"call_number": number, "price_table": price_table, "nano_usd": price, "made_at": now}
        for number, price in nano_usd
    ]
    connection.execute(insert(REPRICED), rows)
