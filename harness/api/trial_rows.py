"""What `show TRIAL` and reports are given of one trial in full: its calls, its spans, its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harness.api.happened.handing import Handed
from harness.api.happened.rows import TrialHappened
from harness.api.rows import TrialRow
from harness.plan.design import Design

UNSEEN = "outcome unknown"
"""The status of a call whose end nobody saw; it counts as work."""


@dataclass(frozen=True, slots=True)
class CallRow:
    """One attempt at one model request."""

    agent: str
    attempt: int
    model_asked: str
    model_served: str
    status: str
    """``ok``, ``outcome unknown`` or the kind of failure."""
    started_s: float
    """Seconds after the trial began."""
    seconds: float | None
    input_tokens: int
    cached_tokens: int
    output_tokens: int
    cost_nano_usd: int | None
    messages: tuple[Mapping[str, Any], ...]
    """The turns that were sent: role and text, and tool calls where there are any."""
    reply: str
    error: str
    tools_asked: tuple[str, ...] = ()
    """Names of the tools that the reply asked for."""

    @property
    def is_empty(self) -> bool:
        """True for an answer that says nothing and asks for nothing."""
        return self.status == "ok" and not self.reply.strip() and not self.tools_asked

    @property
    def came_to_nothing(self) -> bool:
        """True for an attempt without an answer: while it was under way one could only wait."""
        return self.status not in {"ok", UNSEEN}


@dataclass(frozen=True, slots=True)
class SpanRow:
    """Something that took time within a trial and was not a model call: a tool, a gate, an agent."""

    kind: str
    name: str
    agent: str
    started_s: float
    seconds: float
    detail: str
    tokens: int | None = None
    """What came back, as the model saw it."""
    size_bytes: int | None = None
    """What came back from outside."""


@dataclass(frozen=True, slots=True)
class TrialDetail:
    """A trial with everything that was said in it."""

    trial: TrialRow
    ask: str
    """What was asked for, in the manager's words."""
    answer_text: str
    answer_files: tuple[tuple[str, str], ...]
    """Name and text of each file handed in."""
    escalations: tuple[tuple[str, str, str], ...]
    """Item, reason code and why."""
    calls: tuple[CallRow, ...]
    spans: tuple[SpanRow, ...]
    happened: TrialHappened
    """Its clocks, the critical path and signs of failure."""
    design: Design
    """How the work was done."""
    handed: tuple[Handed, ...] = ()
    """What was handed to a person, each item and reason once, also where an answer says it in words."""
    due: tuple[tuple[str, str], ...] | None = None
    """Item and reason of everything that had to go to a person; None where the case cannot be dealt again."""
    faults: tuple[str, ...] = ()
    """Faults that were put in on purpose, each as it was asked for."""
