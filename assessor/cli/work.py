"""``toprung work``: works off jobs, beside the service or on another machine."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import closing
from threading import Event, Thread

from assessor.cli.parsing import Parser
from assessor.db import open_store
from assessor.errors import AssessorError
from assessor.jobs.durable import Durable
from assessor.settings import Settings

_LOOK_S = 1.0


def main(argv: Sequence[str]) -> int:
    """Run ``toprung work`` until it is told to stop; a user's mistake ends in one sentence."""
    args = _parser().parse_args(argv)
    try:
        return _work(args)
    except AssessorError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code


def _work(args: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    stop = Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: stop.set())
    if args.beside:
        Thread(target=_stop_with, args=(args.beside, stop), daemon=True).start()
    with closing(open_store(settings.database_url)) as store:
        if not args.beside:
            print(f"Working off jobs of {store.address}. Ctrl-C stops after the step that is under way.", flush=True)
        Durable(store, settings).work(stop)
    return 0


def _stop_with(parent: int, stop: Event) -> None:
    """Stop when the process that started this one is gone, also where it was killed."""
    while os.getppid() == parent and not stop.wait(_LOOK_S):
        pass
    stop.set()


def _parser() -> Parser:
    parser = Parser(
        prog="toprung work",
        description="Work off jobs: mail, imports, calls to other systems, erasures. Several may run, on one store.",
    )
    parser.add_argument("--beside", type=int, metavar="PROCESS", help="stop when this process, the parent, is gone")
    return parser
