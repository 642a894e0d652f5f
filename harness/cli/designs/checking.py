"""The subcommand that looks a design over before anything is spent: who does what, mistakes, advice, the graph."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from harness import api
from harness.api.checked.rows import CheckedAgent, CheckedDesign, CheckedGate
from harness.errors import HAS_MISTAKES


def check(args: argparse.Namespace) -> int:
    """Print a design in plain words with what is wrong with it; the exit code says whether there are mistakes."""
    svg = Path(args.svg) if args.svg else None
    found = api.check(args.design, args.task, svg)
    if args.json:
        print(json.dumps(asdict(found), indent=2))
    else:
        print("\n".join(_lines(found)))
    if svg is not None:
        drawn = f"not drawn while there are mistakes: {svg}" if found.mistakes else f"drawn: {svg}"
        print(drawn, file=sys.stderr if args.json else sys.stdout)
    return HAS_MISTAKES if found.mistakes else 0


def _lines(found: CheckedDesign) -> Iterator[str]:
    yield f"{found.design} ({found.level}), for task {found.task}"
    agents = {agent.name: agent for agent in found.agents}
    staged = {name for stage in found.stages for name in stage}
    for number, stage in enumerate(found.stages, 1):
        yield f"stage {number}" + (f": {len(stage)} agents at the same time" if len(stage) > 1 else "")
        for name in stage:
            yield from _agent(agents[name], found)
    reviewers = [agent for agent in found.agents if agent.name not in staged and agent.name != found.coordinator]
    if reviewers:
        yield "at gates" if found.stages else "agents"
        for agent in reviewers:
            yield from _agent(agent, found)
    if found.coordinator in agents:
        yield f"last: the coordinator; when an agent makes nothing: {found.on_failure}"
        yield from _agent(agents[found.coordinator], found)
    for rule in found.rules:
        yield f"to a person: {rule.item} of {rule.table} where {rule.when} ({rule.reason})"
    yield f"budget of a trial: {_limits(found.budget)}"
    for word, clauses in (("mistake", found.mistakes), ("advice", found.advice)):
        for clause in clauses:
            yield f"{word}: {clause}"
    if not found.mistakes:
        yield "it holds together" + ("" if found.advice else ", and there is no advice")


def _agent(agent: CheckedAgent, found: CheckedDesign) -> Iterator[str]:
    yield f"  {agent.name}: {agent.role}" + ("" if agent.asks_model else " (code, asks no model)")
    if agent.each:
        yield f"    asked once for each of {', '.join(agent.each)}"
    for fed in agent.fed_by:
        yield f"    gets {', '.join(fed.tables)} from {fed.source}"
    said = (
        ("reads", agent.reads),
        ("code does", agent.prepares),
        ("may call", agent.tools),
        ("may write to systems by", agent.system_writes),
        ("passes on", agent.passes_on),
        ("hands in", agent.hands_in),
    )
    yield from (f"    {verb} {', '.join(names)}" for verb, names in said if names)
    if agent.model:
        yield f"    asks {agent.model}"
    if agent.budget:
        yield f"    may use up {_limits(agent.budget)}"
    yield from (f"    {_gate(gate)}" for gate in found.gates if gate.after == agent.name)


def _gate(gate: CheckedGate) -> str:
    kind, _, name = gate.check.partition(":")
    tables = " and ".join(gate.looks_at) or "no table"
    if kind == "person":
        return "gate: a person looks at it; it goes on meanwhile"
    who = f"agent {name} reads {tables}" if kind == "agent" else f"{name} of {tables} may find no row"
    if not gate.returns_to:
        return f"gate: {who}; what it finds is noted, and nothing is sent back"
    times = "once" if gate.max_returns == 1 else f"{gate.max_returns} times"
    return f"gate: {who}; else back to {gate.returns_to}, {times} at most"


def _limits(limits: Mapping[str, float]) -> str:
    return ", ".join(f"{key} {value:,g}" for key, value in limits.items()) or "no limit"
