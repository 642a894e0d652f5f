"""``toprung framework``: the literacy framework in words, or as a CASE package for other programs."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap

from assessor.case_json import case_package
from assessor.cli.parsing import Parser
from assessor.errors import AssessorError, CannotWrite
from assessor.framework import LATEST, Framework, read_framework

_WIDTH = 100


def main(argv: Sequence[str]) -> int:
    """Run ``toprung framework`` and return its exit code; a user's mistake ends in one sentence."""
    args = make_parser().parse_args(argv)
    try:
        found = read_framework(args.name)
        text = json.dumps(case_package(found), indent=2, ensure_ascii=False) if args.case else "\n".join(told(found))
        _put(f"{text}\n", args.out)
    except AssessorError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def make_parser() -> argparse.ArgumentParser:
    """Make the parser."""
    parser = Parser(prog="toprung framework", description="Levels, areas and crosswalks of the literacy framework.")
    parser.add_argument("name", nargs="?", default=LATEST, help=f"which framework, with version (default: {LATEST})")
    parser.add_argument("--case", action="store_true", help="print a CASE 1.0 package (JSON) instead of words")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write it to a file")
    return parser


def told(framework: Framework) -> Iterator[str]:
    """Say the framework in words: levels, what somebody at each does in each area, rungs of use, crosswalks."""
    yield f"{framework.title} ({framework.label}, {framework.issued.isoformat()})"
    yield from wrap(framework.source, _WIDTH)
    for level in framework.level:
        yield f"\nLevel {level.number}, {level.shown_name}"
        yield from _indented(level.about)
        for area in framework.area:
            yield from _indented(f"{area.name}: {area.levels[level.number - 1]}")
        if level.next:
            yield from _indented(f"To the next level: {level.next}")
    yield "\nRungs of use and the levels of literacy that they belong to"
    for rung in framework.rung:
        yield f"  {rung.name}: {', '.join(framework.level_named(number).shown_name for number in rung.levels)}"
    yield "\nCrosswalks"
    for walk in framework.crosswalk:
        yield f"  {walk.title}: {len(walk.entries)} entries. {walk.source}"


def _indented(text: str) -> list[str]:
    return wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _put(text: str, out: Path | None) -> None:
    if out is None:
        print(text, end="")
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CannotWrite(out, error) from error
    print(f"wrote {out}")
