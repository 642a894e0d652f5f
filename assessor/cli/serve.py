"""``toprung serve``: the service in a browser, by a server made for the public."""

import argparse
import dataclasses
import datetime as dt
import logging
import os
import socket
import sys
from collections.abc import Sequence
from contextlib import closing, nullcontext
from typing import Any
from urllib.parse import urlsplit

from assessor.cli.beside import worker_beside
from assessor.cli.parsing import Parser
from assessor.db import open_store
from assessor.errors import AssessorError, MissingPiece
from assessor.people.signing_up import first_link
from assessor.settings import BadSetting, Settings

_WORKERS = 2
_THREADS = 8
_PORT = 8000
_GRACE_S = 30
_STUCK_S = 120
_OPEN_S = 15
"""How long a connection stays open between two requests; threads are not held by it."""
_OWN_FILES = 0o077
"""What the service makes, nobody else on the machine reads."""


def main(argv: Sequence[str]) -> int:
    """Run ``toprung serve`` until it is told to stop; a user's mistake ends in one sentence."""
    args = _parser().parse_args(argv)
    os.umask(_OWN_FILES)
    try:
        settings = _settings(args)
        place = _place(args, settings)
        _check_free(*place)
        said = _prepared(settings)
        with nullcontext() if args.no_work else worker_beside():
            return _serve(args, settings, place, said)
    except AssessorError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code


def _settings(args: argparse.Namespace) -> Settings:
    settings = Settings.from_environment()
    if args.port and settings.is_loopback:
        host = urlsplit(settings.address).hostname
        return dataclasses.replace(settings, address=f"http://{host}:{args.port}")
    return settings


def _place(args: argparse.Namespace, settings: Settings) -> tuple[str, int]:
    """Return the host and the port to listen on: this machine alone, unless it is said."""
    own = urlsplit(settings.address).port if settings.is_loopback else None
    return args.host, args.port or own or _PORT


def _check_free(host: str, port: int) -> None:
    """Look that the port can be had, rather than have the server try for seconds. Raises BadSetting."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            raise BadSetting(
                f"cannot listen on {host}:{port}: {error.strerror or error}; name another --port"
            ) from error


def _prepared(settings: Settings) -> list[str]:
    """Migrate the store, and say where the service is and how its first owner gets in."""
    at = dt.datetime.now(dt.UTC)
    with closing(open_store(settings.database_url)) as store:
        token = first_link(store, at + dt.timedelta(minutes=settings.link_min), at)
        said = [f"Toprung is at {settings.address} and keeps everything in {store.address}. Ctrl-C stops it."]
    if token is not None:
        said += [
            f"There is no organisation of your own yet. Sign up here, once, within {settings.link_min} minutes:",
            settings.url(f"/sign-up/{token}"),
            "To look at it first, `toprung demo` fills a make-believe organisation and prints who logs in to it.",
        ]
    return said


def _serve(args: argparse.Namespace, settings: Settings, place: tuple[str, int], said: Sequence[str]) -> int:
    """Serve until told to stop; say `said` once somebody who follows it is answered."""
    try:
        from gunicorn.app.base import BaseApplication  # noqa: PLC0415 - only needed here, and not on every system
    except ImportError as error:
        raise MissingPiece("toprung serve needs gunicorn, which does not run on this system") from error

    options = _options(args, place) | {"post_worker_init": lambda worker: _say(worker.age, said)}

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> object:
            """Make the service in each worker, so that none shares a connection with another."""
            from assessor.app import create_app  # noqa: PLC0415 - the parent does without

            _log_to_stderr()
            return create_app(settings)

    try:
        Server().run()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def _say(worker: int, lines: Sequence[str]) -> None:
    """Say it from the first worker alone, and not again where one takes its place."""
    if worker == 1:
        print(*lines, sep="\n", flush=True)


def _options(args: argparse.Namespace, place: tuple[str, int]) -> dict[str, Any]:
    host, port = place
    return {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": args.workers,
        "threads": args.threads,
        "worker_class": "gthread",
        "reuse_port": True,
        "keepalive": _OPEN_S,
        "graceful_timeout": _GRACE_S,
        "timeout": _STUCK_S,
        "accesslog": None,
        "loglevel": "warning",
        "control_socket_disable": True,
        "proc_name": "toprung",
    }


def _log_to_stderr() -> None:
    """Write our own lines; those of libraries only where something is wrong."""
    shown = logging.StreamHandler()
    shown.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(shown)
    logging.getLogger("toprung").setLevel(logging.INFO)


def _parser() -> Parser:
    parser = Parser(prog="toprung serve", description="Serve Toprung to browsers. Settings: docs/commands.md.")
    parser.add_argument("--host", default="127.0.0.1", help="listen on this address (default: this machine alone)")
    parser.add_argument("--port", type=int, help="listen on this port (default: the address's, else 8000)")
    parser.add_argument("--workers", type=int, default=_WORKERS, help="processes (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=_THREADS, help="threads in each of them (default: %(default)s)")
    parser.add_argument("--no-work", action="store_true", help="leave jobs to `toprung work` elsewhere")
    return parser
