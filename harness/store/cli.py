"""``toprung db``: create or upgrade the ledger's tables, and describe them."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from harness.errors import HarnessError
from harness.store.connect import engines, ledger_wait_s
from harness.store.document import describe
from harness.store.migrate import upgrade
from harness.store.trouble import in_our_words

DEFAULT_LEDGER = "sqlite:///runs.db"


@dataclass(frozen=True, slots=True)
class Also:
    """Tables of another room that ``toprung db upgrade`` brings up to date after the ledger's."""

    option: str
    """The option that names their address, such as ``--store``."""
    default: str
    about: str
    upgrade: Callable[[str], str]
    """Upgrades the tables at an address and says what was done."""


def main(argv: Sequence[str], also: Sequence[Also] = ()) -> int:
    """Run ``toprung db ...`` and return its exit code."""
    arguments = _parser(also).parse_args(argv)
    if arguments.action == "describe":
        print(describe(), end="")
        return 0
    try:
        print(_upgrade(arguments.ledger))
        for tables in also:
            print(tables.upgrade(getattr(arguments, tables.option.strip("-"))))
    except HarnessError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def _upgrade(address: str) -> str:
    """Upgrade the ledger and say what was done."""
    ways = engines(address, ledger_wait_s())
    try:
        with in_our_words(ways.address):
            before, after = upgrade(ways.writing, ways.address)
    finally:
        ways.dispose()
    if not before:
        return f"created the tables of the ledger {ways.address} (version {after})"
    if before == after:
        return f"the tables of the ledger {ways.address} are up to date (version {after})"
    return f"upgraded the tables of the ledger {ways.address} from version {before} to {after}"


def _parser(also: Sequence[Also]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="toprung db", description="The tables in which runs are kept.")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    upgrade_ = actions.add_parser("upgrade", help="create the tables, or bring them to this version's shape")
    upgrade_.add_argument(
        "--ledger", default=DEFAULT_LEDGER, metavar="URL", help="sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME"
    )
    for tables in also:
        upgrade_.add_argument(tables.option, default=tables.default, metavar="URL", help=tables.about)
    actions.add_parser("describe", help="print what each column means, as Markdown")
    return parser
