"""What `bench context --json` prints: plain rows, every quantity with its unit in its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from harness.messages import Evidence
from harness.plan.level import Level

PartKind = Literal["system", "standing", "examples", "paper", "table", "request", "tools", "schema", "turns"]
"""``standing`` is context beside the agent's instructions; ``paper`` a file or passage; ``turns`` what holds the parts
together: the template of the conversation and the lines between them."""


@dataclass(frozen=True, slots=True)
class SeenPart:
    """A part of what a model sees, and how long it is."""

    kind: PartKind
    name: str
    """Of the file, the table, the rules, …; empty where the kind says it."""
    source: str
    """The context source that supplied it; empty where none did."""
    tokens: int
    is_counted: bool
    """False where it does not count against the limit of a call with this model (tools and schema of some)."""


@dataclass(frozen=True, slots=True)
class SeenTurn:
    """One turn of the conversation, exactly as it is sent."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class SeenTool:
    """A tool as the model is told of it."""

    name: str
    about: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SeenCall:
    """The first call of an agent's model."""

    turns: tuple[SeenTurn, ...]
    tools: tuple[SeenTool, ...]
    schema: Mapping[str, Any] | None
    """JSON schema that the reply must keep to; None for free text."""
    max_output_tokens: int
    parts: tuple[SeenPart, ...]
    sent_tokens: int
    """As the limit of a call counts them."""
    is_over_limit: bool
    """True where the trial would end here, since one call may not send so much."""


@dataclass(frozen=True, slots=True)
class SeenAgent:
    """What the model of one agent will see."""

    agent: str
    role: str
    items: int | None
    """How often it is asked at the same time, once for each row or file; None where it does not fan out."""
    first_call: SeenCall | None
    """For an agent that fans out, with its first item; None where its model is not asked."""
    notes: tuple[str, ...]
    """What is not there yet, or why its model is not asked."""


@dataclass(frozen=True, slots=True)
class ContextView:
    """What the models of a design will see of one case."""

    design: str
    """``name@version#digest``."""
    design_name: str
    level: Level
    task: str
    """``name@version``."""
    seed: int
    dials: str
    model: str
    evidence: Evidence
    call_in_tokens: int | None
    """The most that one call may send; None where only the design's budgets count."""
    agents: tuple[SeenAgent, ...]
