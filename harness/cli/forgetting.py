"""The subcommand that deletes what was said in a run."""

import argparse
import json
import sys
from dataclasses import asdict

from harness import api
from harness.cli.text import count
from harness.errors import BadPlan


def forget(args: argparse.Namespace) -> int:
    """Delete the texts of a run, or of all whose days are over, once it is confirmed."""
    if bool(args.run) == args.due:
        raise BadPlan("say which run to forget, or --due for all whose days are over; one of the two")
    runs = api.to_forget(args.ledger, args.run)
    if runs and not args.yes:
        _confirm(runs)
    done = api.forget(args.ledger, runs)
    if args.json:
        print(json.dumps([asdict(one) for one in done], indent=2))
        return 0
    for one in done:
        said = f"{count(one.trials, 'answer')} and {count(one.calls, 'call')}"
        print(f"run {one.run_id}: the texts of {said} are deleted; figures are kept")
    if not done:
        print("no run has texts that may no longer be kept")
    return 0


def _confirm(runs: list[str]) -> None:
    """Ask the person at the terminal. Raises BadPlan when nobody says yes."""
    which = ", ".join(runs)
    if not sys.stdin.isatty():
        raise BadPlan(f"this deletes the texts of {which} for good; say --yes to do so")
    print(f"This deletes every prompt, reply and answer of {which} for good. Scores, tokens, money and times stay.")
    try:
        said = input("Type yes to go on: ")
    except EOFError:
        said = ""
    if said.strip().lower() != "yes":
        raise BadPlan("nothing was deleted")
