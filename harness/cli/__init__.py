"""The command ``toprung bench``."""

import importlib
import logging
import sys
from collections.abc import Sequence

from harness.cli.parser import make_parser
from harness.errors import HarnessError
from tasks_bank.errors import TaskBankError


def main(argv: Sequence[str]) -> int:
    """Run ``toprung bench …`` and return its exit code; a user's mistake ends in one sentence."""
    logging.basicConfig(format="toprung: %(message)s", level=logging.WARNING)
    args = make_parser().parse_args(argv)
    module, function = args.do.split(":")
    try:
        return int(getattr(importlib.import_module(module), function)(args))
    except (HarnessError, TaskBankError) as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code
