"""`toprung items`: the item bank as a workplace.

A subcommand is a function that is given its parser: it adds its options, and sets the default `do`, a function from
the parsed words to an exit code, which prints what there is to print. Its module is loaded when it is called for, or
when help on all of them is.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence

from assessor.cli.parsing import Parser
from assessor.errors import AssessorError

SUBCOMMANDS = {
    "check": ("assessor.cli.items_check:check", "read every item file and say what is wrong with it"),
    "review": ("assessor.cli.items_review:review", "list what is due, or give one's word on an item's status"),
    "stats": ("assessor.cli.items_stats:stats", "tell from stored answers how each item does"),
    "export": ("assessor.cli.items_exchange:export", "write items, or stored answers, as a table"),
    "import": ("assessor.cli.items_exchange:import_", "take items in from a table or a folder"),
    "calibrate": ("assessor.cli.items_calibrate:calibrate", "estimate difficulties from stored answers"),
    "use": ("assessor.cli.items_calibrate:use", "begin new sittings with a calibration"),
    "cuts": ("assessor.cli.items_cuts:cuts", "set where levels begin from the ratings of a panel"),
}
_WRONG = AssessorError.exit_code


def main(argv: Sequence[str]) -> int:
    """Run ``toprung items …`` and return its exit code; a user's mistake ends in one sentence."""
    args = make_parser(argv).parse_args(argv)
    try:
        return int(args.do(args))
    except AssessorError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code
    except ValueError as error:  # how assessor.scoring says that numbers do not fit
        print(f"toprung: {error}", file=sys.stderr)
        return _WRONG


def make_parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """Make the parser of the subcommand that is called, or of all where none is."""
    parser = Parser(prog="toprung items", description="The item bank: check, review, statistics, exchange.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    called = argv[0] if argv and argv[0] in SUBCOMMANDS else None
    for name, (place, what) in SUBCOMMANDS.items():
        if called in {None, name}:
            module, function = place.split(":")
            getattr(importlib.import_module(module), function)(commands.add_parser(name, help=what, description=what))
    return parser
