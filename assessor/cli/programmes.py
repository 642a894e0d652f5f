"""``toprung import`` and ``toprung export``: what trainers' systems hold of programmes, in and out; wording."""

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from assessor.cli.organisations import organisation_named
from assessor.cli.parsing import Parser
from assessor.db import Store, open_store
from assessor.errors import AssessorError
from assessor.people.viewer import Viewer
from assessor.programmes.importing.adding import Came, Import
from assessor.programmes.importing.leaving import table_of
from assessor.programmes.importing.maps import PARTS, Kind, columns_of, map_names, read_map
from assessor.programmes.importing.taking import Table, take
from assessor.programmes.wording import COLUMNS, WordingCame, import_wording
from assessor.settings import Settings
from assessor.sheets import Sheet, read_sheet, write_sheet

MOST_TOLD = 20
"""Rows that are left out, as the terminal lists them."""
_KINDS: dict[Kind, str] = {
    "enrolments": "learners' programmes with their days, employer and planned hours",
    "hours": "time off the job",
    "ksb": "ratings of knowledge, skills and behaviours by the learner and the employer",
    "reviews": "progress reviews, planned or held",
}


class _OnlyTold(Exception):
    """Undoes what was written in order to tell what would come of it."""


def main(argv: Sequence[str]) -> int:
    """Run ``toprung import …`` and return its exit code; a user's mistake ends in one sentence."""
    return _run(_import_parser(), argv)


def main_export(argv: Sequence[str]) -> int:
    """Run ``toprung export …`` and return its exit code; a user's mistake ends in one sentence."""
    return _run(_export_parser(), argv)


def _run(parser: Parser, argv: Sequence[str]) -> int:
    args = parser.parse_args(argv)
    try:
        with closing(open_store(Settings.from_environment().database_url)) as store:
            print(args.do(args, store, dt.datetime.now(dt.UTC)))
    except AssessorError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def _import(args: argparse.Namespace, store: Store, now: dt.datetime) -> str:
    sheet = read_sheet(args.file)
    columns = columns_of(args.kind, read_map(args.map), sheet.columns, dict(args.column or ()))
    organisation = organisation_named(store, args.organisation)
    how = Import(args.kind, Viewer(organisation_id=organisation.id), now)
    came = take(store, how, Table(sheet, columns, args.map), write=args.write)
    return _told(args, organisation.name, sheet, columns, came)


def _told(args: argparse.Namespace, organisation: str, sheet: Sheet, columns: dict[str, int], came: Came) -> str:
    of = read_map(args.map)
    lines = [f"{args.file}: {len(sheet.rows)} rows for {organisation}, read by the map of {of.title}: {of.seen}."]
    lines += [f"  {part:<16}{sheet.columns[columns[part]] if part in columns else '-'}" for part in PARTS[args.kind]]
    skipped = f", {came.skipped} not off the job" if came.skipped else ""
    lines.append(
        f"New {came.new}, changed {came.changed}, unchanged {came.unchanged}, left out {len(came.left_out)}{skipped}."
    )
    lines += _left_out([(left.row, f"{left.part}: {left.said}") for left in came.left_out])
    lines.append("Written." if args.write else "Nothing was written; --write writes it.")
    return "\n".join(lines)


def _standard(args: argparse.Namespace, store: Store, now: dt.datetime) -> str:
    sheet, came = read_sheet(args.file), WordingCame()
    with suppress(_OnlyTold), store.session(write=True) as session:
        came = import_wording(session, sheet, now)
        if not args.write:
            raise _OnlyTold
    lines = [f"New {came.new}, changed {came.changed}, unchanged {came.unchanged}, left out {len(came.left_out)}."]
    lines += _left_out(came.left_out)
    lines += [
        f"{standard} has no words yet for {', '.join(codes)}." for standard, codes in came.missing.items() if codes
    ]
    lines.append("Written." if args.write else "Nothing was written; --write writes it.")
    return "\n".join(lines)


def _left_out(rows: Sequence[tuple[int, str]]) -> list[str]:
    lines = [f"  row {row}, {said}" for row, said in rows[:MOST_TOLD]]
    return [*lines, f"  and {len(rows) - MOST_TOLD} more"] if len(rows) > MOST_TOLD else lines


def _export(args: argparse.Namespace, store: Store, _now: dt.datetime) -> str:
    organisation = organisation_named(store, args.organisation)
    with store.session(organisation.id) as session:
        columns, rows = table_of(session, args.kind, read_map(args.map))
    written = write_sheet(args.out, columns, rows)
    return f"{written} rows of {organisation.name} were written to {args.out}."


def _column(said: str) -> tuple[str, str]:
    part, mark, heading = said.partition("=")
    if not mark or not part or not heading:
        raise argparse.ArgumentTypeError(f"'{said}' does not name a part and a heading; write it as on='Activity date'")
    return part, heading


def _import_parser() -> Parser:
    parser = Parser(
        prog="toprung import",
        description="Read what a training provider's system exported. Without --write nothing is written, only told.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for kind, said in _KINDS.items():
        command = _command(commands, kind, f"read {said}", _import)
        command.add_argument("file", type=Path, help="the exported table, CSV")
        _shared(command)
        parts = ", ".join(PARTS[kind])
        said_column = f"a heading of your own for a part: {parts}; may stand several times"
        command.add_argument("--column", type=_column, action="append", metavar="PART=HEADING", help=said_column)
        command.add_argument("--write", action="store_true", help="write it; without, it is only told")
    said = "read the official wording of a standard's knowledge, skills and behaviours"
    standard = _command(commands, "standard", said, _standard)
    standard.add_argument("file", type=Path, help=f"CSV with the columns {', '.join(COLUMNS)}")
    standard.add_argument("--write", action="store_true", help="write it; without, it is only told")
    return parser


def _export_parser() -> Parser:
    parser = Parser(
        prog="toprung export", description="Write what is kept of programmes as tables that are read again."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for kind in ("hours", "ksb", "reviews"):
        command = _command(commands, kind, f"write {_KINDS[kind]}", _export)
        _shared(command)
        command.add_argument("--out", type=Path, required=True, help="the file to write; one that is there is replaced")
    return parser


def _command(commands: "argparse._SubParsersAction[Parser]", name: str, said: str, do: Callable[..., str]) -> Parser:
    command = commands.add_parser(name, help=said, description=said)
    command.set_defaults(do=do, kind=name)
    return command


def _shared(command: Parser) -> None:
    command.add_argument("--map", choices=map_names(), required=True, help="whose columns they are")
    command.add_argument("--organisation", metavar="ID", help="id or name; not needed where there is one alone")
