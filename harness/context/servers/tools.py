"""The tools of a connected MCP server, as an agent is offered them: named without clashes, bounded, recorded."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from harness.context.servers.connection import Connection, NoAnswer
from harness.plan.sources import Handed
from tasks_bank.answer import Action

if TYPE_CHECKING:
    from mcp_types import CallToolResult, Tool

_LONGEST_NAME = 64
_NOT_IN_NAMES = re.compile(r"[^a-zA-Z0-9_-]+")
"""What the vendors' tool names may not hold."""
_LONGEST_ABOUT = 1024
_MOST_CHARACTERS = 200_000
"""Of one result; the room that is left in a call is much less as a rule."""


@dataclass(frozen=True, slots=True)
class ServerTool:
    """One tool of one server."""

    name: str
    about: str
    parameters: Mapping[str, Any]
    connection: Connection
    called: str
    """Its name on the server."""
    take_actions: Callable[[], tuple[Action, ...]]
    """Takes what was written to the case's systems since it was last asked."""

    async def call(self, arguments: Mapping[str, Any]) -> Handed:
        """Call it; an error of the tool comes back as a mistake. Raises SourceLost."""
        try:
            result = await self.connection.call(self.called, arguments)
        except NoAnswer as error:
            return Handed(str(error), mistake=True, actions=self.take_actions())
        text = text_of(result)
        size_bytes = len(text.encode())
        if len(text) > _MOST_CHARACTERS:
            left = len(text) - _MOST_CHARACTERS
            text = f"{text[:_MOST_CHARACTERS]}\n[cut: {left:,} of {len(text):,} characters left out]"
        return Handed(text, bool(result.is_error), self.take_actions(), size_bytes)


def nothing_done() -> tuple[Action, ...]:
    """Return no action: a stranger's server does not write to the case's systems."""
    return ()


def tool_of(
    tool: "Tool", connection: Connection, prefix: str, take_actions: Callable[[], tuple[Action, ...]]
) -> ServerTool:
    """Return a server's tool as it is offered; `prefix` tells tools of several servers apart."""
    name = _NOT_IN_NAMES.sub("_", f"{prefix}{tool.name}")[:_LONGEST_NAME]
    about = (tool.description or tool.title or tool.name)[:_LONGEST_ABOUT]
    schema = tool.input_schema if tool.input_schema.get("type") == "object" else {"type": "object"}
    return ServerTool(name, about, schema, connection, tool.name, take_actions)


def text_of(result: "CallToolResult") -> str:
    """Return what a result says: its texts; of what is no text, that it is there."""
    parts = []
    for block in result.content:
        match block.type:
            case "text":
                parts.append(block.text)
            case "resource" if hasattr(block.resource, "text"):
                parts.append(f"[{block.resource.uri}]\n{block.resource.text}")
            case other:
                parts.append(f"[{other}: {len(block.model_dump_json()):,} bytes that are no text]")
    if not parts and result.structured_content is not None:
        return json.dumps(result.structured_content, ensure_ascii=False)
    return "\n".join(parts)
