"""``toprung evidence``: practical work that a named person has seen and marked against a written rubric."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from typing import get_args

from assessor.cli.parsing import Parser
from assessor.cli.showing import as_json, as_text
from assessor.cli.telling import wrapped
from assessor.db import DEFAULT, open_store
from assessor.deciding.evidence import EvidenceKind
from assessor.deciding.rubric import Rubric, read_rubric, rubric_names
from assessor.errors import AssessorError
from assessor.sittings.ending.results import Attested, Results
from assessor.sittings.sitting import LOCAL


class WrongRubric(AssessorError):
    """A rubric marks another kind of work."""


def main(argv: Sequence[str]) -> int:
    """Run ``toprung evidence …`` and return its exit code; a user's mistake ends in one sentence."""
    args = _parser().parse_args(argv)
    try:
        return int(args.do(args))
    except AssessorError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code


def _add(args: argparse.Namespace) -> int:
    rubric = read_rubric(args.rubric)
    if rubric.kind != args.kind:
        raise WrongRubric(f"rubric '{args.rubric}' marks work of the kind {rubric.kind}, not {args.kind}")
    with closing(open_store(args.store)) as store:
        word = Attested(args.person, rubric, args.passed, args.about, args.by)
        kept = Results(store, (), organisation_id=LOCAL).attest(word)
    how = "passed" if args.passed else "not passed"
    print(f"Kept as {kept}: {args.kind} of '{args.person}', {how}, by {args.by} against {rubric.label}.")
    print("Results count it once they are made again: toprung results rescore --all")
    return 0


def _list(args: argparse.Namespace) -> int:
    with closing(open_store(args.store)) as store:
        found = Results(store, (), organisation_id=LOCAL).evidence(args.person)
    shown = ("id", "kind", "source", "passed", "by", "rubric", "about")
    rows = [{"at": f"{row['at']:%Y-%m-%d %H:%M}"} | {name: row[name] for name in shown} for row in found]
    print(as_json({"evidence": rows}) if args.json else as_text({"evidence": rows}))
    return 0


def _rubric(args: argparse.Namespace) -> int:
    if args.name is None:
        for name in rubric_names():
            print(f"{name}  {read_rubric(name).title}")
        return 0
    for line in _written(read_rubric(args.name)):
        print(wrapped(line, "    "))
    return 0


def _written(rubric: Rubric) -> list[str]:
    """Return a rubric in lines."""
    lines = [f"{rubric.title} ({rubric.label}, evidence of the kind {rubric.kind})", rubric.before]
    for number, criterion in enumerate(rubric.criterion, start=1):
        lines += [f"{number}. {criterion.name}", f"    met: {criterion.met}", f"    not met: {criterion.not_met}"]
    return [*lines, "The work passes if every criterion is met.", f"Source: {rubric.source}"]


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="toprung evidence", description="Practical work, seen and marked by a named person.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    what = "keep somebody's word on practical work that they saw; a later word on the same kind counts instead"
    add = commands.add_parser("add", help=what, description=what)
    add.add_argument("--person", required=True, metavar="REF", help="whose work it is, as in `toprung sit --person`")
    add.add_argument("--kind", required=True, choices=get_args(EvidenceKind), help="what it is evidence of")
    add.add_argument("--rubric", required=True, metavar="NAME", help="what it was marked against")
    outcome = add.add_mutually_exclusive_group(required=True)
    outcome.add_argument("--passed", action="store_true", help="every criterion was met")
    outcome.add_argument("--failed", action="store_true", help="not every one was, or an earlier word is taken back")
    add.add_argument("--about", required=True, metavar="TEXT", help="what the work was, in a sentence or two")
    add.add_argument("--by", required=True, metavar="NAME", help="who saw and marked it")
    add.set_defaults(do=_add)
    listed = commands.add_parser("list", help="list a person's evidence", description="List a person's evidence.")
    listed.add_argument("--person", required=True, metavar="REF", help="whose")
    listed.add_argument("--json", action="store_true", help="print JSON instead of text")
    listed.set_defaults(do=_list)
    for command in (add, listed):
        command.add_argument("--store", default=DEFAULT, metavar="URL", help="where sittings are kept")
    rubric = commands.add_parser("rubric", help="print a rubric", description="Print a rubric, or the names of all.")
    rubric.add_argument("name", nargs="?", metavar="NAME", help="its name; none: list them")
    rubric.set_defaults(do=_rubric)
    return parser
