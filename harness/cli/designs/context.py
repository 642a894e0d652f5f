"""The subcommand that prints what each agent's model will see at its first call, with the tokens of each part."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict

from harness import api
from harness.api.context_shown.rows import ContextView, PartKind, SeenAgent, SeenCall, SeenPart
from harness.cli.text import count, table

_KINDS: dict[PartKind, str] = {
    "system": "who it is, what it is told",
    "standing": "standing context",
    "examples": "worked examples",
    "paper": "paper",
    "table": "table",
    "request": "what is asked",
    "tools": "tool definitions",
    "schema": "form of the reply",
    "turns": "turns and joints",
}
_LONGEST_NAME = 60


def context(args: argparse.Namespace) -> int:
    """Print what the models of a design will see. Nothing is sent and nothing is spent."""
    order = api.Order(
        task=args.task,
        levels=(),
        designs=(args.design,),
        seed=args.seed,
        dials=args.dials,
        model=args.model,
        base_url=args.base_url,
        api=args.api,
        api_key_env=args.api_key_env,
        call_in_tokens=args.call_in_tokens,
        call_out_tokens=args.call_out_tokens,
    )
    view = api.context_shown(order, args.agent or "")
    if args.json:
        print(json.dumps(asdict(view), indent=2))
    else:
        for line in _lines(view):
            print(line)
    return 0


def _lines(view: ContextView) -> Iterator[str]:
    yield f"{view.design} on {view.task}, seed {view.seed} ({view.dials}), as {view.model} would see it; none was asked"
    for agent in view.agents:
        yield ""
        yield f"=== {agent.agent}: {agent.role}"
        yield from _agent(agent, view)


def _agent(agent: SeenAgent, view: ContextView) -> Iterator[str]:
    for note in agent.notes:
        yield f"note: {note}"
    if agent.first_call is None:
        return
    if agent.items is not None:
        yield f"asked {count(agent.items, 'time')} at once, once for each item; this is the first"
    call = agent.first_call
    yield ""
    yield from table(("part", "", "from", "tokens"), [_part(part) for part in call.parts]).splitlines()
    yield _sum(call, view)
    yield from _sent(call)


def _part(part: SeenPart) -> tuple[str, ...]:
    name = part.name if len(part.name) <= _LONGEST_NAME else f"{part.name[:_LONGEST_NAME]}…"
    return _KINDS[part.kind], name, part.source, f"{part.tokens:,}" + ("" if part.is_counted else " (not counted)")


def _sum(call: SeenCall, view: ContextView) -> str:
    limit = "no limit of a call" if view.call_in_tokens is None else f"of {view.call_in_tokens:,} that a call may send"
    over = "; the trial would end here, with the outcome limit" if call.is_over_limit else ""
    return f"sent: {call.sent_tokens:,} tokens, {limit}{over}; the reply may have {call.max_output_tokens:,}"


def _sent(call: SeenCall) -> Iterator[str]:
    """Print the request itself, every turn word for word."""
    for turn in call.turns:
        yield f"\n--- {turn.role}"
        yield turn.text
    for tool in call.tools:
        yield f"\n--- tool {tool.name}"
        yield tool.about
        yield json.dumps(tool.parameters, default=dict, ensure_ascii=False)
    if call.schema is not None:
        yield "\n--- form of the reply (JSON schema)"
        yield json.dumps(call.schema, default=dict, ensure_ascii=False)
