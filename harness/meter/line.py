"""The way to one provider that all trials of a run share: who answers, who keeps the calls, how many at a time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from harness.messages import Provider, Usage
from harness.meter.budget import RunBudget
from harness.meter.calls import CallEnd, CallStart
from harness.meter.prices import PriceTable
from harness.meter.throttle import Throttle


class Recorder(Protocol):
    """Keeps calls."""

    async def started(self, start: CallStart) -> None:
        """Keep a call that is about to be sent; returns when it is committed."""
        ...

    def ended(self, end: CallEnd) -> None:
        """Have a call's end kept. It is committed before the end of its trial is, which somebody waits for."""
        ...


class Places(Protocol):
    """Where trials have their places: one that can only wait lends its own to another."""

    def lend(self) -> None: ...  # noqa: D102
    def take_back(self) -> None: ...  # noqa: D102


class NoPlaces:
    """A single trial: there is nobody to lend a place to."""

    def lend(self) -> None:
        """Do nothing."""

    def take_back(self) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long one request is tried."""

    attempts: int = 8
    first_wait_s: float = 0.5
    longest_wait_s: float = 30.0
    """Of our own waits; what the service asks for is waited in full."""
    whole_s: float = 900.0
    """No further attempt is begun so long after the first."""
    jitter: float = 0.1
    """How much longer than asked for is waited, at random, so that not all come back at the same moment."""


@dataclass(slots=True)
class Line:
    """The way to one provider that all trials of a run share."""

    provider: Provider
    recorder: Recorder
    prices: PriceTable
    throttle: Throttle
    run_id: str
    budget: RunBudget = field(default_factory=RunBudget)
    """The run's; what a trial may use up stands in its own."""
    places: Places = field(default_factory=NoPlaces)
    patience: Patience = field(default_factory=Patience)
    pause: Callable[[float], Awaitable[None]] | None = None
    """Waits so many seconds; None leaves it to the budget, which a run's end cuts short."""
    count_tokens: Callable[[str], int] | None = None
    """How texts are counted, where it is not the provider's own way: the rows *tools only* count as their run does."""

    @property
    def model_asked(self) -> str:
        """The model as the ledger names it: ``provider/model``."""
        return f"{self.provider.name}/{self.provider.model}" if self.provider.model else self.provider.name

    def count(self, text: str) -> int:
        """Count the tokens of a text as this line does."""
        return (self.count_tokens or self.provider.count_tokens)(text)

    def price(self, usage: Usage) -> int | None:
        """Return what tokens of one request cost, in nano-dollars."""
        return self.prices.nano_usd(self.model_asked, self.provider.evidence, usage)
