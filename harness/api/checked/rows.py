"""What `bench check --json` prints: plain rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from harness.plan.level import Level


@dataclass(frozen=True, slots=True)
class Fed:
    """What one agent gets from another."""

    source: str
    """The agent that makes the tables."""
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckedAgent:
    """An agent, what it gets and makes, and what it may do."""

    name: str
    role: str
    asks_model: bool
    """False where code makes all that it writes."""
    each: tuple[str, ...]
    """It is asked once for each row or file of these; empty: once."""
    fed_by: tuple[Fed, ...]
    reads: tuple[str, ...]
    """The brief and context sources."""
    prepares: tuple[str, ...]
    """Tools that code calls for it, in order."""
    tools: tuple[str, ...]
    """Tools that its model may call."""
    system_writes: tuple[str, ...]
    """Writes to the case's systems that it may do."""
    hands_in: tuple[str, ...]
    passes_on: tuple[str, ...]
    model: str
    """Of its own; empty: the run's."""
    budget: Mapping[str, float]
    """Of its own, by key; empty: the design's alone."""
    max_output_tokens: int


@dataclass(frozen=True, slots=True)
class CheckedGate:
    """A gate, and what it does with work that does not pass."""

    after: str
    check: str
    looks_at: tuple[str, ...]
    returns_to: str
    """Empty where nothing is sent back."""
    max_returns: int
    works_again: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckedRule:
    """An escalation rule."""

    table: str
    item: str
    when: str
    reason: str


@dataclass(frozen=True, slots=True)
class CheckedDesign:
    """A design in plain rows, and what is wrong with it."""

    design: str
    """``name@version#digest``."""
    design_name: str
    level: Level
    task: str
    stages: tuple[tuple[str, ...], ...]
    """Agents that work at the same time, stage by stage; without reviewers and coordinator. Empty where in a circle."""
    coordinator: str
    on_failure: str
    """What the coordinator does when an agent makes nothing."""
    agents: tuple[CheckedAgent, ...]
    gates: tuple[CheckedGate, ...]
    rules: tuple[CheckedRule, ...]
    budget: Mapping[str, float]
    """Of a trial, by key; empty: no limit."""
    mistakes: tuple[str, ...]
    """What refuses the design."""
    advice: tuple[str, ...]
    """What may be meant so."""
