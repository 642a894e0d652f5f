"""What can go wrong with one part of a trial: the closed set of words that spans of kind ``trouble`` bear.

Who reads spans looks for these words and for no others; what happened in particular stands in the span's detail.
"""

from collections.abc import Mapping
from enum import StrEnum

from harness.errors import (
    AgentDown,
    AgentFailed,
    AgentOutOfTime,
    AgentOverBudget,
    CallTooLong,
    ProviderError,
    Refused,
    SourceLost,
)

TROUBLE = "trouble"
"""The kind of the spans that bear these words as their name."""
DELAY = "delay"
"""The kind of the spans for which a call was held back by a fault that somebody put in."""


class Trouble(StrEnum):
    """What went wrong with one agent or one gate (the field: failure, fault)."""

    OVER_BUDGET = "over budget"
    """The agent has used up its own money, tokens or calls."""
    OUT_OF_TIME = "out of time"
    """The agent has used up its own seconds, and mostly by its own work."""
    TOO_LONG = "too long"
    """What the agent would have sent is more than one call may send, or more than its model takes."""
    REPEATS_ITSELF = "repeats itself"
    """The agent asked for the same tool with the same arguments again and again, said the same again when it was to go
    on, or made the same again after a gate had sent its work back."""
    TOO_MANY_ROUNDS = "too many rounds"
    """The agent went on asking for tools until no round was left; it was asked without them."""
    MADE_NOTHING = "made nothing"
    """Nothing of what the agent was to write could be read from what it said."""
    SERVICE_FAILED = "service failed"
    """A call came to nothing through the service's fault, after all repeats: the trial ends as infrastructure."""
    DECLINED = "declined"
    """The model declined to answer: the trial ends as refused."""
    VERDICT_UNREADABLE = "verdict unreadable"
    """Whoever checks at a gate said neither pass nor fail."""
    LET_THROUGH = "let through"
    """A gate let pass what it had not found good: no returns are left, or nobody could check."""
    NO_ROOM_FOR_TOOLS = "no room for tools"
    """What the tools brought back is too long for a further call; the agent was asked without them."""
    FOLLOW_UP_LEFT_OUT = "follow-up left out"
    """At PROMPTING: the conversation is too long for a second question."""
    CUT_OFF = "cut off"
    """The trial ended while the agent was at work: by a limit, by a refusal or by a service that failed another."""
    FAULT_INJECTED = "fault injected"
    """Somebody had a fault planted in the agent or the gate: what follows says nothing about the design without it."""


_OF_FAILURE: Mapping[type[Exception], Trouble] = {
    AgentOverBudget: Trouble.OVER_BUDGET,
    AgentOutOfTime: Trouble.OUT_OF_TIME,
    CallTooLong: Trouble.TOO_LONG,
    AgentDown: Trouble.FAULT_INJECTED,
    Refused: Trouble.DECLINED,
    ProviderError: Trouble.SERVICE_FAILED,
    SourceLost: Trouble.SERVICE_FAILED,
}
NAMED = (AgentFailed, Refused, ProviderError, SourceLost)
"""Failures that end an agent's work, for which there is a word."""


def trouble_of(failure: Exception) -> Trouble:
    """Return the word for one of the failures that are `NAMED`."""
    return next(word for kind, word in _OF_FAILURE.items() if isinstance(failure, kind))
