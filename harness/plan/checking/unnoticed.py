"""Advice on what would run and go unnoticed: agents that are not told what to do, questions without what they need."""

import re
from collections.abc import Iterator

from harness.plan.design import Agent, Design
from harness.plan.flow import asks_model

_MARKS = ("ask", "handing_in", "pasted")
_MARK = re.compile(r"\{([a-z_]+)\}")


def unnoticed_advice(design: Design) -> Iterator[str]:
    """Say what may not be meant so."""
    if not design.level.may_have_tools:
        yield from _question(design)
    for agent in design.agent:
        if agent.each and asks_model(agent):
            yield from _fan_out(agent)


def _question(design: Design) -> Iterator[str]:
    for mark in dict.fromkeys(_MARK.findall(design.question)):
        if mark not in _MARKS:
            yield f"its question has {{{mark}}}, which nobody fills in; it may have {{ask}}, {{handing_in}}, {{pasted}}"
    if "{ask}" not in design.question:
        yield "its question has no {ask}, so the model is not told what the brief asks for"
    if design.allowance.paste_tokens and "{pasted}" not in design.question:
        yield f"it may paste {design.allowance.paste_tokens:,} tokens, but its question has no {{pasted}}"
    if not design.allowance.paste_tokens and "{pasted}" in design.question:
        yield "its question has {pasted}, but [allowance] paste_tokens is 0, so nothing is pasted"


def _fan_out(agent: Agent) -> Iterator[str]:
    """Say of what an agent is not told that sees one item at a time: the words of its tables are not sent with it."""
    of = ", ".join(agent.each)
    if not (agent.instructions or agent.ask_each or agent.examples):
        yield f"agent '{agent.name}' is asked once for each of {of} and not told what to do; give it instructions"
    if agent.writes and agent.format == "text" and not (agent.ask_each or agent.examples):
        yield (
            f"agent '{agent.name}' is asked once for each of {of} and not told in which form to answer; set "
            'format = "json", or give it examples or ask_each'
        )
