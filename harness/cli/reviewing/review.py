"""The subcommand that puts a run's work before a reviewer, one thing at a time, and keeps each decision at once."""

import argparse
import json
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from harness.api.reviewing.deciding import Decided, Subject, decide, still_open
from harness.api.reviewing.pieces import DEFECTS, Piece, check_where, pieces_for
from harness.api.reviewing.queue import Thing, queue_of
from harness.api.reviewing.reviewer import Reviewer, reviewer_named
from harness.cli.reviewing.sitting import Ended, Sitting, Verdict, paper_lines, shown
from harness.cli.text import count, table
from harness.errors import BadPlan
from harness.store.ledger import Ledger, open_ledger

_QUEUE = (
    "[a] a person was needed  [n] nobody need have been asked  [d WHAT] done, with a note  [s] later  [? WORD]  [q] > "
)
_SEEDED = "[ok] nothing is wrong  [ROW COLUMN] or [missing NAME] is wrong  [s] later  [? WORD] look up  [q] quit > "


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing to decide: what to show, and how to ask."""

    subject: Subject
    lines: Sequence[str]
    ask: Callable[[Sitting], Decided]


def review(args: argparse.Namespace) -> int:
    """Put what is open before the reviewer until all is decided or the reviewer stops."""
    _check(args)
    with open_ledger(args.ledger, must_exist=True) as ledger:
        if args.json:
            print(json.dumps([_plainly(thing) for thing in queue_of(ledger, args.run, args.arm)], indent=2))
            return 0
        by = reviewer_named(args.as_)
        if by.kind == "person" and not sys.stdin.isatty():
            raise BadPlan(
                "a person's time can be taken at a terminal alone, and this is none; a program says --as program:NAME"
            )
        steps = [*(_pieces(ledger, args, by) if args.seeded else _things(ledger, args))]
        is_open = still_open(ledger, ledger.run(args.run).id, by)
        todo = [step for step in steps if is_open(step.subject)]
        _sit(ledger, args, by, todo)
    return 0


def _check(args: argparse.Namespace) -> None:
    """Refuse options that do not go together, or numbers that make no sense. Raises BadPlan."""
    if not args.seeded and (args.defects is not None or args.of):
        raise BadPlan("--defects and --of belong to --seeded; say --seeded too, or leave them out")
    if args.seeded and (args.json or args.arm):
        raise BadPlan("--seeded shows pieces one at a time, of whatever design; leave out --json and --arm")
    if args.most is not None and args.most < 1:
        raise BadPlan(f"--most is {args.most}; at least one thing is to be shown")
    if not (args.idle_s > 0 and math.isfinite(args.idle_s)):
        raise BadPlan(f"--idle-s is {args.idle_s:g}; it has to be more than 0")


def _sit(ledger: Ledger, args: argparse.Namespace, by: Reviewer, todo: Sequence[_Step]) -> None:
    """Go through what is open, and say at the end how it stands."""
    sitting, done = Sitting(), 0
    most = len(todo) if args.most is None else min(args.most, len(todo))
    print(f"{count(len(todo), 'thing')} to decide, as {by.name} ({by.kind}); each is kept at once")
    try:
        for place, step in enumerate(todo[:most], start=1):
            print(f"\n{place} of {most}\n" + "\n".join(step.lines))
            decide(ledger, step.subject, step.ask(sitting), by, args.idle_s)
            done += 1
    except Ended:
        print()
    left = len(todo) - done
    more = f"; {left} left, the same command goes on" if left else ""
    print(f"{done} shown and kept{more}\nwhat came of it: toprung bench attention {args.run} --ledger {args.ledger}")


def _things(ledger: Ledger, args: argparse.Namespace) -> Iterator[_Step]:
    """Yield what was handed over."""
    for thing in queue_of(ledger, args.run, args.arm):
        subject = thing.subject
        about = f"{shown(subject.item)}: {shown(subject.reason)}" if subject.reason else shown(subject.item)
        lines = [f"{thing.case}, handed over ({subject.kind}): {about}"]
        lines += [f"why: {shown(thing.why)}"] if thing.why else []
        lines += ["the answer, if nobody acts:", *(f"  {shown(one)}" for one in thing.instead)] if thing.instead else []
        lines += ["papers:", *paper_lines(thing.papers)] if thing.papers else []
        yield _Step(subject, lines, _ask_about(thing))


def _ask_about(thing: Thing) -> Callable[[Sitting], Decided]:
    return lambda sitting: sitting.ask(_QUEUE, _understood, thing.dealt, thing.texts)


def _understood(said: str) -> Verdict | str:
    first, _, rest = said.partition(" ")
    word = first.casefold()
    if word == "a" and not rest:
        return "agreed", ""
    if word == "n" and not rest:
        return "needless", ""
    if word == "d":
        return ("acted", rest) if rest else "say what was done, after d"
    return f"'{shown(said)}' is none of them"


def _pieces(ledger: Ledger, args: argparse.Namespace, by: Reviewer) -> Iterator[_Step]:
    """Yield pieces of finished work."""
    wanted = DEFECTS if args.defects is None else args.defects
    pieces = pieces_for(ledger, args.run, by, wanted, args.of or "answers")
    planted = sum(piece.defect is not None for piece in pieces)
    if planted < wanted:
        print(f"only {count(planted, 'defect')} can be planted in this work, of {wanted}", file=sys.stderr)
    for piece in pieces:
        names = piece.table.column_names
        rows = [(str(n), *(shown(row.get(name, "")) for name in names)) for n, row in enumerate(piece.rows, start=1)]
        whose = "made of the case's own truth" if piece.subject.trial_id is None else "from an answer"
        lines = [f"{piece.case.name}, {piece.table.name} ({piece.table.about}), {whose}", table(("", *names), rows)]
        yield _Step(piece.subject, lines, _ask_where(piece))


def _ask_where(piece: Piece) -> Callable[[Sitting], Decided]:
    def understood(said: str) -> Verdict | str:
        if said.casefold() == "ok":
            return "clean", ""
        return check_where(piece, said) or ("fault", said)

    def ask(sitting: Sitting) -> Decided:
        decided = sitting.ask(_SEEDED, understood, piece.case, piece.texts)
        is_decided = decided.decision != "skipped"
        return replace(decided, found=piece.is_found(decided.note) if is_decided else None)

    return ask


def _plainly(thing: Thing) -> dict[str, Any]:
    """Return a thing as JSON types, without what the reviewer is not to see before deciding."""
    return {
        "subject": thing.subject.name,
        "kind": thing.subject.kind,
        "trial": thing.subject.trial_id,
        "case": thing.case,
        "item": thing.subject.item,
        "reason": thing.subject.reason,
        "why": thing.why,
        "instead": list(thing.instead),
        "papers": [{"name": paper.name, "lines": list(paper.lines)} for paper in thing.papers],
    }
