"""How a client reaches a server: over stdin and stdout, or over streamable HTTP. No address is decided here."""

import signal
import socket
from collections.abc import Sequence
from typing import Any

import anyio
import uvicorn
from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

_PATIENCE_S = 2
"""How long open connections may take to end after Ctrl-C."""


def over_stdio(server: Server[Any]) -> None:
    """Serve the one client that holds the other ends of stdin and stdout, until it closes stdin.

    Ctrl-C ends the process at once: a thread that reads stdin cannot be woken, and whatever had a receipt is kept.
    """

    async def serve() -> None:
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        anyio.run(serve)
    finally:
        signal.signal(signal.SIGINT, before)


def over_http(server: Server[Any], listening: socket.socket, names: Sequence[str]) -> None:
    """Serve whoever connects, until Ctrl-C.

    Requests have to call the server by one of `names`, and a page that asks has to come from one of them: otherwise
    any page in a browser could reach the server by a name of its own that points here.
    """
    security = TransportSecuritySettings(
        allowed_hosts=[*names, *(f"{name}:*" for name in names)],
        allowed_origins=[f"http://{name}{port}" for name in names for port in ("", ":*")],
    )
    app = server.streamable_http_app(transport_security=security)
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=_PATIENCE_S)
    anyio.run(uvicorn.Server(config).serve, [listening])
