"""A design with one of its context sources taken out."""

from collections.abc import Iterator

from harness.errors import BadDesign
from harness.plan.design import Agent, Design, Gate

_FILES = "files"
_OPENS_FILES = "parse"
"""The tool that opens the case's files by itself. Without files no model gets it, or nothing would be without them."""


def without_source(design: Design, source: str) -> Design:
    """Take out a context source and every read of it. Raises BadDesign, with one sentence, where that cannot be."""
    for why in _needs(design, source):
        raise BadDesign(f"design '{design.name}' cannot do without {source}: {why}")
    return design.model_copy(
        update={
            "context": {name: settings for name, settings in design.context.items() if name != source},
            "agent": tuple(_who_reads_less(agent, source) for agent in design.agent),
        }
    )


def _who_reads_less(agent: Agent, source: str) -> Agent:
    tools = tuple(tool for tool in agent.tools if source != _FILES or tool != _OPENS_FILES)
    return agent.model_copy(update={"reads": _less(agent, source), "tools": tools})


def _less(agent: Agent, source: str) -> tuple[str, ...]:
    return tuple(read for read in agent.reads if not _is_of(read, source))


def _is_of(read: str, source: str) -> bool:
    return read.partition(":")[0] == source


def _needs(design: Design, source: str) -> Iterator[str]:
    """Say what of the design would not hold together without the source."""
    for agent in design.agent:
        for each in agent.each:
            if _is_of(each, source):
                yield f"agent '{agent.name}' fans out over '{each}'"
        if source == _FILES and any(prepared.tool == _OPENS_FILES for prepared in agent.prepare):
            yield f"agent '{agent.name}' has them opened by the prepared tool '{_OPENS_FILES}'"
        if any(_is_of(read, source) for read in agent.reads) and not (_less(agent, source) or agent.each):
            yield f"agent '{agent.name}' would have nothing to read"
    for gate in design.gate:
        if source == _FILES and _opens_files(gate):
            yield f"the gate after '{gate.after}' opens them by '{gate.check}'"


def _opens_files(gate: Gate) -> bool:
    return gate.check == f"tool:{_OPENS_FILES}"
