"""What can be said after ``toprung bench check``."""

import argparse
from typing import Any


def add_checking(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the subcommand."""
    check = commands.add_parser(
        "check", help="say who does what in a design, what is wrong with it, and draw it; nothing is spent"
    )
    check.add_argument(
        "design", help="a file, or a name: of $TOPRUNG_HOME/designs, or TASK-LEVEL for a reference design"
    )
    check.add_argument(
        "--task", metavar="NAME", help="whose design it is, where a name is that of several tasks' designs"
    )
    check.add_argument("--svg", metavar="FILE", help="draw the graph into this file; one that is there is replaced")
    check.add_argument("--json", action="store_true", help="print JSON instead of text")
    check.set_defaults(do="harness.cli.designs.checking:check")
