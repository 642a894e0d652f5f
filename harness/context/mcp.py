"""The context source `mcp`: tools of MCP servers, the case's own systems or servers that the user has allowed."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase

from pydantic import Field

from harness.context.fitting import fitted
from harness.context.own_keys import OwnKeys, own_keys
from harness.context.servers.allowed import CASE, allowed_server
from harness.context.servers.connection import Connection, needs_sdk
from harness.context.servers.tools import ServerTool, nothing_done, tool_of
from harness.plan.design import SourceSettings
from harness.plan.sources import Given, Part
from tasks_bank.answer import Action


class McpKeys(OwnKeys):
    """What a design may say of servers; it names them, and cannot say what is started."""

    servers: tuple[str, ...] = Field(default=(CASE,), min_length=1)
    """``case`` for the case's own systems and files, or names of the user's file."""
    tools: tuple[str, ...] = ("*",)
    """Which of their tools are offered, as patterns of the names that the model sees."""


class Mcp:
    """Offers the tools of servers."""

    def __init__(self, settings: SourceSettings) -> None:
        needs_sdk()
        self.name = "mcp"
        self._budget_tokens = settings.budget_tokens
        self._keys = own_keys(self.name, settings, McpKeys)
        self._servers = {name: allowed_server(name) for name in self._keys.servers if name != CASE}

    @asynccontextmanager
    async def open(self, given: Given) -> AsyncIterator["OpenMcp"]:
        """Start or reach the servers, and hear what tools they have."""
        async with AsyncExitStack() as stack:
            connections, tools = [], list[ServerTool]()
            for name in self._keys.servers:
                done = Done()
                connection = await stack.enter_async_context(self._connection(name, given, done))
                connections.append(connection)
                prefix = "" if name == CASE else f"{name}__"
                taken = done.take if name == CASE else nothing_done
                tools += [tool_of(tool, connection, prefix, taken) for tool in connection.tools]
            offered = {tool.name: tool for tool in tools if _named(tool.name, self._keys.tools)}
            yield OpenMcp(given, connections, tuple(offered.values()), self._budget_tokens)

    def _connection(self, name: str, given: Given, done: "Done") -> Connection:
        if name == CASE:
            return Connection(name, given.serve(done))
        server = self._servers[name]
        return Connection(name, server, server.timeout_s, server.start_s)


class Done:
    """Keeps what is written to the case's systems until it is taken over into the answer."""

    def __init__(self) -> None:
        self._fresh: list[Action] = []
        self._count = 0

    def record(self, action: Action) -> int:
        """Keep an action, and return its number."""
        self._fresh.append(action)
        self._count += 1
        return self._count

    def take(self) -> tuple[Action, ...]:
        """Return the actions since the last time."""
        fresh, self._fresh = tuple(self._fresh), []
        return fresh


@dataclass(frozen=True, slots=True)
class OpenMcp:
    """Connected servers."""

    given: Given
    connections: Sequence[Connection]
    tools: Sequence[ServerTool]
    budget_tokens: int
    name: str = "mcp"

    def supply(self, wanted: Sequence[str], query: str) -> list[Part]:  # noqa: ARG002 - what servers say of themselves does not depend on the question
        """Return what each server says of itself, within the budget."""
        about = [(f"About the tools of {each.name}", each.about) for each in self.connections if each.about.strip()]
        if not about:
            return []
        kept, notice = fitted(about, self.budget_tokens, self.given.count_tokens)
        parts = [Part(title, text, self.name) for title, text in kept]
        return [*parts, Part("Tools", notice, self.name)] if notice else parts


def create(settings: SourceSettings) -> Mcp:
    """Make the source. Raises BadDesign for unknown keys and servers that are not allowed, MissingPiece without SDK."""
    return Mcp(settings)


def _named(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
