"""What calls would have cost otherwise. Assumptions, to be labelled as such; what was paid stands in the ledger."""

from collections.abc import Iterable

from harness.messages import Evidence, Usage
from harness.meter.prices import PriceTable


def cold_nano_usd(calls: Iterable[tuple[str, Usage]], prices: PriceTable, evidence: Evidence) -> int | None:
    """Return what requests would have cost with nothing read from a cache, and so nothing written to one.

    Each is a model as it was asked for and its tokens, one request at a time, since a long prompt may cost more a
    token. None when any price is unknown. With what was paid (the warm figure) it shows what the caches were worth:
    an arm that sends the same beginning again and again is not cheaper as a design for that alone.
    """
    total = 0
    for model, usage in calls:
        nano_usd = prices.nano_usd(model, evidence, Usage(usage.sent, output=usage.output, reasoning=usage.reasoning))
        if nano_usd is None:
            return None
        total += nano_usd
    return total
