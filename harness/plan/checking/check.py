"""Checks a design against its level and against what this installation has, before anything is spent."""

from collections.abc import Iterator

from harness.errors import BadDesign
from harness.plan.checking.team import team_mistakes
from harness.plan.design import Agent, Design
from harness.plan.flow import is_paper, stages, tables_read, writers
from harness.plan.tools import Known
from harness.plan.unknown import unknown
from tasks_bank.deliverable import Column


def check_design(design: Design, known: Known) -> None:
    """Raise BadDesign with everything that is wrong, each in one clause."""
    tables = columns_of(design, known)
    wrong = [*_level(design), *_names(design), *_flow(design, known, tables), *team_mistakes(design, known, tables)]
    if wrong:
        joint = " " if wrong[0].startswith(("is ", "has ")) else ": "
        raise BadDesign(f"design '{design.name}'{joint}{'; '.join(wrong)}")
    stages(design)


def columns_of(design: Design, known: Known) -> dict[str, tuple[Column, ...]]:
    """Return the columns of every table that a design may write."""
    return dict(known.columns) | {table.name: table.columns for table in design.table}


def _level(design: Design) -> Iterator[str]:
    """Say what the design has that its level may not use, and what of its level it lacks."""
    if not design.agent:
        yield "has no agent; list one with [[agent]]"
    if not design.level.may_have_team:
        yield from _alone(design)
    if not design.level.may_have_tools:
        yield from _in_a_chat(design)
    elif design.question or design.follow_up or design.allowance.paste_tokens or design.allowance.follow_ups:
        yield f"is at {design.level.name} but has a question, a follow-up or a paste allowance; those need PROMPTING"


def _alone(design: Design) -> Iterator[str]:
    level = design.level.name
    if len(design.agent) > 1:
        yield f"is at {level} but lists {len(design.agent)} agents; agents need ORCHESTRATION"
    for what, there in (
        ("gates", design.gate),
        ("escalation rules", design.escalate),
        ("a coordinator", design.coordinator),
        ("agents that fan out", any(agent.each for agent in design.agent)),
    ):
        if there:
            yield f"is at {level} but has {what}; they need ORCHESTRATION"


def _in_a_chat(design: Design) -> Iterator[str]:
    level = design.level.name
    if design.context:
        yield f"is at {level} but has context {', '.join(design.context)}; it needs CONTEXT"
    if any(agent.tools or agent.prepare or agent.reads or agent.writes for agent in design.agent):
        yield f"is at {level} but its agent has reads, tools or tables; they need CONTEXT"
    if any(agent.instructions or agent.examples for agent in design.agent):
        yield f"is at {level} but its agent has instructions or examples; put them into the question"
    if not design.question:
        yield "has no question"
    if bool(design.follow_up) != bool(design.allowance.follow_ups):
        yield f"has the follow-up {design.follow_up!r} and an allowance of {design.allowance.follow_ups} follow_ups"


def _names(design: Design) -> Iterator[str]:
    """Say which names stand twice."""
    for kind, names in (
        ("agent", [agent.name for agent in design.agent]),
        ("table", [table.name for table in design.table]),
        ("writer of table", [table for agent in design.agent for table in agent.writes]),
    ):
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield f"has more than one {kind} '{name}'"


def _flow(design: Design, known: Known, tables: dict[str, tuple[Column, ...]]) -> Iterator[str]:
    """Say which reads, writes, tools and sources lead nowhere."""
    for name in design.context:
        if name not in known.sources:
            yield unknown("context", name, known.sources)
    for agent in design.agent:
        yield from _reads(design, agent, known)
        for table in agent.writes:
            if table not in tables:
                yield f"agent '{agent.name}' writes {unknown('table', table, tables)}"
        for tool in (*agent.tools, *(prepared.tool for prepared in agent.prepare)):
            if tool not in known.tools:
                yield f"agent '{agent.name}' wants {unknown('tool', tool, known.tools)}"
        yield from _fan_out(agent, tables)


def _reads(design: Design, agent: Agent, known: Known) -> Iterator[str]:
    there = {*writers(design), *(prepared.into for prepared in agent.prepare)}
    for read in tables_read(design, agent):
        source = read.partition(":")[0]
        if read in there:
            continue  # also a table that is called as a source that the design does not have
        if source in known.sources:
            yield f"agent '{agent.name}' reads '{read}', and there is no [context.{source}]"
        else:
            yield f"agent '{agent.name}' reads '{read}', which nobody writes"
    for each in agent.each:
        if is_paper(design, each) and each.partition(":")[0] != "files":
            yield f"agent '{agent.name}' fans out over '{each}'; it can only over tables and files"


def _fan_out(agent: Agent, tables: dict[str, tuple[Column, ...]]) -> Iterator[str]:
    """Say what is wrong with the keys that belong to fanning out."""
    if not agent.each:
        for key, there in (("ask_each", agent.ask_each), ("shows", agent.shows), ("carries", agent.carries)):
            if there:
                yield f"agent '{agent.name}' has '{key}' but no 'each'"
        return
    columns = {column.name for table in agent.writes for column in tables.get(table, ())}
    for name in agent.carries:
        if columns and name not in columns:
            yield f"agent '{agent.name}' carries {unknown('column', name, columns)}"
