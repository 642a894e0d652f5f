"""``toprung items review``: what is due, and one's word on an item's status."""

import argparse
import datetime as dt
from contextlib import closing
from typing import get_args

from assessor.bank.item import Item, Status
from assessor.bank.reading import read_bank
from assessor.cli.showing import as_json, as_text
from assessor.curating.reviewing import Due, due, say
from assessor.curating.statistics.figures import statistics
from assessor.db import DEFAULT, Store, open_store
from assessor.errors import AssessorError
from assessor.sittings.scale import read_scale
from assessor.sittings.statuses import standings

_SOON_DAYS = 30


def review(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("id", nargs="?", metavar="ID", help="the item on which a word is given; none: list what is due")
    parser.add_argument("--status", choices=get_args(Status), help="what it is to be")
    parser.add_argument("--by", metavar="NAME", help="who says so")
    parser.add_argument("--why", metavar="TEXT", help="the reason")
    parser.add_argument(
        "--within", type=int, default=_SOON_DAYS, metavar="DAYS", help="list what is due so soon; default: %(default)s"
    )
    parser.add_argument("--store", default=DEFAULT, metavar="URL", help="where sittings and words on items are kept")
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.set_defaults(do=_review)


def item_named(name: str) -> Item:
    """Return an item of the bank by its id. Raises AssessorError."""
    for item in read_bank():
        if name in {item.id, item.name}:
            return item
    raise AssessorError(f"the bank has no item '{name}'; an id is such as checking-2-003")


def _review(args: argparse.Namespace) -> int:
    with closing(open_store(args.store)) as store:
        return _list(args, store) if args.id is None else _say(args, store)


def _say(args: argparse.Namespace, store: Store) -> int:
    if missing := [name for name in ("status", "by", "why") if getattr(args, name) is None]:
        raise AssessorError(f"a word on {args.id} needs --{' and --'.join(missing)}")
    said = say(store, item_named(args.id), args.status, by=args.by, why=args.why, at=dt.datetime.now(dt.UTC))
    print(as_json({"said": said}) if args.json else said)
    return 0


def _list(args: argparse.Namespace, store: Store) -> int:
    if any((args.status, args.by, args.why)):
        raise AssessorError("--status, --by and --why say something of one item; name it by its id")
    items = list(read_bank())
    with store.reading() as connection:
        found = statistics(connection, items, read_scale(), simulated=False)
    flags = {of.item.name: of.flags for of in found.items}
    until = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=args.within)
    found_due = list(due(items, standings(store, items), until=until, flags=flags))
    if args.json:
        rows = [_row(each) | {"because": list(each.because)} for each in found_due]
        print(as_json({"items": len(items), "due": rows}))
    elif found_due:
        print(as_text({"due": [_row(each) | {"because": "; ".join(each.because)} for each in found_due]}))
    else:
        print(f"none of {len(items)} items is due within {args.within} days")
    return 0


def _row(each: Due) -> dict[str, object]:
    return {"item": each.item.name, "status": each.standing.status, "review": str(each.on)}
