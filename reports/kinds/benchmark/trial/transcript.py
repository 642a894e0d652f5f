"""A trial minute by minute: every model call with what was sent and said, and everything else that took time."""

import json
from collections.abc import Container, Mapping
from typing import Any

from harness.api.trial_rows import CallRow, SpanRow, TrialDetail
from harness.plan.trouble import TROUBLE
from reports import words
from reports.data import Block, Cell, Column, Fact, Facts, Fold, Paragraph, Row, Section, Table
from reports.kinds.benchmark.trial.passages import passage, short
from reports.kinds.benchmark.trial.told import plain

MOST_CALLS = 100
MOST_STEPS = 300
ROLES = {"system": "Instructions", "user": "Asked", "assistant": "Said by the model before", "tool": "Result of a tool"}
EXAMPLES = {"user": "Question of an example given to the model", "assistant": "Example given to the model"}
KINDS = {
    "agent": "turn of an agent",
    "coordinator": "coordinator's rule",
    "delay": "delay put in on purpose",
    "gate": "check",
    "marker": "marking",
    "trouble": "went wrong",
}
STEPS = (
    Column("Start", "after the start"),
    Column("Duration", "s or ms"),
    Column("What"),
    Column("Agent"),
    Column("Detail"),
)


def timeline(detail: TrialDetail, *, silent: bool = False) -> Section:
    """Build the table of steps in order: model calls, tools, gates, agents."""
    calls = [
        (call.started_s, _call_step(place, call, silent=silent)) for place, call in enumerate(detail.calls, start=1)
    ]
    spans = [(span.started_s, _span_step(place, span)) for place, span in enumerate(detail.spans, start=1)]
    steps = [row for _, row in sorted(calls + spans, key=lambda step: step[0])]
    if not steps:
        return Section("timeline", "Step by step", (Paragraph("Nothing was recorded."),))
    cut = f"{len(steps) - MOST_STEPS:,} more steps not shown." if len(steps) > MOST_STEPS else ""
    table = Table(
        "steps",
        f"{words.count(len(steps), 'step')}, in order of their start",
        STEPS,
        tuple(steps[:MOST_STEPS]),
        cut,
        stacks=True,
    )
    return Section("timeline", "Step by step", (table,))


def transcript(detail: TrialDetail) -> Section:
    """Build the section with every call, folded."""
    if not detail.calls:
        return Section("transcript", "What was said", (Paragraph("No model was asked anything in this trial."),))
    examples = {text for agent in detail.design.agent for each in agent.examples for text in (each.input, each.output)}
    calls = enumerate(detail.calls[:MOST_CALLS], start=1)
    blocks: list[Block] = [_call(place, call, examples) for place, call in calls]
    if len(detail.calls) > MOST_CALLS:
        blocks.append(Paragraph(f"{len(detail.calls) - MOST_CALLS:,} more calls not shown."))
    return Section("transcript", "What was said", tuple(blocks))


def _call_step(place: int, call: CallRow, *, silent: bool) -> Row:
    what, ended = (f"question {place}", plain.PUT_IN) if silent else (f"call {place} to the model", plain.status(call))
    cells = (what, short(call.agent), ended)
    begun = (Cell(words.duration(call.started_s)), Cell(words.duration(call.seconds)))
    return Row((*begun, *map(Cell, cells)), id=f"call-{place}")


def _span_step(place: int, span: SpanRow) -> Row:
    what = f"step {place}, {_named(span)}"
    came_back = words.count(span.tokens, "token") if span.tokens is not None else ""
    outside = f" ({span.size_bytes:,} bytes)" if span.size_bytes is not None else ""
    said = plain.trouble(span.agent, span.detail) if span.kind == TROUBLE else span.detail
    detail = "; ".join(filter(None, (short(said), came_back + outside)))
    cells = (what, short(span.agent), detail)
    begun = (Cell(words.duration(span.started_s)), Cell(words.duration(span.seconds)))
    return Row((*begun, *map(Cell, cells)), id=f"span-{place}")


def _named(span: SpanRow) -> str:
    """Say what a step was: a tool by what it does."""
    if span.kind == "tool":
        does = plain.tool(span.name)
        return f"tool: {short(span.name)}" + (f", which {does}" if does != span.name else "")
    if span.kind == "gate" and span.name.startswith("tool:"):
        return f"check by code: {short(span.name.removeprefix('tool:'))}"
    kind = KINDS.get(span.kind, span.kind)
    return kind if span.kind == "delay" else f"{kind}: {short(plain.TROUBLES.get(span.name, span.name))}"


def _call(place: int, call: CallRow, examples: Container[str]) -> Fold:
    took, ended = words.duration(call.seconds), plain.status(call)
    used = f"{call.input_tokens:,} tokens in, {call.output_tokens:,} out, {took}, {ended}"
    facts = Facts(
        (
            Fact("Model asked for", call.model_asked),
            Fact("Model that answered", call.model_served or "not known"),
            Fact("Attempt", f"number {call.attempt}"),
            Fact("Tokens from a cache", words.count(call.cached_tokens, "token")),
            Fact("Money", words.money(call.cost_nano_usd)),
        )
    )
    said = [passage(_who(message, examples), _turn(message)) for message in call.messages]
    last = [passage("Reply", call.reply)] if call.reply or not call.error else []
    wrong = [passage("Error", call.error)] if call.error else []
    return Fold(f"Call {place}: {call.agent or 'the model'} ({used})", (facts, *said, *last, *wrong))


def _who(message: Mapping[str, Any], examples: Container[str]) -> str:
    """Say whose turn it is; what a design gives as an example was never said by the model."""
    role = str(message.get("role"))
    roles = ROLES | EXAMPLES if message.get("text") in examples else ROLES
    return roles.get(role, "Other")


def _turn(message: Mapping[str, Any]) -> str:
    """Write out a turn: its text, then the tools that it asked for."""
    asked = [
        f"uses {call.get('name')} with {json.dumps(call.get('arguments'), ensure_ascii=False)}"
        for call in message.get("tool_calls", ())
    ]
    return "\n".join(filter(None, [str(message.get("text", "")), *asked]))
