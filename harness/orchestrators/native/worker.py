"""One agent at work: its tools first, then its model, asked once for all, table by table, or item by item."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import count
from pathlib import PurePosixPath

from harness.messages import Message, Reply, ToolCall, ToolSpec
from harness.orchestrators.native.papers import (
    Form,
    as_csv,
    as_lines,
    context_parts,
    definition,
    sources_of,
    tables_shown,
)
from harness.orchestrators.native.together import together
from harness.plan.design import Agent
from harness.plan.flow import is_paper, pattern_of
from harness.plan.job import Job, Took
from harness.plan.sources import SourceTool
from harness.plan.tools import Rows, ToolMistake, Workspace

_MOST_TOOL_ROUNDS = 8
_MOST_CONTINUATIONS = 3
_SLACK = 16
"""Tokens kept free beside what is counted: joined texts may take a few more than their parts."""
_GO_ON = "Your reply was cut off. Go on with the rows that are still missing, in the same form."


@dataclass(slots=True)
class Worker:
    """An agent of a design, for one piece of work."""

    job: Job
    agent: Agent
    workspace: Workspace
    feedback: str = ""
    """What a gate found wrong with the work before."""
    replies: list[tuple[str, str]] = field(default_factory=list)
    """What the model said, with the names of the tables that it was asked for."""
    made: list[str] = field(default_factory=list)
    """Tables that this agent has made, in order."""
    schema: Mapping[str, object] | None = None
    """What the replies that are asked for now have to keep to; it takes room in a call."""

    async def work(self) -> dict[str, Rows]:
        """Do the agent's work; returns the tables that it writes and made."""
        began = self.job.clock()
        self._prepare()
        if self.agent.each:
            await self._each()
        elif self.agent.together or not self.agent.writes:
            await self._step(self._missing())
        else:
            for name in self.agent.writes:
                self._prepare()
                if name in self._missing():
                    await self._step([name])
        self._prepare(last=True)
        tables = {name: self.workspace.tables[name] for name in self.agent.writes if name in self.workspace.tables}
        rows = ", ".join(f"{name}: {len(found)} rows" for name, found in tables.items())
        self.job.note_span("agent", self.agent.role, self.agent.name, began, rows)
        return tables

    def _missing(self) -> list[str]:
        """Return what the model is still to write: not what is made already, nor what a prepared tool makes."""
        by_tools = {prepared.into for prepared in self.agent.prepare}
        return [name for name in self.agent.writes if name not in self.made and name not in by_tools]

    def _prepare(self, *, last: bool = False) -> None:
        """Call the prepared tools whose tables are there by now; the last time, keep what went wrong."""
        for prepared in self.agent.prepare:
            if prepared.into in self.made:
                continue
            began = self.job.clock()
            try:
                rows = self.job.tools[prepared.tool].use(self.workspace, prepared.arguments)
            except ToolMistake as mistake:
                if last:
                    self.job.note_span("tool", prepared.tool, self.agent.name, began, f"not done: {mistake}")
                continue
            self.workspace.tables[prepared.into] = rows
            self.made.append(prepared.into)
            self.job.note_span("tool", prepared.tool, self.agent.name, began, f"{prepared.into}: {len(rows)} rows")

    async def _step(self, names: Sequence[str]) -> None:
        """Ask for some tables (or, for an agent that writes none, for a text) in one conversation."""
        if self.agent.writes and not names:
            return
        form = Form(tuple(definition(self.job, name) for name in names))
        self.schema = self._schema(form)
        messages = self.conversation(self._request(form), own=True)
        found: dict[str, list[dict[str, str]]] = {}
        try:
            for _ in range(1 + _MOST_CONTINUATIONS):
                reply = await self._ask(messages)
                self.replies.append((", ".join(names), reply.text))
                read = form.read(reply.text)
                for name, more in read.items():
                    found.setdefault(name, []).extend(more)
                messages = [*messages, Message("assistant", reply.text), Message("user", _GO_ON)]
                if reply.stop != "length" or not any(read.values()) or not self._fits(messages):
                    break
        finally:
            # Also when a limit ends the work: the rows that were read by then count.
            for name, rows in found.items():
                self._made(name, tuple(rows))

    async def _each(self) -> None:
        """Ask once for each row or file, all at the same time, and put the rows together in the order of the items."""
        form = Form(tuple(definition(self.job, name) for name in self._missing()))
        if self.agent.writes and not form.tables:
            return
        self.schema = self._schema(form.with_carried(dict.fromkeys(self.agent.carries, "")))
        items = self._items()
        found: list[dict[str, Rows]] = [{} for _ in items]

        async def one(place: int, item: Mapping[str, str], text: str) -> None:
            found[place] = await self._item(form, item, text)

        try:
            await together(one(place, item, text) for place, (item, text) in enumerate(items))
        finally:
            # Also when a limit ends the work: the items that are done count.
            for table in form.tables:
                self._made(table.name, tuple(row for tables in found for row in tables.get(table.name, ())))

    async def _item(self, form: Form, item: Mapping[str, str], text: str) -> dict[str, Rows]:
        carried = {column: _first_filled(item, sources) for column, sources in self.agent.carries.items()}
        form = form.with_carried(carried)
        reply = await self._ask(self.conversation(self._wanted(text), own=False))
        self.replies.append((", ".join(table.name for table in form.tables), reply.text))
        found = form.read(reply.text)
        if self.agent.each_gives == "one":
            # A reply that says nothing leaves what code knows of the item; more rows than one are cut.
            return {table.name: found.get(table.name, ())[:1] or (dict(carried),) for table in form.tables}
        return found

    def _items(self) -> list[tuple[Mapping[str, str], str]]:
        """Return what to fan out over: each item's columns, and the text that the model sees of it."""
        found: list[tuple[Mapping[str, str], str]] = []
        for each in self.agent.each:
            if each.partition(":")[0] == "files":
                named = [(name, text) for name, text in self.job.texts.items() if fnmatchcase(name, pattern_of(each))]
                found += [({"file": name, "stem": PurePosixPath(name).stem}, f"{name}\n{text}") for name, text in named]
            else:
                rows = self.workspace.tables.get(each, ())
                found += [(row, as_lines(row, self.agent.shows)) for row in rows]
        return found

    def _schema(self, form: Form) -> Mapping[str, object] | None:
        if self.agent.format != "json" or not form.tables:
            return None
        return form.schema(one_row=self.agent.each_gives == "one", item=bool(self.agent.each))

    async def _ask(self, messages: list[Message]) -> Reply:
        """Ask the model; while it asks for tools, use them and ask again."""
        ask, name, specs, schema = self.job.ask, self.agent.name, self._specs(), self.schema
        out = self.agent.max_output_tokens or self.job.design.allowance.max_output_tokens
        for _ in range(_MOST_TOOL_ROUNDS):
            reply = await ask(name, messages, max_output_tokens=out, tools=specs, schema=schema)
            if not reply.tool_calls:
                return reply
            longer = [*messages, Message("assistant", reply.text, reply.tool_calls)]
            room = self._room(longer) // len(reply.tool_calls)
            longer += [Message("tool", await self._use(c, room), tool_call_id=c.id) for c in reply.tool_calls]
            if not self._fits(longer):
                self.job.note_span("limit", "no room for tools", name, self.job.clock(), "asked without them")
                break
            messages = longer
        return await ask(name, messages, max_output_tokens=out, schema=schema)

    def _specs(self) -> list[ToolSpec]:
        """Return the agent's tools as its model is told of them."""
        tools = [self.job.tools[name] for name in self.agent.tools]
        own = [ToolSpec(tool.name, tool.about, tool.parameters) for tool in tools]
        return own + [ToolSpec(tool.name, tool.about, tool.parameters) for tool in self._brought().values()]

    def _brought(self) -> dict[str, SourceTool]:
        """Return the tools that the agent's context sources bring, by name."""
        return {tool.name: tool for source in sources_of(self.job, self.agent) for tool in source.tools}

    async def _use(self, call: ToolCall, room: int) -> str:
        """Use a tool as the model asked, the result cut to so many tokens; a mistake goes back to it as text."""
        brought = self._brought()
        if call.name in brought:
            return await self._use_brought(brought[call.name], call, room)
        if call.name not in self.agent.tools:
            return f"there is no tool '{call.name}'; there are {', '.join([*self.agent.tools, *brought])}"
        return self._use_own(call, room)

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

    def _request(self, form: Form) -> str:
        """Say what is wanted now."""
        said = [self.job.brief.ask] if "brief" in self.agent.reads else []
        if form.tables:
            said += ["Write now:", *(f"- {table.words()}" for table in form.asked)]
            said.append("Reply with JSON only." if self.agent.format == "json" else "Give each as CSV under its name.")
        return "\n".join([*said, *self._found_wrong()])

    def _found_wrong(self) -> list[str]:
        """Return what a check of the work before has found, as it is told; empty when there was none."""
        return [f"A check of your work found:\n{self.feedback}\nPut it right."] if self.feedback else []

    def _wanted(self, item: str) -> str:
        """Say what is wanted of an item; one that alone is too long for a call is cut, and says so."""
        around = [self.agent.ask_each, *self._found_wrong()]
        if self.job.call_in_tokens is not None:
            room = self._room(self._fixed("\n\n".join(around), context_parts(self.job, self.agent, item)[0]))
            if self.job.count_tokens(item) > room:
                title, _, rest = item.partition("\n")
                item = self.job.fit([(title, rest)], room)
        return "\n\n".join(part for part in (around[0], item, *around[1:]) if part)

    def conversation(self, request: str, *, own: bool) -> list[Message]:
        """Build the conversation: the agent, worked examples, what it reads (and with `own` has made), the request."""
        standing, titled = context_parts(self.job, self.agent, request)
        fixed = self._fixed(request, standing)
        read = [name for name in self.agent.reads if not is_paper(self.job.design, name)]
        titled = [*tables_shown(self.workspace, read), *titled]
        room = max(self._room(fixed) - (self._to_go_on() if own else 0), 0)
        # What it has written stands behind the papers: the beginning stays the same from call to call, for caches.
        made = tables_shown(self.workspace, [name for name in self.made if own and name in self.agent.writes])
        written = self.job.fit(made, room // 3) if made else ""
        papers = self.job.fit(titled, max(room - self.job.count_tokens(written), 0)) if titled else ""
        fixed[-1] = Message("user", "\n\n".join(part for part in (papers, written, request) if part))
        return fixed

    def _fixed(self, request: str, standing: Sequence[str]) -> list[Message]:
        """Return what a conversation holds in any case: who the agent is, standing context, examples, the request."""
        system = "\n\n".join([f"You are {self.agent.role}. {self.agent.instructions}".strip(), *standing])
        examples = [
            turn
            for example in self.agent.examples
            for turn in (Message("user", example.input), Message("assistant", example.output))
        ]
        return [Message("system", system), *examples, Message("user", request)]

    def _room(self, messages: Sequence[Message]) -> int:
        """Return how many tokens a call may still send beside these messages."""
        if self.job.call_in_tokens is None:
            return sum(source.budget_tokens for source in self.job.design.context.values()) or 100_000
        return max(self.job.call_in_tokens - self.job.count_sent(messages, self._specs(), self.schema) - _SLACK, 0)

    def _to_go_on(self) -> int:
        """Return the tokens to keep free so that a reply that is cut off can be continued once."""
        if self.job.call_in_tokens is None:
            return 0
        out = self.agent.max_output_tokens or self.job.design.allowance.max_output_tokens
        return min(out, self.job.call_out_tokens or out) + self.job.count_tokens(_GO_ON) + _SLACK

    def _fits(self, messages: Sequence[Message]) -> bool:
        return self.job.call_in_tokens is None or self._room(messages) > 0

    def _made(self, name: str, rows: Rows) -> None:
        """Keep a table. A table of the design's own has all its columns, also where nobody said anything."""
        own = next((table for table in self.job.design.table if table.name == name), None)
        columns = [column.name for column in own.columns] if own else []
        self.workspace.tables[name] = tuple(dict.fromkeys(columns, "") | row for row in rows)
        self.made.append(name)


def _first_filled(item: Mapping[str, str], sources: Sequence[str]) -> str:
    """Return the first filled cell of the columns named; ``=text`` is the text itself."""
    cells = (source[1:] if source.startswith("=") else item.get(source, "") for source in sources)
    return next((cell for cell in cells if cell), "")
