"""`toprung report NAME`: read what a report needs, build its pages, write them and say where they are."""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from tqdm import tqdm

from harness.errors import HarnessError
from reports import kinds
from reports.data import Page
from reports.errors import ReportError
from reports.render import text
from reports.render.formats import RENDERERS


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence, without its whole usage."""

    def error(self, message: str) -> NoReturn:
        """Say it and end with the exit code of a user's mistake."""
        self.exit(ReportError.exit_code, f"toprung: {message}; `{self.prog} --help` says more\n")


Given = Mapping[str, Callable[[argparse.Namespace], Sequence[Any]]]
"""By the kind of report, where the rows come from that reports may not read themselves."""
_BAR_FROM = 5
"""Pages from which on a bar tells how far it has come."""


def main(argv: Sequence[str], given: Given | None = None) -> int:
    """Write a report and return the exit code."""
    try:
        options = _parser().parse_args(argv)
        kind = kinds.load(options.kind)
        pages: Iterable[Page] = kind.pages(options)
        if given and options.kind in given:
            rows = given[options.kind](options)
            pages = tqdm(kind.pages(options, rows), total=len(rows) + 1, unit="page", disable=len(rows) < _BAR_FROM)
        if options.format == "text" and options.out is None:
            print(text.render(next(iter(pages))))
            print(kind.source(options))
            return 0
        index = RENDERERS[options.format](pages, options.out or Path("report"))
    except (HarnessError, ReportError) as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code
    print(kind.source(options))
    print(f"report: {index}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="toprung report", description="Turn what was measured into pages to read.")
    reports = parser.add_subparsers(dest="kind", metavar="REPORT", required=True)
    for name in kinds.names():
        kind = kinds.load(name)
        one = reports.add_parser(name, help=kind.about, description=f"Show {kind.about}.")
        kind.add_arguments(one)
        one.add_argument(
            "--format",
            choices=sorted(RENDERERS),
            default="html",
            help="html: pages with their assets beside them; single: pages that are one file each; pdf: to print and "
            "hand over; docx: to fill in; csv, xlsx, json: the numbers; text; default: %(default)s",
        )
        one.add_argument(
            "--out",
            type=Path,
            metavar="DIR",
            help="where to write; default: the folder 'report', for text the terminal",
        )
    return parser
