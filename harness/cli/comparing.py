"""The subcommand that compares designs, of one run or of several, and may end in a code for a team's own checks."""

import argparse
import json
import sys
from dataclasses import asdict

from harness import api
from harness.api.comparing.conditions import Ruling, parse
from harness.api.figures import NoWorseThan
from harness.cli.designs.controls import team_lines
from harness.cli.tables import comparison_lines
from harness.cli.text import count
from harness.errors import CONDITION_HELD


def compare(args: argparse.Namespace) -> int:
    """Compare the designs of one or several runs of the same task and dials, paired by case."""
    conditions = tuple(parse(text) for text in args.fail_if)
    found = api.compare(api.Compare(args.ledger, tuple(args.runs), conditions, args.no_worse_by))
    if args.json:
        _print_json(found)
    else:
        _print(found)
    for ruling in found.rulings:
        if ruling.holds is None and not found.failed:
            print(f"toprung: not tested: {_said(ruling)}", file=sys.stderr)
    return CONDITION_HELD if found.failed else 0


def _print_json(found: api.Found) -> None:
    names = ("id", "model", "evidence", "evidence_note")
    parts = {
        "runs": [{name: getattr(view, name) for name in names} for view in found.views],
        "comparisons": [asdict(pair) for pair in found.comparisons],
        "controls": [{"run": view.id, **asdict(team)} for view in found.views for team in view.controls],
        "no_worse": [asdict(one) for one in found.no_worse],
        "conditions": [asdict(ruling) for ruling in found.rulings],
    }
    print(json.dumps(parts, indent=2))


def _print(found: api.Found) -> None:
    for view in found.views:
        print(f"run {view.id}: {count(len(view.seeds), 'case')} ({view.dials}), {view.model}. {view.evidence_note}")
    kinds = sorted({view.evidence for view in found.views})
    if len(kinds) > 1:
        print(
            f"note: these runs are of different evidence ({', '.join(kinds)}); their differences are not about AI alone"
        )
    print()
    margins = dict(zip(found.comparisons, found.no_worse, strict=False))
    for pair in found.comparisons:
        for line in comparison_lines(pair):
            print(line)
        if pair in margins:
            print(f"  {_no_worse(margins[pair])}")
    for team in (team for view in found.views for team in view.controls):
        print("\n" + "\n".join(team_lines(team)))
    for ruling in found.rulings:
        how = {True: "holds", False: "does not hold", None: "could not be tested"}[ruling.holds]
        print(f"fail if {ruling.condition}: {how}: {_said(ruling)}")


def _no_worse(one: NoWorseThan) -> str:
    """Say whether the first is no worse by more than the margin."""
    claim = f"the first is no worse by more than {one.margin:g}"
    if not one.verdict_possible or one.low is None:
        return f"{claim}: {count(one.cases, 'case')} are too few to show it"
    return f"{claim}: {'shown' if one.holds else 'not shown'}, the one-sided lower limit is {one.low:+.3f}"


def _said(ruling: Ruling) -> str:
    return f"{ruling.first} against {ruling.second}: {ruling.why}"
