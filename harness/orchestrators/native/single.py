"""CONTEXT: one agent with files, rules and tools. What it says is handed in as it is; the marker reads it."""

from harness.orchestrators.native.papers import as_csv
from harness.orchestrators.native.worker import Worker
from harness.plan.job import Desk, Job
from harness.plan.tools import Workspace
from tasks_bank.answer import Answer


async def work_alone(job: Job, desk: Desk) -> None:
    """Let the one agent work, and hand in its replies and the tables that its tools made for it."""
    worker = Worker(job, job.design.agent[0], Workspace(job.texts))
    try:
        await worker.work()
    finally:
        # Also when a limit ends the work: what was said by then counts.
        desk.hand_in(answer_of(worker))


def answer_of(worker: Worker) -> Answer:
    """Return what an agent that works alone hands in: what it said, and what its tools have made."""
    parts = []
    asked = {name for names, _ in worker.replies for name in names.split(", ")}
    for names, reply in worker.replies:
        if not reply.strip():
            continue
        fenced = f"```json\n{reply}\n```" if worker.agent.format == "json" else reply
        parts.append(f"## {names}\n\n{fenced}" if names else reply)
    by_tools = [name for name in worker.made if name in worker.agent.writes and name not in asked]
    parts += [f"## {name}\n\n```csv\n{as_csv(worker.workspace.tables[name])}```" for name in by_tools]
    return Answer(text="\n\n".join(parts))
