"""The subcommand that serves a case over MCP. With stdio, stdout belongs to the protocol: all words go to stderr."""

import argparse
import ipaddress
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from tasks_bank.case import Case
from tasks_bank.cli.showing import dealt
from tasks_bank.errors import TaskBankError
from tasks_bank.serving.recording import ActionFile, ActionList, Recorder
from tasks_bank.serving.serve import listen, over_http, over_stdio, served
from tasks_bank.task import Task

_HOST = "127.0.0.1"
_PORT = 8765
_LARGEST_PORT = 65_535
_HERE = ("127.0.0.1", "localhost", "[::1]")
"""Names under which a client on this machine calls it."""


def serve(arguments: argparse.Namespace) -> None:
    """Serve the case until the client goes or Ctrl-C comes."""
    is_stdio = arguments.transport == "stdio"
    names = _no_names(arguments) if is_stdio else _names(arguments)
    task, case = dealt(arguments)
    _warn_of_people(task)
    with _recorder(arguments.actions, case) as recorder:
        server = served(case, recorder)
        if arguments.actions is None:
            _say(f"{case.name}: writes get a receipt and are not kept; --actions FILE keeps them")
        if is_stdio:
            over_stdio(server)
            return
        host = arguments.host or _HOST
        with _listening(host, _PORT if arguments.port is None else arguments.port) as listening:
            if not _is_here(host):
                _say(f"warning: whoever reaches {host} can read this case and write to it; no password is asked for")
            port = listening.getsockname()[1]
            _say(f"{case.name} is served at http://{names[0]}:{port}/mcp; Ctrl-C ends it")
            over_http(server, listening, names)


@contextmanager
def _recorder(path: Path | None, case: Case) -> Iterator[Recorder]:
    """Return where actions are kept: in the file that was named, or nowhere."""
    if path is None:
        yield ActionList()
        return
    with closing(ActionFile(path, case)) as kept:
        yield kept


def _names(arguments: argparse.Namespace) -> Sequence[str]:
    """Return the names under which clients may call the server. Raises TaskBankError where nobody can know them."""
    host = arguments.host or _HOST
    if _is_here(host):
        return [*arguments.called, *_HERE]
    if arguments.called:
        return list(arguments.called)
    if _address(host) is not None and ipaddress.ip_address(host).is_unspecified:
        raise TaskBankError(f"--host {host} is every address of this machine; say with --called how clients call it")
    return [f"[{host}]" if ":" in host else host]


def _listening(host: str, port: int) -> socket.socket:
    """Take the port. Raises TaskBankError when it cannot be had."""
    if not 0 <= port <= _LARGEST_PORT:
        raise TaskBankError(f"--port is {port}; it goes from 0 (any that is free) to {_LARGEST_PORT}")
    try:
        return listen(host, port)
    except OSError as error:
        raise TaskBankError(
            f"cannot listen on {host}, port {port}: {error.strerror}; "
            "give another --port (0 for any that is free) or --host"
        ) from error


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_here(host: str) -> bool:
    """Tell whether only this machine can reach the address."""
    address = _address(host)
    return host == "localhost" or (address is not None and address.is_loopback)


def _no_names(arguments: argparse.Namespace) -> Sequence[str]:
    """Refuse what only a server with an address has. Raises TaskBankError."""
    given = {"--host": arguments.host, "--port": arguments.port, "--called": arguments.called or None}
    if wrong := [option for option, value in given.items() if value is not None]:
        raise TaskBankError(f"{wrong[0]} is for --transport http; over stdio there is no address")
    return ()


def _warn_of_people(task: Task) -> None:
    """Say it where the files must not reach a remote model: which model a client has cannot be seen from here."""
    people = task.people
    if people and people.there is not False and not people.remote:
        _say(f"warning: {people.words()}; connect no client whose model is elsewhere")


def _say(sentence: str) -> None:
    print(f"toprung: {sentence}", file=sys.stderr, flush=True)
