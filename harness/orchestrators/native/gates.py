"""Gates: a check that work has to pass, by a tool that returns no row or by an agent that says so."""

import json

from harness.orchestrators.native.papers import as_csv
from harness.orchestrators.native.worker import Worker
from harness.plan.design import Agent, Gate
from harness.plan.job import Job
from harness.plan.tools import ToolMistake, Workspace

_MOST_FINDINGS = 10
_REQUEST = 'Say whether this passes, as JSON: {"verdict": "pass" or "fail", "why": "…"}'
_VERDICT = {
    "type": "object",
    "properties": {"verdict": {"enum": ["pass", "fail"]}, "why": {"type": "string", "maxLength": 300}},
    "required": ["verdict", "why"],
    "additionalProperties": False,
}


async def check_gate(job: Job, gate: Gate, workspace: Workspace) -> str:
    """Return what a gate found wrong; empty when the work passes. The result is kept as a span."""
    began = job.clock()
    kind, _, name = gate.check.partition(":")
    if kind == "tool":
        finding = _by_tool(job, name, gate, workspace)
    else:
        reviewer = next(agent for agent in job.design.agent if agent.name == name)
        finding = await _by_agent(job, reviewer, workspace)
    job.note_span("gate", gate.check, gate.after, began, f"found: {finding}" if finding else "passed")
    return finding


def _by_tool(job: Job, name: str, gate: Gate, workspace: Workspace) -> str:
    try:
        rows = job.tools[name].use(workspace, gate.arguments)
    except ToolMistake as mistake:
        return str(mistake)
    return as_csv(rows[:_MOST_FINDINGS]) if rows else ""


async def _by_agent(job: Job, reviewer: Agent, workspace: Workspace) -> str:
    messages = Worker(job, reviewer, workspace, schema=_VERDICT).conversation(_REQUEST, own=False)
    out = reviewer.max_output_tokens or job.design.allowance.max_output_tokens
    reply = await job.ask(reviewer.name, messages, max_output_tokens=out, schema=_VERDICT)
    verdict, why = _verdict(reply.text)
    if not verdict:
        job.note_span("gate", "no readable verdict, let through", reviewer.name, job.clock(), reply.text[:200])
    return why if verdict == "fail" else ""


def _verdict(text: str) -> tuple[str, str]:
    """Read a reviewer's verdict, ``pass`` or ``fail``, and why; empty when there is none to read."""
    try:
        said = json.loads(text[text.index("{") : text.rindex("}") + 1])
        verdict = str(said["verdict"]).strip().casefold()
        return verdict if verdict in {"pass", "fail"} else "", str(said.get("why") or "no reason given")
    except (ValueError, KeyError, RecursionError):
        return "", ""
