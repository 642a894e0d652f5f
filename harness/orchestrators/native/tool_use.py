"""The tools of an agent whose model asks for them: its own, and those that its context sources bring."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from harness.messages import ToolCall, ToolSpec
from harness.orchestrators.native.papers import as_csv, sources_of
from harness.plan.design import Agent
from harness.plan.job import Job, Took
from harness.plan.sources import SourceTool
from harness.plan.tools import ToolMistake, Workspace

_SAME_AGAIN = 3
"""The same tool with the same arguments so many times is a loop."""


@dataclass(slots=True)
class ToolUse:
    """An agent's tools while it works."""

    job: Job
    agent: Agent
    workspace: Workspace

    def specs(self) -> list[ToolSpec]:
        """Return the agent's tools as its model is told of them."""
        tools = [self.job.tools[name] for name in self.agent.tools]
        own = [ToolSpec(tool.name, tool.about, tool.parameters) for tool in tools]
        return own + [ToolSpec(tool.name, tool.about, tool.parameters) for tool in self._brought().values()]

    async def use(self, call: ToolCall, room: int) -> str:
        """Use a tool as the model asked, the result cut to so many tokens; a mistake goes back to it as text."""
        brought = self._brought()
        if call.name in brought:
            return await self._use_brought(brought[call.name], call, room)
        if call.name not in self.agent.tools:
            return f"there is no tool '{call.name}'; there are {', '.join([*self.agent.tools, *brought])}"
        return self._use_own(call, room)

    def _brought(self) -> dict[str, SourceTool]:
        """Return the tools that the agent's context sources bring, by name."""
        return {tool.name: tool for source in sources_of(self.job, self.agent) for tool in source.tools}

    async def _use_brought(self, tool: SourceTool, call: ToolCall, room: int) -> str:
        """Use a tool of a context source; what it did in the case's systems is kept at once."""
        began = self.job.clock()
        handed = await tool.call(call.arguments)
        for action in handed.actions:
            self.job.act(action)
        shown = handed.text if handed.mistake else self.job.fit([(tool.name, handed.text)], room)
        said = f"mistake: {handed.text}" if handed.mistake else json.dumps(call.arguments, ensure_ascii=False)
        took = Took(self.job.count_tokens(shown), handed.size_bytes)
        self.job.note_span("tool", tool.name, self.agent.name, began, said, took=took)
        return shown

    def _use_own(self, call: ToolCall, room: int) -> str:
        """Use one of the deterministic tools; its rows become a table."""
        name, began = call.name, self.job.clock()
        try:
            rows = self.job.tools[name].use(self.workspace, call.arguments)
        except ToolMistake as mistake:
            self.job.note_span("tool", name, self.agent.name, began, f"mistake: {mistake}")
            return str(mistake)
        into = next(table for table in (f"{name}_{n}" for n in count(1)) if table not in self.workspace.tables)
        self.workspace.tables[into] = rows
        shown = self.job.fit([(f"table {into}", as_csv(rows))], room)
        took = Took(self.job.count_tokens(shown))
        self.job.note_span("tool", name, self.agent.name, began, f"{into}: {len(rows)} rows", took=took)
        return shown


@dataclass(slots=True)
class Rounds:
    """The tools that were asked for in one conversation."""

    _asked: Counter[str] = field(default_factory=Counter)

    def goes_round(self, calls: Sequence[ToolCall]) -> str:
        """Count what is asked for; return what was asked for again and again, empty while nothing was."""
        for call in calls:
            said = f"{call.name} {json.dumps(dict(call.arguments), sort_keys=True, ensure_ascii=False)}"
            self._asked[said] += 1
            if self._asked[said] >= _SAME_AGAIN:
                return f"{_SAME_AGAIN} times {said}"
        return ""
