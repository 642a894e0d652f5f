"""The subcommand that keeps, lists and forgets the notes of a project."""

import argparse
import datetime as dt
import json

from harness import api
from harness.cli.text import count
from harness.context.remembering.kept import Kept
from harness.errors import BadPlan


def remember(args: argparse.Namespace) -> int:
    """Do the one thing that was asked for, and print the notes that it was about."""
    wanted = [name for name in ("run", "add", "list", "forget") if getattr(args, name)]
    if len(wanted) != 1:
        raise BadPlan("say one of: RUN to take its carry-overs, --add TEXT, --list, --forget ID")
    if args.forget:
        print(f"{count(api.forget_notes(args.project, args.forget), 'note')} forgotten")
        return 0
    if args.list:
        notes = api.remembered(args.project)
    elif args.add:
        expires = _day(args.expires) if args.expires else None
        notes = api.remember_words(
            args.project, text=args.add, about=args.about, by=args.by, kind=args.kind, expires=expires
        )
    else:
        notes = api.remember_run(args.ledger, args.run, args.project, args.design)
    if args.json:
        print(json.dumps([{**kept.note.to_json(), "run": kept.run, "case": kept.case} for kept in notes], indent=2))
        return 0
    for kept in notes:
        print(_line(kept))
    if not notes:
        print("no note yet" if args.list else "nothing new to remember")
    return 0


def _line(kept: Kept) -> str:
    note = kept.note
    source = f", run {kept.run}" if kept.run else ""
    until = f", until {note.expires}" if note.expires else ""
    return f"{note.id}  {note.at}  {note.kind}  {note.about}: {note.text} ({note.by}{source}{until})"


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise BadPlan(f"'{text}' is no day; write it as 2026-11-30") from None
