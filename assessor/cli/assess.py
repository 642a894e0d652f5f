"""`toprung assess`: whether the instrument measures, told by simulation."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from assessor.bank.reading import SHIPPED, read_banked
from assessor.cli.parsing import Parser
from assessor.cli.showing import as_json
from assessor.deciding.cut_set import read_cut_set
from assessor.errors import AssessorError, BadTable, CannotWrite
from assessor.simulating.condition import STATED, conditions_of
from assessor.simulating.running import FEWEST_PEOPLE, Size
from assessor.simulating.study import Study, study
from assessor.simulating.telling.page import write_page
from assessor.simulating.telling.plots import check_plots
from assessor.simulating.world import make_world

PAGE = Path("docs") / "validation.md"
_AGAIN = 100
_SECONDS_BETWEEN_LINES = 10.0
"""Where the output is no terminal (a log), one line so often."""


def main(argv: Sequence[str]) -> int:
    """Run ``toprung assess …`` and return its exit code; a user's mistake ends in one sentence."""
    args = make_parser().parse_args(argv)
    try:
        return int(args.do(args))
    except AssessorError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code


def make_parser() -> argparse.ArgumentParser:
    """Make the parser of all commands."""
    parser = Parser(prog="toprung assess", description="How far the instrument measures what it says it measures.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    what = "let simulated people sit through the real sittings, and write a page with the outcome"
    one = commands.add_parser("simulate", help=what, description=f"{what[0].upper()}{what[1:]}.")
    one.add_argument(
        "--n", type=int, default=5000, metavar="N", help="simulated people in the main condition; default: %(default)s"
    )
    one.add_argument("--seed", type=int, default=1, metavar="N", help="of every lot; default: %(default)s")
    one.add_argument(
        "--jobs",
        type=int,
        default=min(2, os.cpu_count() or 1),
        metavar="N",
        help="processes; the outcome is the same for any; default: %(default)s",
    )
    one.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="CONDITION",
        help="one condition alone, without a page; repeatable",
    )
    one.add_argument(
        "--write", type=Path, default=PAGE, metavar="FILE", help="the page, with its plots beside; default: %(default)s"
    )
    one.add_argument("--json", type=Path, metavar="FILE", help="every figure as JSON")
    one.set_defaults(do=simulate)
    return parser


def simulate(args: argparse.Namespace) -> int:
    """Run the study, write what is asked for, and print the verdict."""
    if args.n < FEWEST_PEOPLE:
        raise BadTable(f"--n {args.n} is too few to tell shares of; simulate {FEWEST_PEOPLE} or more")
    if args.jobs < 1:
        raise BadTable(f"--jobs {args.jobs} cannot be; name 1 or more")
    if not args.only:
        check_plots()
    found = _study(args)
    if args.json:
        _write(args.json, as_json(found.as_rows()) + "\n")
    if not args.only:
        write_page(found, args.write)
    for line in _told(found):
        print(line)
    if not args.only:
        print(f"\nThe page is {args.write}, its plots are in {args.write.with_suffix('')}.")
    return 0


def _study(args: argparse.Namespace) -> Study:
    cut_set, size = read_cut_set(), Size(args.n)
    world = make_world(tuple(one.item for one in read_banked() if one.bank == SHIPPED), cut_set.points, args.seed)
    conditions = conditions_of(world.known, world.cuts)
    names = [condition.key for condition in conditions]
    if unknown := set(args.only) - set(names):
        raise BadTable(f"there is no condition '{min(unknown)}'; there are {', '.join(names)}")
    chosen = [condition for condition in conditions if not args.only or condition.key in args.only]
    again = min(_AGAIN, args.n) if STATED in {each.key for each in chosen} else 0
    terminal = sys.stderr.isatty()
    with tqdm(
        total=size.total(chosen) + again,
        unit="sitting",
        mininterval=0.2 if terminal else _SECONDS_BETWEEN_LINES,
        dynamic_ncols=terminal,
    ) as bar:
        return study(
            world, f"{cut_set.name}@{cut_set.version}", chosen, size, again=again, jobs=args.jobs, seen=bar.update
        )


def _told(found: Study) -> list[str]:
    """Return the verdict, line by line."""
    width = max(len(bound.asked) for bound in found.verdict)
    lines = [f"Simulated people only: {found.people} in the main condition, seed {found.seed}, {found.items} items."]
    return lines + [
        f"{'met' if bound.met else 'NOT MET':<8}{bound.asked:<{width}}  {bound.found}" for bound in found.verdict
    ]


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CannotWrite(path, error) from error
