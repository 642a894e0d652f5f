"""A trial minute by minute: every model call with what was sent and said, and everything else that took time."""

import json
from collections.abc import Mapping
from typing import Any

from harness.api.trial_rows import CallRow, SpanRow, TrialDetail
from reports import words
from reports.data import Block, Cell, Column, Fact, Facts, Fold, Paragraph, Row, Section, Table
from reports.kinds.benchmark.trial.passages import passage, short

MOST_CALLS = 100
MOST_STEPS = 300
ROLES = {"system": "Instructions", "user": "Asked", "assistant": "Model, before", "tool": "Result of a tool"}
STEPS = (
    Column("Start", "seconds from the start"),
    Column("Took", "seconds"),
    Column("What"),
    Column("Agent"),
    Column("Detail"),
)


def timeline(detail: TrialDetail) -> Section:
    """Build the table of steps in order: model calls, tools, gates, agents."""
    calls = [(call.started_s, _call_step(place, call)) for place, call in enumerate(detail.calls, start=1)]
    spans = [(span.started_s, _span_step(place, span)) for place, span in enumerate(detail.spans, start=1)]
    steps = [row for _, row in sorted(calls + spans, key=lambda step: step[0])]
    if not steps:
        return Section("timeline", "Step by step", (Paragraph("Nothing was recorded."),))
    cut = f"{len(steps) - MOST_STEPS:,} more steps not shown." if len(steps) > MOST_STEPS else ""
    table = Table(
        "steps", f"{words.count(len(steps), 'step')}, in order of their start", STEPS, tuple(steps[:MOST_STEPS]), cut
    )
    return Section("timeline", "Step by step", (table,))


def transcript(detail: TrialDetail) -> Section:
    """Build the section with every call, folded."""
    if not detail.calls:
        return Section("transcript", "What was said", (Paragraph("No model was asked anything in this trial."),))
    blocks: list[Block] = [_call(place, call) for place, call in enumerate(detail.calls[:MOST_CALLS], start=1)]
    if len(detail.calls) > MOST_CALLS:
        blocks.append(Paragraph(f"{len(detail.calls) - MOST_CALLS:,} more calls not shown."))
    return Section("transcript", "What was said", tuple(blocks))


def _call_step(place: int, call: CallRow) -> Row:
    cells = (f"model call {place}", short(call.agent), call.status)
    begun = (Cell(f"{call.started_s:.1f} s"), Cell(words.seconds(call.seconds)))
    return Row((*begun, *map(Cell, cells)), id=f"call-{place}")


def _span_step(place: int, span: SpanRow) -> Row:
    what = f"step {place}, {span.kind}: {short(span.name)}"
    came_back = words.count(span.tokens, "token") if span.tokens is not None else ""
    outside = f" ({span.size_bytes:,} bytes)" if span.size_bytes is not None else ""
    detail = "; ".join(filter(None, (short(span.detail), came_back + outside)))
    cells = (what, short(span.agent), detail)
    begun = (Cell(f"{span.started_s:.1f} s"), Cell(words.seconds(span.seconds)))
    return Row((*begun, *map(Cell, cells)), id=f"span-{place}")


def _call(place: int, call: CallRow) -> Fold:
    used = f"{call.input_tokens:,} tokens in, {call.output_tokens:,} out, {words.seconds(call.seconds)}, {call.status}"
    facts = Facts(
        (
            Fact("Model asked for", call.model_asked),
            Fact("Model that answered", call.model_served or "not known"),
            Fact("Attempt", f"number {call.attempt}"),
            Fact("Tokens from a cache", words.count(call.cached_tokens, "token")),
            Fact("Money", words.money(call.cost_nano_usd)),
        )
    )
    said = [passage(ROLES.get(str(message.get("role")), "Other"), _turn(message)) for message in call.messages]
    last = [passage("Reply", call.reply)] if call.reply or not call.error else []
    wrong = [passage("Error", call.error)] if call.error else []
    return Fold(f"Call {place}: {call.agent or 'the model'} ({used})", (facts, *said, *last, *wrong))


def _turn(message: Mapping[str, Any]) -> str:
    """Write out a turn: its text, then the tools that it asked for."""
    asked = [
        f"uses {call.get('name')} with {json.dumps(call.get('arguments'), ensure_ascii=False)}"
        for call in message.get("tool_calls", ())
    ]
    return "\n".join(filter(None, [str(message.get("text", "")), *asked]))
