"""Tokens and money as Inspect counts them: dollars, and no money at all where a price is not known."""

from collections.abc import Iterable
from typing import Any

from harness.api.export.reading import cost
from harness.messages import Usage
from harness.store.records import CallRecord

Json = dict[str, Any]
_NANO_PER_USD = 1_000_000_000


class Totals:
    """Usage added up by model and by agent."""

    def __init__(self) -> None:
        self.by_model: dict[str, Json] = {}
        self.by_agent: dict[str, Json] = {}

    def add(self, calls: Iterable[CallRecord]) -> None:
        """Add calls that ended; one whose end was never seen took what nobody knows."""
        for call in calls:
            if call.end:
                took = usage_of(call.end.usage, cost([call]))
                for key, totals in ((call.start.model_asked, self.by_model), (call.start.agent, self.by_agent)):
                    totals[key] = _sum(totals[key], took) if key in totals else took


def usage_of(usage: Usage, nano_usd: int | None) -> Json:
    """Return tokens as Inspect counts them, and what they cost."""
    return {
        "input_tokens": usage.input,
        "output_tokens": usage.output,
        "total_tokens": usage.total,
        "input_tokens_cache_write": usage.cache_write + usage.cache_write_1h,
        "input_tokens_cache_read": usage.cache_read,
        "reasoning_tokens": usage.reasoning,
        "total_cost": None if nano_usd is None else nano_usd / _NANO_PER_USD,
    }


def _sum(one: Json, other: Json) -> Json:
    """Add two up; money that is unknown in one of them is unknown in the sum."""
    return {name: None if None in (one[name], other[name]) else one[name] + other[name] for name in one}
