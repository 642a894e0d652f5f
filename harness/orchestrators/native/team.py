"""ORCHESTRATION: specialists in parallel, gates that send work back, rules that escalate, a coordinator."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import shorten

from harness.errors import AgentFailed
from harness.orchestrators.native.containment import Failure, Stopped, by_rule, note_trouble
from harness.orchestrators.native.gates import check_gate
from harness.orchestrators.native.papers import as_csv, definition
from harness.orchestrators.native.together import together
from harness.orchestrators.native.worker import Worker
from harness.plan.design import Agent, Gate
from harness.plan.flow import needs, reviewers, works_again
from harness.plan.job import Desk, Job
from harness.plan.tools import Rows, Workspace
from harness.plan.trouble import Trouble, trouble_of
from harness.plan.when import parse_condition
from tasks_bank.answer import Answer, Escalation
from tasks_bank.file import File

_MOST_CELLS, _LONGEST_CELL = 8, 60
"""Of the row that made a rule fire, as whoever decides is told of it."""


@dataclass(slots=True)
class Team:
    """A team at work on one job. Each agent starts as soon as those that it waits for are done."""

    job: Job
    desk: Desk
    tables: dict[str, Rows] = field(default_factory=dict)
    note: str = ""
    """The coordinator's covering note."""
    closing: bool = False
    """True once an agent could not go on, such as by a limit: nobody else begins."""

    async def work(self) -> None:
        """Do the job and hand it in."""
        design = self.job.design
        last = design.coordinator.agent if design.coordinator else ""
        workers = [agent for agent in design.agent if agent.name not in reviewers(design) | {last}]
        done = {agent.name: asyncio.Event() for agent in workers}
        waits = needs(design)

        async def when_ready(agent: Agent) -> None:
            for name in waits[agent.name] & done.keys():
                await done[name].wait()
            try:
                if not self.closing:
                    await self._agent(agent)
            except Exception:
                self.closing = True
                raise
            finally:
                done[agent.name].set()
                self._hand_in()

        try:
            await together(when_ready(agent) for agent in workers)
            for agent in (agent for agent in design.agent if agent.name == last):
                await self._agent(agent)
        except Stopped as stopped:
            self.job.note_span("coordinator", "stopped", last, self.job.clock(), str(stopped))
        finally:
            # Also when a limit ends the work: what is done counts.
            self._hand_in()

    async def _agent(self, agent: Agent) -> None:
        """Let an agent work, then take its work through the gates."""
        await self._work(agent)
        for gate in self.job.design.gate:
            if gate.after == agent.name:
                await self._gate(gate)

    async def _work(self, agent: Agent, finding: str = "") -> None:
        """Let an agent work; where it fails, the coordinator's rule says what then. Raises Stopped."""

        async def once(told: str) -> Failure | None:
            return await self._try(agent, "\n".join(said for said in (finding, told) if said))

        await by_rule(self.job, agent.name, once)

    async def _try(self, agent: Agent, feedback: str) -> Failure | None:
        """Let an agent work once; return what is wrong where it failed."""
        workspace, began = Workspace(self.job.texts, dict(self.tables)), self.job.clock()
        for table in agent.writes:
            workspace.tables.pop(table, None)
        worker = Worker(self.job.at(agent.name), agent, workspace, feedback)
        try:
            await worker.work()
        except AgentFailed as failed:
            self._keep_part(worker)
            return Failure(trouble_of(failed), str(failed))
        except BaseException:
            self._keep_part(worker)
            raise
        # What a prepared tool made is there for the others as well, under the name that the design gives it.
        self.tables.update({name: workspace.tables[name] for name in worker.made})
        coordinator = self.job.design.coordinator
        if coordinator and agent.name == coordinator.agent:
            # Tables that it writes are handed in as files, and not a second time in its note.
            self.note = "\n\n".join(reply for names, reply in worker.replies if not names)
        missing = [table for table in agent.writes if table not in worker.made]
        if not missing:
            return None
        why = f"no {', '.join(missing)}"
        note_trouble(self.job, Trouble.MADE_NOTHING, agent.name, began, why)
        return Failure(Trouble.MADE_NOTHING, why)

    def _keep_part(self, worker: Worker) -> None:
        """Keep what an agent has made that was ended on the way, but not in the place of what was whole before."""
        self.tables = {name: worker.workspace.tables[name] for name in worker.made} | self.tables

    async def _gate(self, gate: Gate) -> None:
        """Check an agent's work; send it back with what was found, as often as the gate allows."""
        for turn in range(gate.max_returns + 1):
            began = self.job.clock()
            finding = await check_gate(self.job, gate, Workspace(self.job.texts, dict(self.tables)))
            if not finding:
                return
            if turn == gate.max_returns:
                said = f"{gate.check}: no returns are left"
                note_trouble(self.job, Trouble.LET_THROUGH, gate.after, began, said)
                return
            before = (dict(self.tables), self.note)
            for agent in works_again(self.job.design, gate):
                await self._work(agent, finding if agent.name == gate.returns_to else "")
            if (self.tables, self.note) == before:
                said = f"{gate.check} sent its work back, and the same came again"
                note_trouble(self.job, Trouble.REPEATS_ITSELF, gate.returns_to, began, said)

    def _hand_in(self) -> None:
        """Put what there is on the desk: a file a deliverable, the note, and what the rules escalate."""
        files = []
        for deliverable in self.job.brief.deliverables:
            if deliverable.name in self.tables:
                text = as_csv(self.tables[deliverable.name], definition(self.job, deliverable.name).columns)
                files.append(File(f"{deliverable.name}.csv", text.encode()))
        self.desk.hand_in(Answer(self.note, tuple(files), escalations=self._escalations()))

    def _escalations(self) -> tuple[Escalation, ...]:
        """Return what falls outside the rules, each item and reason once."""
        found: dict[tuple[str, str], Escalation] = {}
        for rule in self.job.design.escalate:
            condition = parse_condition(rule.when)
            for row in self.tables.get(rule.table, ()):
                if condition.holds(row) and row.get(rule.item):
                    reason = row.get(rule.reason[1:-1], "") if rule.reason.startswith("{") else rule.reason
                    why = f"rule: {rule.when}; row of {rule.table}: {_in_short(row)}"
                    found.setdefault((row[rule.item], reason), Escalation(row[rule.item], reason, why))
        return tuple(found.values())


def _in_short(row: Mapping[str, str]) -> str:
    """Write a row on one line, so that whoever decides sees what made the rule fire."""
    cells = [f"{name} {shorten(value, _LONGEST_CELL, placeholder='…')}" for name, value in row.items() if value]
    return ", ".join(cells[:_MOST_CELLS])
