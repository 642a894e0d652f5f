"""What can be said after ``toprung bench review`` and ``attention``. Nothing that reads a run is imported."""

import argparse
from collections.abc import Callable
from typing import Any

_IDLE_S = 600.0


def add_reviewing(
    commands: "argparse._SubParsersAction[Any]", add_run: Callable[[argparse.ArgumentParser], None]
) -> None:
    """Add both subcommands; `add_run` adds a run and its ledger."""
    review = commands.add_parser(
        "review", help="work through what a run handed to a person, or look for planted defects; each decision is timed"
    )
    add_run(review)
    review.add_argument("--arm", default="", metavar="ARM", help="only what this row of the table handed over")
    review.add_argument(
        "--as",
        dest="as_",
        default="",
        metavar="NAME",
        help="tells reviewers of one machine apart; only a digest with a local secret is kept, never the name. "
        "program:NAME for a program, which never counts as a person",
    )
    review.add_argument("--most", type=int, metavar="N", help="stop after so many")
    review.add_argument(
        "--idle-s",
        type=float,
        default=_IDLE_S,
        metavar="S",
        help="the longest time that counts for one thing; more is cut and marked (default: 600)",
    )
    review.add_argument(
        "--seeded", action="store_true", help="look through finished work, half of it with one planted defect"
    )
    review.add_argument(
        "--defects", type=int, metavar="N", help="with --seeded: so many defects, and as many untouched pieces (10)"
    )
    review.add_argument(
        "--of",
        choices=("answers", "truth"),
        help="with --seeded: plant in the run's answers, or in the truth of its cases (default: answers)",
    )
    review.set_defaults(do="harness.cli.reviewing.review:review")

    attention = commands.add_parser(
        "attention", help="say what one job takes a person with each design, and how many defects go out unseen"
    )
    add_run(attention)
    attention.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="enter a term of the formula, such as setup_min=240; may be given several times (docs/reviewing.md)",
    )
    attention.add_argument(
        "--accept", type=float, default=0.95, metavar="S", help="the score from which an answer will do (default: 0.95)"
    )
    attention.add_argument("--wage", nargs=2, metavar=("AMOUNT", "CURRENCY"), help="what an hour costs, such as 25 GBP")
    attention.set_defaults(do="harness.cli.reviewing.attention:attention")
