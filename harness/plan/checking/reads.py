"""Checks that names lead somewhere: reads, writes, tools with their arguments, sources, columns of a fan-out."""

from collections.abc import Iterator

from harness.plan.checking.tables import Tables, named_tables
from harness.plan.design import Agent, Design
from harness.plan.flow import is_paper, makers, tables_read, writers
from harness.plan.unknown import hint, unknown

_OF_FILES = ("file", "stem")
"""The columns of an item that is a file."""


def read_mistakes(design: Design, tables: Tables) -> Iterator[str]:
    """Say which names stand twice, and which lead nowhere."""
    yield from _twice(design)
    known = tables.known
    for name in design.context:
        if name not in known.sources:
            yield unknown("context", name, known.sources)
    for agent in design.agent:
        yield from _reads(agent, tables)
        for table in agent.writes:
            if table not in tables.columns:
                yield f"agent '{agent.name}' writes {unknown('table', table, tables.columns)}"
        for tool in (*agent.tools, *(prepared.tool for prepared in agent.prepare)):
            if tool not in known.tools:
                yield f"agent '{agent.name}' wants {unknown('tool', tool, known.tools)}"
        yield from _prepares(agent, tables)
        yield from _fan_out(agent, tables)
    yield from _two_makers(design)


def _twice(design: Design) -> Iterator[str]:
    for kind, names in (
        ("agent", [agent.name for agent in design.agent]),
        ("table", [table.name for table in design.table]),
        ("writer of table", [table for agent in design.agent for table in agent.writes]),
    ):
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield f"has more than one {kind} '{name}'"


def _two_makers(design: Design) -> Iterator[str]:
    """Say which table two agents make in different ways and a third one reads: it would get that of the later."""
    by_writer, used = writers(design), {table for agent in design.agent for table in agent.writes}
    used |= {table for agent in design.agent for table in tables_read(design, agent)}
    used |= {rule.table for rule in design.escalate} | {t for gate in design.gate for t in named_tables(gate.arguments)}
    ways: dict[str, dict[str, str]] = {}
    for agent in design.agent:
        for prepared in agent.prepare:
            ways.setdefault(prepared.into, {})[agent.name] = f"{prepared.tool} {prepared.arguments}"
    for table, by_agent in ways.items():
        names = list(by_agent)
        writer = by_writer.get(table)
        if writer is not None and writer not in by_agent:
            yield f"agent '{names[0]}' prepares table '{table}', which agent '{writer}' writes; give it another name"
        elif table in used and len(set(by_agent.values())) > 1:
            yield f"agents {' and '.join(names)} prepare table '{table}' in different ways; give each a name of its own"


def _reads(agent: Agent, tables: Tables) -> Iterator[str]:
    design, sources = tables.design, tables.known.sources
    made = makers(design)
    for read in tables_read(design, agent):
        source = read.partition(":")[0]
        if read in made:
            continue  # also a table that is called as a source that the design does not have
        if source in sources:
            yield f"agent '{agent.name}' reads '{read}', and there is no [context.{source}]"
        else:
            readable = {*made, *design.context, "brief"}
            yield f"agent '{agent.name}' reads '{read}', which nobody writes ({hint(read, readable)})"
    for each in agent.each:
        if is_paper(design, each) and each.partition(":")[0] != "files":
            yield f"agent '{agent.name}' fans out over '{each}'; it can only over tables and files"


def _prepares(agent: Agent, tables: Tables) -> Iterator[str]:
    """Say which prepared tools can never be done: the run would go on without what they make."""
    made = makers(tables.design)
    for prepared in agent.prepare:
        if prepared.tool not in tables.known.tools:
            continue
        missing = [table for table in named_tables(prepared.arguments) if table not in made]
        for table in missing:
            yield (
                f"agent '{agent.name}' prepares {prepared.tool} of table '{table}', which nobody makes "
                f"({hint(table, made)})"
            )
        if not missing and not tables.opens_files(prepared.tool):
            said = tables.full(prepared.tool, prepared.arguments)
            if all(isinstance(one, str) for one in said):
                yield f"agent '{agent.name}' prepares {prepared.tool}, which can never be done: {said[0]}"


def _fan_out(agent: Agent, tables: Tables) -> Iterator[str]:
    """Say what is wrong with the keys that belong to fanning out."""
    if not agent.each:
        for key, there in (("ask_each", agent.ask_each), ("shows", agent.shows), ("carries", agent.carries)):
            if there:
                yield f"agent '{agent.name}' has '{key}' but no 'each'"
        return
    written = {column.name for table in agent.writes for column in tables.columns.get(table, ())}
    for name in agent.carries:
        if written and name not in written:
            yield f"agent '{agent.name}' carries {unknown('column', name, written)}"
    yield from _columns(agent, tables)


def _columns(agent: Agent, tables: Tables) -> Iterator[str]:
    """Say which columns an item does not have: the model would not see them, or code would copy nothing."""
    items = [_OF_FILES if is_paper(tables.design, each) else tables.exact(each) for each in agent.each]
    if not all(items):
        return  # code makes one of the tables, and may give it further columns
    columns = {name for columns in items for name in columns}
    for name in agent.shows:
        if name not in columns:
            yield f"agent '{agent.name}' shows {unknown('column', name, columns)}"
    for name in (source for sources in agent.carries.values() for source in sources):
        if name not in columns and not name.startswith("="):
            yield f"agent '{agent.name}' carries from {unknown('column', name, columns)}"
