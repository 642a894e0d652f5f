"""Advice on rights that nobody's work needs: tools, files, writes to systems, sources and tables (least privilege)."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from harness.plan.design import Agent, Design
from harness.plan.flow import asks_model, reviewers, writers
from harness.plan.tools import FILE_ARGUMENT, Known


def rights_advice(design: Design, known: Known) -> Iterator[str]:
    """Say what each agent may do, or is given, without a use for it."""
    if not design.level.may_have_tools:
        return
    for agent in design.agent:
        yield from _unasked(agent) if not asks_model(agent) else _tools(agent, known)
        yield from _writing(design, agent, known)
    read = {name.partition(":")[0] for agent in design.agent for name in (*agent.reads, *agent.each)}
    for source in design.context:
        if source not in read:
            yield f"[context.{source}] is there and no agent reads it; take it out, or name it in an agent's reads"
    for table in design.table:
        if table.name not in writers(design):
            yield f"table '{table.name}' is declared and nobody writes it; take it out"


def written_systems(design: Design, agent: Agent, known: Known) -> tuple[str, ...]:
    """Return the writes to the case's systems that an agent may do over MCP, by the names of their tools."""
    if not any(read.partition(":")[0] == "mcp" for read in agent.reads) or "mcp" not in design.context:
        return ()
    own = design.context["mcp"].own
    if "case" not in own.get("servers", ["case"]):
        return ()
    patterns = own.get("tools", ["*"])
    return tuple(name for name in sorted(set(known.writes.values())) if any(fnmatchcase(name, p) for p in patterns))


def _unasked(agent: Agent) -> Iterator[str]:
    keys = [key for key in ("reads", "tools", "instructions", "examples") if getattr(agent, key)]
    if keys:
        yield (
            f"agent '{agent.name}' asks no model, since its prepared tools make all that it writes, so its "
            f"{', '.join(keys)} do nothing; take them out"
        )


def _tools(agent: Agent, known: Known) -> Iterator[str]:
    opens = {"files", "retrieval", "mcp"}.intersection(name.partition(":")[0] for name in (*agent.reads, *agent.each))
    for tool in agent.tools:
        if FILE_ARGUMENT in known.tools[tool].parameters["properties"] and not opens:
            yield f"agent '{agent.name}' may call {tool}, which opens every file, and reads none; take it out"


def _writing(design: Design, agent: Agent, known: Known) -> Iterator[str]:
    may = written_systems(design, agent, known)
    # At CONTEXT an agent may hand everything in without naming what it writes.
    if not may or (not agent.writes and not design.level.may_have_team):
        return
    # What no agent writes as a table is handed in by the write itself.
    own = {table for table in known.writes if table in agent.writes or table not in writers(design)}
    needed = set() if agent.name in reviewers(design) else {known.writes[table] for table in own}
    if spare := [name for name in may if name not in needed]:
        yield (
            f"agent '{agent.name}' may write to the case's systems by {', '.join(spare)}, which hands in what another "
            "agent writes; say in [context.mcp] which tools are offered"
        )
