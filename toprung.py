"""The one command. It knows the subcommands by name and loads a module of ours only when its subcommand is called."""

import errno
import gc
import importlib
import os
import sys
from collections.abc import Sequence

COMMANDS = {
    "bench": ("harness.cli:main", "plan, run, resume, show and compare benchmark runs"),
    "tasks": ("tasks_bank.cli:main", "list the business tasks and write out their cases"),
    "report": ("assessor.cli.report:main", "turn what was measured into pages, documents and tables"),
    "irt": ("assessor.cli.irt:main", "fit and use item response models on a CSV of responses"),
    "sit": ("assessor.cli.sit:main", "take a sitting in the terminal and see where you stand"),
    "assess": ("assessor.cli.assess:main", "simulate people who sit, and tell how far the instrument measures"),
    "items": ("assessor.cli.items:main", "check the item bank, review items, see how they do, import and export"),
    "results": ("assessor.cli.results:main", "look at results of sittings, make them again, mark answers in words"),
    "evidence": ("assessor.cli.evidence:main", "keep a person's word on practical work that opens the higher levels"),
    "framework": ("assessor.cli.framework:main", "show the literacy framework, or write it as a CASE package"),
    "serve": ("assessor.cli.serve:main", "serve Toprung to browsers, and print the address"),
    "demo": ("assessor.cli.demo:main", "fill a make-believe organisation to look at, with a year behind it"),
    "work": ("assessor.cli.work:main", "work off jobs beside the service: mail, imports, calls, erasures"),
    "people": ("assessor.cli.people:main", "who gets in, for whoever runs the service: links, locks"),
    "badges": ("assessor.cli.badges:main", "keys that sign badges of levels; withdraw a badge"),
    "import": ("assessor.cli.programmes:main", "read hours, ratings and reviews that trainers' systems exported"),
    "export": ("assessor.cli.programmes:main_export", "write hours, ratings and reviews as tables for such systems"),
    "db": ("assessor.cli.db:main", "create or upgrade the tables of the ledger and of sittings"),
}

STOPPED = 130
"""Exit code after Ctrl-C, as shells have it: 128 and the number of the signal."""
LOOK_FOR_CYCLES_AFTER = 50_000
"""New objects before Python looks for those that hold each other; at its usual 700, a vendor's SDK with its three
thousand modules takes a third longer to load."""
READER_GONE = 141
"""The same for a reader of the output that has gone."""
NO_SPACE = 3
"""Exit code when there is no room for what is to be printed."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code (docs/commands.md lists the codes)."""
    gc.set_threshold(LOOK_FOR_CYCLES_AFTER, *gc.get_threshold()[1:])
    try:
        try:
            return _run(list(sys.argv[1:] if argv is None else argv))
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        print("toprung: stopped", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        # Whoever read the output has gone (`| head`); what Python still holds back must not complain at the end.
        _say_no_more()
        return READER_GONE
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _say_no_more()
        print("toprung: what was to be printed could not be written: no space left on the device", file=sys.stderr)
        return NO_SPACE


def _say_no_more() -> None:
    """Send what is still to be printed nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(words: Sequence[str]) -> int:
    if not words or words[0] in {"-h", "--help"}:
        print(_help())
        return 0
    name, *rest = words
    if name not in COMMANDS:
        known = ", ".join(COMMANDS)
        print(f"toprung: there is no command '{name}'; the commands are {known}", file=sys.stderr)
        return 2
    module, function = COMMANDS[name][0].split(":")
    return int(getattr(importlib.import_module(module), function)(rest))


def _help() -> str:
    width = max(map(len, COMMANDS))
    rows = [f"  {name:<{width}}  {what}" for name, (_, what) in COMMANDS.items()]
    return "\n".join(["usage: toprung COMMAND ...", "", *rows, "", "toprung COMMAND --help says more."])


if __name__ == "__main__":
    sys.exit(main())
