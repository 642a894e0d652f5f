"""What a trial may use up, and what it has used: a limit stops within one call of itself."""

from dataclasses import dataclass, field

from harness.errors import LimitReached
from harness.messages import Usage


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one trial; None is no limit."""

    nano_usd: int | None = None
    tokens: int | None = None
    calls: int | None = None
    wall_s: float | None = None


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
        for what, used, limit in (
            ("calls", self.calls, self.limits.calls),
            ("tokens", self.tokens, self.limits.tokens),
            ("nano-dollars", self.nano_usd, self.limits.nano_usd),
        ):
            if limit is not None and used >= limit:
                raise LimitReached(f"the budget of {limit:,} {what} is used up")
        self.calls += 1

    def close_call(self, usage: Usage, nano_usd: int | None) -> None:
        """Add what a call took; an unknown price adds nothing (a money limit refuses to start without a price)."""
        self.tokens += usage.total
        self.nano_usd += nano_usd or 0
        self.price_unknown |= nano_usd is None
