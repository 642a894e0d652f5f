"""A judge for the marker: a model that is asked through a gateway of its own, metered apart from every trial.

The marker asks in a thread and waits; the asking itself happens on one event loop, so that the model's places, repeats
and limits are those of the meter. Calls of a judge are no calls of a trial: what they took is kept with the mark.
"""

import asyncio
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from types import TracebackType
from typing import Any, Self

from harness.errors import Refused
from harness.messages import Message, Provider, Sampling
from harness.meter.budget import Budget, Limits, RunBudget
from harness.meter.calls import CallEnd, CallStart
from harness.meter.gateway import Gateway
from harness.meter.line import Line
from harness.meter.prices import PriceTable
from harness.meter.throttle import Throttle
from tasks_bank.checks.judge import Judge

_MOST_OUT_TOKENS = 300
"""A verdict is one word of JSON; a model that thinks aloud gets a little more."""


@dataclass(slots=True)
class Spent:
    """What a judge took."""

    calls: int = 0
    """Attempts, failed ones included."""
    input_tokens: int = 0
    output_tokens: int = 0
    nano_usd: int | None = 0
    """None where a price is not known."""

    def add(self, other: "Spent") -> None:
        """Add what was spent elsewhere."""
        self.calls += other.calls
        self.input_tokens += other.input_tokens
        self.output_tokens += other.output_tokens
        self.nano_usd = None if self.nano_usd is None or other.nano_usd is None else self.nano_usd + other.nano_usd

    def to_json(self) -> dict[str, Any]:
        """Return the amounts by name."""
        return asdict(self)


class _Tally:
    """Adds calls up instead of keeping them one by one."""

    def __init__(self) -> None:
        self.spent = Spent()

    async def started(self, start: CallStart) -> None:
        """Count a call that is about to be sent."""
        del start
        self.spent.calls += 1

    def ended(self, end: CallEnd) -> None:
        """Add what a call took."""
        self.spent.add(Spent(0, end.usage.sent, end.usage.output, end.nano_usd))


class JudgesRoom:
    """Where a model judges for a while. A context manager: inside, the model can be asked from any thread."""

    def __init__(self, make: Callable[[], Provider], prices: PriceTable, most_at_once: int, limits: Limits) -> None:
        self._make = make
        self._prices = prices
        self._most_at_once = most_at_once
        self._limits = limits
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="judge", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._budget = RunBudget(self._limits)
        self._budget.begin()
        self._provider = self._make()
        at_once = min(self._most_at_once, self._provider.limits.at_once or self._most_at_once)
        self._throttle = Throttle(at_once)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if hasattr(self, "_provider"):
            asyncio.run_coroutine_threadsafe(self._provider.close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def provider(self) -> Provider:
        """The model that judges."""
        return self._provider

    def judge(self, run_id: str, trial_id: str) -> tuple[Judge, Spent]:
        """Return a judge for one answer, and the account of what it takes."""
        tally = _Tally()
        line = Line(self._provider, tally, self._prices, self._throttle, run_id, self._budget)
        began = time.monotonic()
        gateway = Gateway(
            line=line,
            budget=Budget(),
            sampling=Sampling() if self._provider.limits.takes_sampling else Sampling(None, None),
            trial_id=trial_id,
            trial_attempt=1,
            clock=lambda: time.monotonic() - began,
        )

        def ask(question: str) -> str:
            """Ask; a model that declines gives no readable verdict. Raises ProviderError or RunLimitReached."""
            asking = gateway.ask("judge", [Message("user", question)], max_output_tokens=_MOST_OUT_TOKENS)
            try:
                return asyncio.run_coroutine_threadsafe(asking, self._loop).result().text
            except Refused:
                return ""

        return Judge(line.model_asked, ask), tally.spent
