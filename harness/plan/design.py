"""A design as it stands in a TOML file (the field: solver, scaffold; work product). Data, never code."""

import dataclasses
import difflib
import hashlib
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    SerializerFunctionWrapHandler,
    ValidationError,
    model_serializer,
)
from pydantic_core import ErrorDetails

from harness.errors import BadDesign
from harness.plan.level import Level
from tasks_bank.deliverable import Column

Name = str
Tokens = int

_MOST_MISTAKES = 3
_LONGEST_VALUE = 60


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Allowance(_Strict):
    """What a person may put into the conversation and get out of it."""

    paste_tokens: Tokens = Field(default=0, ge=0)
    """At PROMPTING: how much text of the files may be pasted into the question."""
    paste_order: tuple[str, ...] = ("*",)
    """At PROMPTING: which files are pasted first, as patterns."""
    follow_ups: int = Field(default=0, ge=0, le=1)
    """At PROMPTING: how many further questions may be asked."""
    max_output_tokens: Tokens = Field(default=4000, ge=1)
    """The most that one call may bring back."""


class SourceSettings(BaseModel):
    """A ``[context.NAME]`` table: its token budget, and the source's own keys, which the source itself checks."""

    model_config = ConfigDict(extra="allow", frozen=True)

    budget_tokens: Tokens = Field(ge=1)

    @property
    def own(self) -> dict[str, Any]:
        """The source's own keys."""
        return dict(self.model_extra or {})


class Example(_Strict):
    """A worked example: what an agent is shown and what it should say."""

    input: str
    output: str


class Prepared(_Strict):
    """A tool that is called before the agent's model speaks, with arguments that stand in the design."""

    tool: Name
    arguments: dict[str, JsonValue] = Field(default_factory=dict)
    into: Name
    """The table that the result becomes; the agent sees it, and it counts as written if `writes` names it."""


class AgentBudget(_Strict):
    """What one agent may use up of a trial's budget; None is no limit."""

    usd: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    tokens: int | None = Field(default=None, gt=0)
    calls: int | None = Field(default=None, gt=0)
    wall_s: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    """Seconds by the clock in which it is at work, over all its turns; while it waits for others none is counted."""


class Agent(_Strict):
    """One worker."""

    name: Name
    role: str
    instructions: str = ""
    ask_each: str = ""
    """The request that accompanies each item of `each`; empty means the item alone."""
    reads: tuple[str, ...] = ()
    """``brief``, a source of the design's context (``instructions``, ``files``, ``files:PATTERN``), or a table."""
    tools: tuple[Name, ...] = ()
    """Tools that the model may call as it likes."""
    prepare: tuple[Prepared, ...] = ()
    writes: tuple[Name, ...] = ()
    """Tables: the task's deliverables, or tables of the design's own. Those that `prepare` makes are not asked for."""
    each: tuple[str, ...] = ()
    """Fan out over tables or ``files:PATTERN``; the agent is asked once for each row or file, at the same time."""
    shows: tuple[Name, ...] = ()
    """With `each` over tables: the item's columns that the model sees, in this order; left out, it sees all."""
    each_gives: Literal["one", "any"] = "any"
    """What one item of `each` gives: exactly one row, or as many as the agent finds, none included."""
    carries: dict[Name, tuple[Name, ...]] = Field(default_factory=dict)
    """With `each`: written columns that code copies from the item, so that no model is asked for them.

    Each names item columns in order of preference, the first that is filled counts; ``=text`` stands for the text
    itself. A file has the columns ``file`` (its name) and ``stem`` (the name without folder and ending).
    """
    examples: tuple[Example, ...] = ()
    format: Literal["text", "json"] = "text"
    """``json`` constrains the reply by the schema of what is written."""
    together: bool = True
    """False asks for one table a call, in the order of `writes`; True asks for all in one reply."""
    max_output_tokens: Tokens | None = None
    """A tighter allowance for this agent's calls."""
    model: str = ""
    """A model of its own: ``provider/model``, or a model of the run's provider. Empty: the run's model."""
    budget: AgentBudget = AgentBudget()
    """Of its own: an agent that has used it up is contained, and the others go on."""

    @model_serializer(mode="wrap")
    def _leave_out(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out what older designs lack, where it says nothing: their digests stay what they were."""
        data: dict[str, Any] = whole(self)
        silent = {"model": not self.model, "budget": self.budget == AgentBudget()}
        return {key: value for key, value in data.items() if not silent.get(key)}


class OwnTable(_Strict):
    """A table that agents hand to each other and that is not a deliverable."""

    name: Name
    columns: tuple[Column, ...]


class Coordinator(_Strict):
    """Who hands in, and what happens when a worker fails."""

    agent: Name
    on_failure: Literal["skip", "retry", "stop"] = "skip"


class Gate(_Strict):
    """A check that work has to pass."""

    after: Name
    """The agent whose work is checked."""
    check: str
    """``tool:NAME`` (passes when the tool returns no row), ``agent:NAME`` (passes when it says so) or ``person`` (the
    work is put where a person finds it, and goes on: nobody is there while a trial runs)."""
    arguments: dict[str, JsonValue] = Field(default_factory=dict)
    returns_to: Name = ""
    """Empty only where a person checks: nothing comes back within the trial."""
    max_returns: int = Field(default=1, ge=0, le=5)


class EscalationRule(_Strict):
    """What is handed to a person instead of being decided."""

    table: Name
    """The table whose rows are looked at."""
    item: Name
    """The column that names what is handed over."""
    when: str
    """``field op literal`` joined by ``and`` and ``or``; parsed, never run as code."""
    reason: str
    """A reason code, or ``{column}`` to take it from the row."""


class Budget(_Strict):
    """What a trial may use up; None is no limit."""

    usd: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    tokens: int | None = Field(default=None, gt=0)
    calls: int | None = Field(default=None, gt=0)
    retries: int | None = Field(default=None, ge=0)
    """Repeats of calls that failed through the service's fault; when they are used up, the trial is infrastructure."""
    wall_s: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    """Seconds by the clock."""
    working_s: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    """Seconds by the clock, less those in which the trial could only wait for a place or for the service."""


class Design(_Strict):
    """How the work is done."""

    name: Name
    version: int = Field(ge=1)
    level: Level
    task: Name
    about: str = ""
    question: str = ""
    """At PROMPTING: the words around the brief; ``{ask}``, ``{handing_in}`` and ``{pasted}`` are filled in."""
    follow_up: str = ""
    """At PROMPTING: the second question."""
    allowance: Allowance = Allowance()
    context: dict[Name, SourceSettings] = Field(default_factory=dict)
    table: tuple[OwnTable, ...] = ()
    agent: tuple[Agent, ...] = ()
    coordinator: Coordinator | None = None
    gate: tuple[Gate, ...] = ()
    escalate: tuple[EscalationRule, ...] = ()
    budget: Budget = Budget()

    @property
    def digest(self) -> str:
        """Twelve hex digits of the SHA-256 of the design's canonical JSON."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    @property
    def id(self) -> str:
        """``name@version#digest``."""
        return f"{self.name}@{self.version}#{self.digest}"


def read_design(path: Path) -> Design:
    """Read a design file. Raises BadDesign, which names an unknown key's nearest known one."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadDesign(f"cannot read the design {path}: {error}") from error
    return parse_design(text, str(path))


def parse_design(text: str, where: str) -> Design:
    """Read a design from TOML text; `where` names it in messages."""
    try:
        return Design.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadDesign(f"design {where} is not TOML: {error}") from error
    except ValidationError as error:
        raise BadDesign(f"design {where}: {'; '.join(_said(error))}") from error


def _said(error: ValidationError) -> Iterator[str]:
    """Say each mistake with its place, its value, and for an unknown key the nearest known one."""
    mistakes = error.errors()
    for mistake in mistakes[:_MOST_MISTAKES]:
        yield _sentence(mistake)
    if len(mistakes) > _MOST_MISTAKES:
        yield f"and {len(mistakes) - _MOST_MISTAKES} more"


def _sentence(mistake: ErrorDetails) -> str:
    place = mistake["loc"]
    where = ".".join(str(part) for part in place)
    if mistake["type"] in {"extra_forbidden", "unexpected_keyword_argument"}:
        near = difflib.get_close_matches(str(place[-1]), _known_keys(place), n=1)
        return f"unknown key '{where}'" + (f"; did you mean '{near[0]}'?" if near else "")
    if mistake["type"] == "missing":
        return f"'{where}' is missing"
    shown = repr(mistake["input"])
    shown = shown if len(shown) <= _LONGEST_VALUE else f"{shown[:_LONGEST_VALUE]}…"
    if mistake["type"] == "tuple_type":
        tables = f" of tables; write [[{place[-1]}]]" if isinstance(mistake["input"], dict) else ""
        return f"'{where}' is {shown}, and has to be a list{tables}"
    return f"'{where}' is {shown}: {mistake['msg']}"


def _known_keys(place: tuple[int | str, ...]) -> list[str]:
    """Return the keys that are known at the place of an unknown one."""
    models: dict[str, type[BaseModel]] = {
        "allowance": Allowance,
        "agent": Agent,
        "table": OwnTable,
        "coordinator": Coordinator,
        "gate": Gate,
        "escalate": EscalationRule,
        "budget": Budget,
        "examples": Example,
        "prepare": Prepared,
    }
    known = list(Design.model_fields)
    for part in place[:-1]:
        if part == "columns":
            known = [field.name for field in dataclasses.fields(Column)]
        elif isinstance(part, str) and part in models:
            own = part == "budget" and known == list(Agent.model_fields)
            known = list(AgentBudget.model_fields if own else models[part].model_fields)
    return known
