"""What a control has used so far, and when that is as much as its team used."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from harness.messages import Message, Reply, ToolSpec, Usage
from harness.plan.control import Allowance
from harness.plan.job import Ask


class Enough(Exception):
    """As much is used as the team used; the work under way ends here."""


@dataclass(slots=True)
class Account:
    """The way to the model of one control, which counts what comes back and stops at the allowance.

    It stops where it comes nearest: a call is begun as long as half of what a call takes on average still fits. So it
    ends within half a call of the allowance, above or below it.
    """

    ask_model: Ask
    allowance: Allowance
    price: Callable[[Usage], int | None]
    by_money: bool = False
    """True where money is matched; it is not where nothing is charged or a price is unknown."""
    calls: int = 0
    used: int = 0
    """Tokens, or nano-dollars where money is matched."""
    tokens: int = 0
    variation: int = 0
    """Which of several independent attempts asks."""
    may_stop: bool = field(default=False)
    """False while the first attempt is under way: without that there is nothing to hand in."""

    @property
    def is_used_up(self) -> bool:
        """True when another call would lead further away from the allowance."""
        most = (self.allowance.nano_usd or 0) if self.by_money else self.allowance.tokens
        a_call = self.used / self.calls if self.calls else 0
        return self.used + a_call / 2 > most

    async def ask(
        self,
        agent: str,
        messages: Sequence[Message],
        *,
        max_output_tokens: int,
        tools: Sequence[ToolSpec] = (),
        schema: Mapping[str, Any] | None = None,
        variation: int = 0,
    ) -> Reply:
        """Ask as the agent would, and count it. Raises Enough instead of going beyond the allowance."""
        if self.may_stop and self.is_used_up:
            raise Enough
        reply = await self.ask_model(
            agent,
            messages,
            max_output_tokens=max_output_tokens,
            tools=tools,
            schema=schema,
            variation=self.variation + variation,
        )
        self.calls += 1
        self.tokens += reply.usage.total
        self.used += (self.price(reply.usage) or 0) if self.by_money else reply.usage.total
        return reply
