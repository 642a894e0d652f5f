"""The command ``toprung tasks``. The hidden truth of a case is never printed or written here."""

import importlib
import sys
from collections.abc import Sequence

from tasks_bank.cli.parser import make_parser
from tasks_bank.errors import TaskBankError


def main(argv: Sequence[str]) -> int:
    """Run ``toprung tasks …`` and return its exit code; a user's mistake ends in one sentence."""
    arguments = make_parser().parse_args(argv)
    module, function = arguments.do.split(":")
    try:
        getattr(importlib.import_module(module), function)(arguments)
    except TaskBankError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code
    return 0
