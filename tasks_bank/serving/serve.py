"""The way to a case's MCP server, for a command and for a program. The SDK is loaded when a server is made."""

import os
import socket
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tasks_bank.case import Case
from tasks_bank.errors import MissingExtra
from tasks_bank.serving.offer import offer_of
from tasks_bank.serving.recording import Recorder

if TYPE_CHECKING:
    from mcp.server import Server


def served(case: Case, recorder: Recorder) -> "Server[Any]":
    """Make the MCP server of a case; what its clients write goes to `recorder`.

    An SDK's client takes it as it is, in this process: ``mcp.Client(served(case, ActionList()))``.
    Raises MissingExtra, and BrokenTask when two tools would have one name.
    """
    offer = offer_of(case, recorder)
    try:
        from tasks_bank.serving.server import make_server  # noqa: PLC0415 - loads the SDK
    except ImportError as error:
        raise MissingExtra(
            f"the MCP SDK cannot be loaded ({error}); install the extra `mcp`: pip install 'toprung[mcp]'"
        ) from error
    return make_server(offer)


def over_stdio(server: "Server[Any]") -> None:
    """Serve the client at the other ends of stdin and stdout until it closes stdin."""
    from tasks_bank.serving import transports  # noqa: PLC0415 - loads the SDK

    transports.over_stdio(server)


def listen(host: str, port: int) -> socket.socket:
    """Take a port, 0 for any that is free. Raises OSError when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio lets small replies go at once only where the protocol is named; else each waits 40 ms for its elder.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it would let two servers share the port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


def over_http(server: "Server[Any]", listening: socket.socket, names: Sequence[str]) -> None:
    """Serve whoever connects to a socket and calls the server by one of `names`, until Ctrl-C."""
    from tasks_bank.serving import transports  # noqa: PLC0415 - loads the SDK

    transports.over_http(server, listening, names)
