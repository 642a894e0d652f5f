"""One agent at work: its tools first, then its model, asked once for all, table by table, or item by item."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from harness.errors import AgentFailed, LimitReached
from harness.messages import Message, Reply
from harness.orchestrators.native.containment import Failure, by_rule, note_items, note_trouble
from harness.orchestrators.native.papers import Form, as_lines, context_parts, definition, tables_shown
from harness.orchestrators.native.together import together
from harness.orchestrators.native.tool_use import Rounds, ToolUse
from harness.plan.design import Agent
from harness.plan.flow import is_paper, pattern_of
from harness.plan.job import Job
from harness.plan.tools import Rows, ToolMistake, Workspace
from harness.plan.trouble import NAMED, Trouble, trouble_of

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

    async def work(self) -> None:
        """Do the agent's work. Raises what ends it; what was made by then is there."""
        began = self.job.clock()
        try:
            async with self.job.turn(self.agent.name):
                await self._make()
        except NAMED as failure:
            note_trouble(self.job, trouble_of(failure), self.agent.name, began, str(failure))
            if isinstance(failure, AgentFailed):
                self._prepare(last=True)  # the others go on with what tools can make of it
            raise
        except (LimitReached, asyncio.CancelledError) as ended:
            why = str(ended) or "the trial ended"
            note_trouble(self.job, Trouble.CUT_OFF, self.agent.name, began, why)
            raise
        finally:
            tables = {name: self.workspace.tables[name] for name in self.agent.writes if name in self.made}
            rows = ", ".join(f"{name}: {len(found)} rows" for name, found in tables.items())
            self.job.note_span("agent", self.agent.role, self.agent.name, began, rows)

    async def _make(self) -> None:
        """Make what the agent writes: by its tools, and by asking its model for the rest."""
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
        said = ""
        try:
            for _ in range(1 + _MOST_CONTINUATIONS):
                reply = await self._ask(messages)
                if said and reply.text == said:
                    self._note(Trouble.REPEATS_ITSELF, "was to go on, and said the same again")
                    break
                said = reply.text
                self.replies.append((", ".join(names), said))
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

        failed: list[tuple[int, Failure]] = []
        began = self.job.clock()

        async def one(place: int, item: Mapping[str, str], text: str) -> None:
            async def once(told: str) -> Failure | None:
                found[place], failure = await self._item(form, item, self._wanted(text, told))
                return failure

            failure = await by_rule(self.job, self.agent.name, once, of_many=True)
            if failure is not None:
                failed.append((place + 1, failure))

        try:
            await together(one(place, item, text) for place, (item, text) in enumerate(items))
        finally:
            # Also when a limit ends the work: the items that are done count.
            for table in form.tables:
                self._made(table.name, tuple(row for tables in found for row in tables.get(table.name, ())))
            note_items(self.job, self.agent.name, began, failed, len(items))

    async def _item(self, form: Form, item: Mapping[str, str], wanted: str) -> tuple[dict[str, Rows], Failure | None]:
        """Ask for one item; return its rows, and what is wrong where it failed. The other items go on."""
        carried = {column: _first_filled(item, sources) for column, sources in self.agent.carries.items()}
        form, failure, found = form.with_carried(carried), None, dict[str, Rows]()
        try:
            reply = await self._ask(self.conversation(wanted, own=False))
        except AgentFailed as failed:
            failure = Failure(trouble_of(failed), str(failed))
        else:
            self.replies.append((", ".join(table.name for table in form.tables), reply.text))
            found = form.read(reply.text)
            if form.tables and not found and (self.agent.each_gives == "one" or self.agent.format == "json"):
                failure = Failure(Trouble.MADE_NOTHING, f"nothing readable in '{reply.text[:80]}'")
        if self.agent.each_gives == "one":
            # A reply that says nothing leaves what code knows of the item; more rows than one are cut.
            found = {table.name: found.get(table.name, ())[:1] or (dict(carried),) for table in form.tables}
        return found, failure

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
        ask, name, schema = self.job.ask, self.agent.name, self.schema
        tools, rounds = ToolUse(self.job, self.agent, self.workspace), Rounds()
        out = self.agent.max_output_tokens or self.job.design.allowance.max_output_tokens
        for _ in range(_MOST_TOOL_ROUNDS):
            reply = await ask(name, messages, max_output_tokens=out, tools=tools.specs(), schema=schema)
            if not reply.tool_calls:
                return reply
            if again := rounds.goes_round(reply.tool_calls):
                self._note(Trouble.REPEATS_ITSELF, f"asked {again}; it was asked without tools")
                break
            longer = [*messages, Message("assistant", reply.text, reply.tool_calls)]
            room = self._room(longer) // len(reply.tool_calls)
            longer += [Message("tool", await tools.use(c, room), tool_call_id=c.id) for c in reply.tool_calls]
            if not self._fits(longer):
                self._note(Trouble.NO_ROOM_FOR_TOOLS, "it was asked without them")
                break
            messages = longer
        else:
            self._note(Trouble.TOO_MANY_ROUNDS, f"{_MOST_TOOL_ROUNDS} rounds of tools; it was asked without them")
        return await ask(name, messages, max_output_tokens=out, schema=schema)

    def _note(self, trouble: Trouble, detail: str) -> None:
        note_trouble(self.job, trouble, self.agent.name, self.job.clock(), detail)

    def _request(self, form: Form) -> str:
        """Say what is wanted now."""
        said = [self.job.brief.ask] if "brief" in self.agent.reads else []
        if form.tables:
            said += ["Write now:", *(f"- {table.words()}" for table in form.asked)]
            said.append("Reply with JSON only." if self.agent.format == "json" else "Give each as CSV under its name.")
        return "\n".join([*said, *self._found_wrong()])

    def _found_wrong(self, told: str = "") -> list[str]:
        """Return what a check of the work before has found, as it is told; empty when there was none."""
        feedback = "\n".join(said for said in (self.feedback, told) if said)
        return [f"A check of your work found:\n{feedback}\nPut it right."] if feedback else []

    def _wanted(self, item: str, told: str = "") -> str:
        """Say what is wanted of an item; one that alone is too long for a call is cut, and says so."""
        around = [self.agent.ask_each, *self._found_wrong(told)]
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
        return max(
            self.job.call_in_tokens
            - self.job.count_sent(messages, ToolUse(self.job, self.agent, self.workspace).specs(), self.schema)
            - _SLACK,
            0,
        )

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
