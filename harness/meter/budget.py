"""What a trial may use up, and what it has used.

No call is begun once a limit is used up. The number of calls is kept exactly; tokens and money are known when a call
ends, so those are overshot by at most the calls that are under way.
"""

from dataclasses import dataclass, field

from harness.errors import LimitReached
from harness.messages import Usage


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one trial; None is no limit."""

    nano_usd: int | None = None
    tokens: int | None = None
    calls: int | None = None


@dataclass(slots=True)
class Budget:
    """The running account of one trial."""

    limits: Limits = field(default_factory=Limits)
    calls: int = 0
    tokens: int = 0
    nano_usd: int = 0
    price_unknown: bool = False
    """True once a call was made whose price nobody knows."""

    def open_call(self) -> None:
        """Count a call that is about to be sent. Raises LimitReached when a limit is used up."""
        limits = self.limits
        if limits.calls is not None and self.calls >= limits.calls:
            raise LimitReached(f"the budget of {limits.calls:,} calls is used up")
        if limits.tokens is not None and self.tokens >= limits.tokens:
            raise LimitReached(f"the budget of {limits.tokens:,} tokens is used up")
        if limits.nano_usd is not None and self.nano_usd >= limits.nano_usd:
            raise LimitReached(f"the budget of ${limits.nano_usd / 1e9:g} is used up")
        self.calls += 1

    def close_call(self, usage: Usage, nano_usd: int | None) -> None:
        """Add what a call took; an unknown price adds nothing (a money limit refuses to start without a price)."""
        self.tokens += usage.total
        self.nano_usd += nano_usd or 0
        self.price_unknown |= nano_usd is None
