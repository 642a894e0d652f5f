"""What one agent has made of a case in one attempt, as the marker reads it; and how a later look is added to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from harness.errors import LimitReached, Refused
from harness.orchestrators.native.controls.account import Enough
from harness.orchestrators.native.papers import as_csv
from harness.orchestrators.native.single import answer_of
from harness.orchestrators.native.worker import Worker
from harness.plan.design import Agent
from harness.plan.job import Job
from harness.plan.tools import Rows, ToolMistake, Workspace
from tasks_bank.answer import Answer
from tasks_bank.file import File
from tasks_bank.reading.answer import read_answer

Tables = Mapping[str, Rows]


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to hand in."""

    answer: Answer
    tables: Tables
    texts: Mapping[str, str]
    cut: Exception | None = None
    """What ended the attempt before the agent was done: a limit, a refusal, or the allowance."""

    def with_later(self, later: "Work") -> "Work":
        """Return this work with what a later look has made in the place of what was there; nothing replaces nothing."""
        tables = {**self.tables, **{name: rows for name, rows in later.tables.items() if rows}}
        texts = {**self.texts, **{name: text for name, text in later.texts.items() if text.strip()}}
        return self if (tables, texts) == (self.tables, self.texts) else put_together(tables, texts)


async def attempt(job: Job, agent: Agent, before: Tables | None = None) -> Work:
    """Let the agent do the work once; `before` are further tables that it may read. What is done at an end counts."""
    worker = Worker(job, agent, Workspace(job.texts, dict(before or {})))
    cut: Exception | None = None
    try:
        await worker.work()
    except (Enough, LimitReached, Refused) as end:
        cut = end
        why = str(end) or "as much is used as the team used"
        job.note_span("control", "ended before the agent was done", agent.name, job.clock(), why)
    said = answer_of(worker)
    reading = read_answer(said, job.brief.deliverables)
    return Work(said, reading.tables, reading.texts, cut)


def put_together(tables: Tables, texts: Mapping[str, str]) -> Work:
    """Return work that was put together by code: a file a table, texts under their names."""
    files = tuple(File(f"{name}.csv", as_csv(rows).encode()) for name, rows in tables.items())
    return Work(Answer("\n\n".join(f"## {name}\n\n{text}" for name, text in texts.items()), files), tables, texts)


def by_tools(job: Job, agents: Iterable[Agent], tables: Tables) -> dict[str, Rows]:
    """Return the tables with those that the agents' prepared tools make of them; what is there already stays."""
    workspace = Workspace(job.texts, dict(tables))
    todo = [prepared for agent in agents for prepared in agent.prepare]
    while left := [prepared for prepared in todo if prepared.into not in workspace.tables]:
        for prepared in left:
            try:
                rows = job.tools[prepared.tool].use(workspace, prepared.arguments)
            except ToolMistake:
                continue  # what it needs may come from another one
            workspace.tables.setdefault(prepared.into, rows)
        if all(prepared.into not in workspace.tables for prepared in left):
            break
    return dict(workspace.tables)
