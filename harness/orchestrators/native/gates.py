"""Gates: what work has to pass: a tool that returns no row, an agent that says so, or a person who looks later."""

import json

from harness.errors import AgentFailed
from harness.messages import Reply
from harness.orchestrators.native.containment import Failure, by_rule, note_trouble
from harness.orchestrators.native.papers import as_csv
from harness.orchestrators.native.worker import Worker
from harness.plan.design import Agent, Gate
from harness.plan.job import Job
from harness.plan.tools import ToolMistake, Workspace
from harness.plan.trouble import Trouble, trouble_of

PERSON = "person"
ASLEEP = "asleep (fault injected)"
_MOST_FINDINGS = 10
_REQUEST = 'Say whether this passes, as JSON: {"verdict": "pass" or "fail", "why": "…"}'
_VERDICT = {
    "type": "object",
    "properties": {"verdict": {"enum": ["pass", "fail"]}, "why": {"type": "string", "maxLength": 300}},
    "required": ["verdict", "why"],
    "additionalProperties": False,
}


async def check_gate(job: Job, gate: Gate, workspace: Workspace) -> str:
    """Return what a gate found wrong; empty when the work passes. The result is kept as a span. Raises Stopped."""
    began = job.clock()
    kind, _, name = gate.check.partition(":")
    finding, said = "", "passed"
    if gate.after in job.asleep:
        said = ASLEEP
        note_trouble(job, Trouble.FAULT_INJECTED, gate.after, began, f"gate {gate.check}: asleep")
    elif gate.check == PERSON:
        said = _handed_over(job, gate, workspace)
    elif kind == "tool":
        finding = _by_tool(job, name, gate, workspace)
    else:
        finding, failure = await _by_agent(job, name, workspace)
        if failure is not None:
            said = f"let through: {failure.trouble}"
            why = f"{gate.check}: {failure.trouble}: {failure.why}"
            note_trouble(job, Trouble.LET_THROUGH, gate.after, began, why)
    job.note_span("gate", gate.check, gate.after, began, f"found: {finding}" if finding else said)
    return finding


def _handed_over(job: Job, gate: Gate, workspace: Workspace) -> str:
    """Say what a person will find to look at. Nobody is there while a trial runs, so that the work goes on."""
    writes = next(agent.writes for agent in job.design.agent if agent.name == gate.after)
    rows = [f"{name}: {len(workspace.tables[name])} rows" for name in writes if name in workspace.tables]
    return f"handed to a person, not looked at: {', '.join(rows) or 'no table'}"


def _by_tool(job: Job, name: str, gate: Gate, workspace: Workspace) -> str:
    try:
        rows = job.tools[name].use(workspace, gate.arguments)
    except ToolMistake as mistake:
        return str(mistake)
    return as_csv(rows[:_MOST_FINDINGS]) if rows else ""


async def _by_agent(job: Job, name: str, workspace: Workspace) -> tuple[str, Failure | None]:
    """Return what a reviewer found wrong, and what is wrong with the review itself where it failed."""
    reviewer = next(agent for agent in job.design.agent if agent.name == name)
    found = ""

    async def once(told: str) -> Failure | None:
        nonlocal found
        began, failure = job.clock(), None
        try:
            async with job.turn(name):
                reply = await _asked(job.at(name), reviewer, workspace, "\n".join(s for s in (_REQUEST, told) if s))
        except AgentFailed as failed:
            failure = Failure(trouble_of(failed), str(failed))
        else:
            verdict, why = _verdict(reply.text)
            found = why if verdict == "fail" else ""
            failure = None if verdict else Failure(Trouble.VERDICT_UNREADABLE, reply.text[:200])
        if failure is not None:
            note_trouble(job, failure.trouble, name, began, failure.why)
        return failure

    failure = await by_rule(job, name, once)
    return found, failure


async def _asked(job: Job, reviewer: Agent, workspace: Workspace, request: str) -> Reply:
    messages = Worker(job, reviewer, workspace, schema=_VERDICT).conversation(request, own=False)
    out = reviewer.max_output_tokens or job.design.allowance.max_output_tokens
    return await job.ask(reviewer.name, messages, max_output_tokens=out, schema=_VERDICT)


def _verdict(text: str) -> tuple[str, str]:
    """Read a reviewer's verdict, ``pass`` or ``fail``, and why; empty when there is none to read."""
    try:
        said = json.loads(text[text.index("{") : text.rindex("}") + 1])
        verdict = str(said["verdict"]).strip().casefold()
        return verdict if verdict in {"pass", "fail"} else "", str(said.get("why") or "no reason given")
    except (ValueError, KeyError, RecursionError):
        return "", ""
