"""`toprung irt`: item response theory on anybody's data, from CSV to text or JSON.

A command is a function `add(commands)` in a module `irt_*` of this folder: it adds its parsers, each with a default
`do`, a function from the parsed words to the result as a dictionary. `--json` and the printing are added here.
"""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path

from assessor.cli.parsing import Parser
from assessor.cli.showing import as_json, as_text
from assessor.errors import AssessorError

NOT_CONVERGED = 1
"""Exit code where a result is printed that must not be used."""
_WRONG_INPUT = AssessorError.exit_code


def main(argv: Sequence[str]) -> int:
    """Run ``toprung irt …`` and return its exit code; a user's mistake ends in one sentence.

    A fit that did not converge is printed and written all the same, for whoever wants to see how far it came.
    """
    args = make_parser().parse_args(argv)
    try:
        result = args.do(args)
    except AssessorError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code
    except ValueError as error:  # how assessor.scoring says that numbers do not fit
        print(f"toprung: {error}", file=sys.stderr)
        return _WRONG_INPUT
    print(as_json(result) if args.json else as_text(result))
    if result.get("converged") is False:
        print("toprung: the estimation did not converge; do not use these values", file=sys.stderr)
        return NOT_CONVERGED
    return 0


def make_parser() -> argparse.ArgumentParser:
    """Make the parser of all commands."""
    parser = Parser(prog="toprung irt", description="Item response theory on a CSV of responses.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for found in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if found.name.startswith("irt_"):
            importlib.import_module(f"assessor.cli.{found.name}").add(commands)
    for command in commands.choices.values():
        command.add_argument("--json", action="store_true", help="print JSON instead of text")
    return parser
