"""What one request costs, once its rates are known: whole numbers, so that nothing is lost in adding up."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from harness.messages import Usage

_TOKENS_PER_MTOK = 1_000_000
_NANO_PER_USD = 1_000_000_000


@dataclass(frozen=True, slots=True)
class CacheRule:
    """A vendor's rule on what a cache costs where no figure is given, times the price of input."""

    source: str
    as_of: date
    cache_read: Decimal
    cache_write: Decimal
    cache_write_1h: Decimal


@dataclass(frozen=True, slots=True)
class Prices:
    """A model's list prices, in dollars per million tokens; None where no figure is given."""

    input: Decimal
    output: Decimal
    reasoning: Decimal | None = None
    cache_read: Decimal | None = None
    cache_write: Decimal | None = None
    cache_write_1h: Decimal | None = None
    request_usd: Decimal | None = None
    """What a request costs beside its tokens, in dollars."""


@dataclass(frozen=True, slots=True)
class Rates:
    """What each kind of token costs, in nano-dollars per million tokens."""

    input: int
    output: int
    reasoning: int
    """For the part of the output that is reasoning."""
    cache_read: int
    cache_write: int
    cache_write_1h: int | None
    """None where nobody says what it costs."""
    request_nano_usd: int = 0
    """What a request costs beside its tokens."""

    @classmethod
    def of(cls, prices: Prices, rule: CacheRule | None) -> "Rates":
        """Return the rates of prices. Without a figure and a rule a cached token costs like any other sent.

        But what keeping one for an hour costs is then unknown.
        """
        sent = prices.input
        read, write, write_1h = prices.cache_read, prices.cache_write, prices.cache_write_1h
        if rule:
            read = sent * rule.cache_read if read is None else read
            write = sent * rule.cache_write if write is None else write
            write_1h = sent * rule.cache_write_1h if write_1h is None else write_1h
        return cls(
            input=nano(sent),
            output=nano(prices.output),
            reasoning=nano(prices.output if prices.reasoning is None else prices.reasoning),
            cache_read=nano(sent if read is None else read),
            cache_write=nano(sent if write is None else write),
            cache_write_1h=None if write_1h is None else nano(write_1h),
            request_nano_usd=nano(prices.request_usd or Decimal(0)),
        )

    def nano_usd(self, usage: Usage) -> int | None:
        """Return what a request costs, rounded to the nearest; None when it used what has no known price."""
        rated = (
            usage.input * self.input
            + (usage.output - usage.reasoning) * self.output
            + usage.reasoning * self.reasoning
            + usage.cache_read * self.cache_read
            + usage.cache_write * self.cache_write
        )
        if usage.cache_write_1h:
            if self.cache_write_1h is None:
                return None
            rated += usage.cache_write_1h * self.cache_write_1h
        return (rated + _TOKENS_PER_MTOK // 2) // _TOKENS_PER_MTOK + self.request_nano_usd


@dataclass(frozen=True, slots=True)
class Banded:
    """The rates of a model, by the length of the prompt."""

    lowest: Rates
    above: tuple[tuple[int, Rates], ...] = ()
    """Prompts of more tokens than the first figure cost these rates, for all of their tokens; longest first."""

    def nano_usd(self, usage: Usage) -> int | None:
        """Return what one request costs; a total over several would be put into the wrong band."""
        for tokens, rates in self.above:
            if usage.sent > tokens:
                return rates.nano_usd(usage)
        return self.lowest.nano_usd(usage)


def nano(usd: Decimal) -> int:
    """Return dollars as whole nano-dollars, rounded to the nearest: some lists write 0.18 as 0.18000000000000002."""
    return int((usd * _NANO_PER_USD).to_integral_value(ROUND_HALF_UP))
