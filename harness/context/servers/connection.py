"""One session with one MCP server, kept in a task of its own: what breaks there breaks a call, not the agents.

A server that dies is gone for the rest of the trial. One that answers late, or with an error, is a mistake that goes
back to whoever called; the next call is tried all the same.
"""

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast

from harness.context.servers.allowed import Server
from harness.errors import MissingPiece, SourceLost

if TYPE_CHECKING:
    from mcp.client import Client
    from mcp.server import Server as InProcess
    from mcp_types import CallToolResult, Tool

log = logging.getLogger(__name__)

_MOST_PAGES = 10
_MOST_TOOLS = 128
_CLOSING_S = 8.0
"""The SDK gives a server 2 s each to end by itself, on being asked, and on being killed."""
_CONNECTION_CLOSED = -32000


class NoAnswer(Exception):
    """A call came to nothing; the text says why. The server may still be there."""


@dataclass(slots=True)
class Connection:
    """A session, from entering to leaving."""

    name: str
    server: Server | object
    """The user's server, or one of the SDK's in this process."""
    timeout_s: float = 20.0
    start_s: float = 20.0
    tools: "list[Tool]" = field(default_factory=list)
    """What the server offers, once entered."""
    about: str = ""
    """What the server says of itself."""
    _client: "Client | None" = None
    _task: "asyncio.Task[None] | None" = None
    _ready: asyncio.Event = field(default_factory=asyncio.Event)
    _leaving: asyncio.Event = field(default_factory=asyncio.Event)
    _why: str = ""

    async def __aenter__(self) -> Self:
        """Start it. Raises SourceLost where it does not start in time."""
        self._task = asyncio.create_task(self._keep(), name=f"mcp {self.name}")
        ready = asyncio.create_task(self._ready.wait())
        try:
            await asyncio.wait({ready, self._task}, timeout=self.start_s, return_when=asyncio.FIRST_COMPLETED)
        finally:
            ready.cancel()
        if not self._ready.is_set():
            why = self._why or f"it said nothing for {self.start_s:g} s"
            self._task.cancel()
            await asyncio.wait({self._task}, timeout=_CLOSING_S)
            raise SourceLost(f"the MCP server '{self.name}' does not start: {why}")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        await self._leave()

    async def call(self, tool: str, arguments: Mapping[str, Any]) -> "CallToolResult":
        """Call a tool. Raises NoAnswer for a call that came to nothing, SourceLost where the server is gone."""
        if self._client is None or self._task is None or self._task.done():
            raise SourceLost(self._gone())
        calling = asyncio.create_task(self._client.call_tool(tool, dict(arguments)))
        try:
            await asyncio.wait({calling, self._task}, timeout=self.timeout_s, return_when=asyncio.FIRST_COMPLETED)
            if calling.done():
                return self._answer(calling)
            if self._task.done():
                raise SourceLost(self._gone())
            raise NoAnswer(f"the server '{self.name}' gave no answer within {self.timeout_s:g} s")
        finally:
            calling.cancel()

    def _answer(self, calling: "asyncio.Task[CallToolResult]") -> "CallToolResult":
        from anyio import BrokenResourceError, ClosedResourceError  # noqa: PLC0415 - comes with the SDK
        from mcp import MCPError  # noqa: PLC0415

        try:
            return calling.result()
        except MCPError as error:
            if error.code == _CONNECTION_CLOSED:
                raise SourceLost(self._gone()) from error
            raise NoAnswer(f"the server '{self.name}' refused: {error}") from error
        except (BrokenResourceError, ClosedResourceError) as error:
            raise SourceLost(self._gone()) from error
        except Exception as error:
            # A reply that is none (pydantic and whatever else the SDK meets in it) is the server's doing.
            raise NoAnswer(f"the server '{self.name}' answered with what is no answer: {_said(error)}") from error

    async def _keep(self) -> None:
        """Hold the session until it is left, or the server breaks it."""
        try:
            async with self._session() as client:
                self.tools = await _listed(client)
                self.about = client.instructions or ""
                self._client = client
                self._ready.set()
                await self._leaving.wait()
        except Exception as error:  # noqa: BLE001 - whatever a server of somebody else does ends here
            self._why = _said(error)
            log.info("the MCP server %s is gone: %s", self.name, self._why)
        finally:
            self._client = None

    @contextlib.asynccontextmanager
    async def _session(self) -> "AsyncIterator[Client]":
        from mcp import Client, StdioServerParameters, stdio_client  # noqa: PLC0415 - heavy, and an extra

        if not isinstance(self.server, Server):
            async with Client(cast("InProcess[Any]", self.server)) as client:
                yield client
        elif self.server.url:
            async with Client(self.server.url, read_timeout_seconds=self.timeout_s) as client:
                yield client
        else:
            command, *arguments = self.server.command
            parameters = StdioServerParameters(command=command, args=arguments, env=self.server.environment())
            # What it says beside the protocol is its own affair: it may hold what no log of ours should.
            with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123, ASYNC230 - a device, not a path
                transport = stdio_client(parameters, errlog=nowhere)
                async with Client(transport, read_timeout_seconds=self.timeout_s) as client:
                    yield client

    async def _leave(self) -> None:
        self._leaving.set()
        if self._task is None:
            return
        done, _ = await asyncio.wait({self._task}, timeout=_CLOSING_S)
        if not done:
            self._task.cancel()
            await asyncio.wait({self._task}, timeout=_CLOSING_S)

    def _gone(self) -> str:
        return f"the MCP server '{self.name}' is gone" + (f": {self._why}" if self._why else "")


async def _listed(client: "Client") -> "list[Tool]":
    found: list[Tool] = []
    cursor = None
    for _ in range(_MOST_PAGES):
        page = await client.list_tools(cursor=cursor)
        found += page.tools
        cursor = page.next_cursor
        if not cursor or len(found) >= _MOST_TOOLS:
            break
    return found[:_MOST_TOOLS]


def needs_sdk() -> None:
    """Raise MissingPiece without the SDK."""
    try:
        import mcp  # noqa: F401, PLC0415 - only whether it is there
    except ImportError:
        raise MissingPiece("MCP servers need the extra 'mcp': pip install 'toprung[mcp]'") from None


def _said(error: BaseException) -> str:
    """Return the first real reason in one line; the SDK wraps reasons in groups."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    line = (str(error).strip().splitlines() or [""])[0][:200]
    return f"{type(error).__name__}: {line}" if line else type(error).__name__
