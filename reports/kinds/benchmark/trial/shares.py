"""Who did what in a trial and what it cost, by agent."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from harness.api.happened.rows import StepKind
from harness.api.trial_rows import CallRow, SpanRow, TrialDetail
from reports import words
from reports.data import Cell, Column, Row, Table
from reports.kinds.benchmark.trial.passages import short
from reports.kinds.benchmark.trial.told import waits

MOST_AGENTS = 60
WORK: frozenset[StepKind] = frozenset({"call", "tool", "gate"})
WHO = (
    Column("Agent"),
    Column("From", "after the start"),
    Column("To", "after the start"),
    Column("At work", "all work added up"),
    Column("Waited", "for a repeat or a free place, or in vain"),
    Column("Decided the time", "of the whole"),
    Column("Model calls", "number"),
    Column("Uses of tools", "number"),
    Column("Tokens", "in and out"),
    Column("Money", "of the agent"),
)

SILENT = {"Model calls": "Empty replies put in"}
"""Heads of the table where no AI was asked."""


@dataclass(slots=True)
class Share:
    """What one agent did and cost."""

    name: str
    role: str = ""
    calls: list[tuple[int, CallRow]] = field(default_factory=list)
    """With their places among the trial's calls, from 1."""
    tools: list[tuple[int, SpanRow]] = field(default_factory=list)
    waited_s: float = 0.0
    """Seconds in which any of its questions waited, or was under way in vain; beside its work too."""
    path_s: float = 0.0
    """Seconds of its work that decided how long the trial took."""

    @property
    def tokens(self) -> int:
        """Sent and brought back."""
        return sum(call.input_tokens + call.output_tokens for _, call in self.calls)

    @property
    def nano_usd(self) -> int | None:
        """What its calls cost; None where a price is unknown."""
        prices = [call.cost_nano_usd for _, call in self.calls]
        return None if None in prices else sum(price or 0 for price in prices)

    @property
    def seconds(self) -> float:
        """The seconds of its calls and tools, added up; a call that came to nothing was waiting, and no work."""
        worked = (call.seconds or 0.0 for _, call in self.calls if not call.came_to_nothing)
        return sum(worked) + sum(span.seconds for _, span in self.tools)

    @property
    def failed(self) -> int:
        """How many of its calls came to nothing."""
        return sum(call.came_to_nothing for _, call in self.calls)

    @property
    def ends(self) -> tuple[float, float]:
        """When its first piece of work began and its last one ended; it has one."""
        found = [(call.started_s, call.seconds or 0.0) for _, call in self.calls]
        found += [(span.started_s, span.seconds) for _, span in self.tools]
        return min(at for at, _ in found), max(at + took for at, took in found)

    @property
    def is_idle(self) -> bool:
        """True where it made no call and used no tool."""
        return not self.calls and not self.tools


def shares(detail: TrialDetail) -> list[Share]:
    """Return what each agent did: those of the design in its order, then whoever else was at work."""
    found = {agent.name: Share(agent.name, agent.role) for agent in detail.design.agent}
    for place, call in enumerate(detail.calls, start=1):
        found.setdefault(call.agent, Share(call.agent)).calls.append((place, call))
    for place, span in enumerate(detail.spans, start=1):
        if span.kind == "tool":
            found.setdefault(span.agent, Share(span.agent)).tools.append((place, span))
    for step in detail.happened.path:
        if step.kind in WORK and step.agent in found:
            found[step.agent].path_s += step.seconds
    for agent, seconds in waits.waited_s(detail).items():
        found[agent].waited_s = seconds
    return list(found.values())


def table(everyone: Sequence[Share], wall_s: float, not_drawn: str, *, silent: bool = False) -> Table:
    """Write who did what at which cost; those who did nothing too, since they were there to work."""
    shown = everyone[:MOST_AGENTS]
    cut = f"{len(everyone) - MOST_AGENTS:,} more agents not shown." if len(everyone) > MOST_AGENTS else ""
    return Table(
        "who",
        "Who worked when, for how long, and at which cost",
        tuple(replace(column, title=SILENT.get(column.title, column.title)) for column in WHO) if silent else WHO,
        tuple(_row(share, wall_s, silent=silent) for share in shown),
        " ".join(filter(None, (cut, not_drawn))),
        stacks=True,
    )


def _asides(share: Share, *, silent: bool) -> str:
    empty = sum(call.is_empty for _, call in share.calls)
    asides = (
        f"{share.failed:,} came to nothing" if share.failed else "",
        f"{empty:,} answered empty" if empty and not silent else "",
    )
    return ", ".join(filter(None, asides))


def _row(share: Share, wall_s: float, *, silent: bool) -> Row:
    name = Cell(short(share.name) or "nobody in particular", aside=short(share.role))
    if share.is_idle:
        return Row((name, Cell("did nothing"), *(Cell("") for _ in WHO[2:])))
    begun, ended = share.ends
    part = f"{share.path_s / wall_s:.0%}" if wall_s else "-"
    return Row(
        (
            name,
            Cell(words.duration(begun)),
            Cell(words.duration(ended)),
            Cell(words.duration(share.seconds)),
            Cell(words.duration(share.waited_s)),
            Cell(part),
            Cell(words.number(len(share.calls)), aside=_asides(share, silent=silent)),
            Cell(words.number(len(share.tools))),
            Cell(words.number(share.tokens)),
            Cell(words.money(share.nano_usd) if share.calls else "no charge"),
        )
    )
