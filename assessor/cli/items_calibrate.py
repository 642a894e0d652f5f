"""``toprung items calibrate`` and ``use``: difficulties from stored answers, and which of them sittings begin with."""

import argparse
import datetime as dt
import sys
from contextlib import closing

from assessor.bank.reading import read_bank
from assessor.calibrating.making import Change, Made
from assessor.calibrating.next import in_effect, next_of
from assessor.calibrating.using import keep, stored, take_into_use
from assessor.cli.showing import Result, as_json, as_text
from assessor.db import DEFAULT, open_store
from assessor.sittings.calibration import calibration_in_use
from assessor.sittings.scale import read_scale


def calibrate(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``toprung items calibrate``."""
    parser.add_argument("--store", default=DEFAULT, metavar="URL", help="where sittings are kept; default: %(default)s")
    parser.add_argument("--dry-run", action="store_true", help="print what would come out and store nothing")
    parser.add_argument(
        "--simulated", action="store_true", help="use the answers of made-up people, and no others; the result says so"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.set_defaults(do=_calibrate)


def use(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``toprung items use``."""
    parser.add_argument("label", nargs="?", metavar="LABEL", help="the calibration; none: list those that are there")
    parser.add_argument("--by", metavar="NAME", default="", help="who decides")
    parser.add_argument("--store", default=DEFAULT, metavar="URL", help="where sittings are kept; default: %(default)s")
    parser.add_argument("--simulated", action="store_true", help="allow one that rests on made-up people, for trials")
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.set_defaults(do=_use)


def _calibrate(args: argparse.Namespace) -> int:
    with closing(open_store(args.store)) as store:
        made = next_of(store, read_bank(), simulated=args.simulated)
        if not args.dry_run:
            with store.writing() as connection:
                keep(connection, made.calibration, dt.datetime.now(dt.UTC))
    print((as_json if args.json else as_text)(_told(made, is_stored=not args.dry_run)))
    for note in made.notes:
        print(f"toprung: {note}", file=sys.stderr)
    return 0


def _told(made: Made, *, is_stored: bool) -> Result:
    made_from, link = made.calibration.made_from, made.calibration.made_from["link"]
    return {
        "label": made.calibration.label,
        "stage": made.calibration.stage,
        "stored": is_stored,
        "sittings": made_from["sittings"],
        "answers": sum(change.answers for change in made.changes),
        "left_out": made_from["left_out"],
        "linked_to": made_from["linked_to"],
        "link": link["method"],
        "anchors": len(link["anchors"]),
        "slope": link["slope"],
        "intercept": link["intercept"],
        "se_of_intercept": link["se_of_intercept"],
        "drifted": [change.item for change in made.changes if change.drifted],
        "items": [_row(change) for change in made.changes],
    }


def _row(change: Change) -> Result:
    return {
        "item": change.item,
        "answers": change.answers,
        "before": change.before,
        "after": change.after,
        "change": change.after - change.before,
        "doubt_before": change.doubt_before,
        "doubt": change.doubt,
        "slope": change.slope,
        "drifted": change.drifted,
        "rests_on": change.rests_on,
        "kept": change.kept,
    }


def _use(args: argparse.Namespace) -> int:
    with closing(open_store(args.store)) as store:
        if args.label is not None:
            with store.writing() as connection:
                take_into_use(connection, args.label, args.by, dt.datetime.now(dt.UTC), simulated=args.simulated)
        items = in_effect(store, read_bank())
        with store.reading() as connection:
            found, in_use = stored(connection), calibration_in_use(connection, read_scale(), items).label
    rows = [
        {
            "label": row["label"],
            "stage": row["stage"],
            "sittings": row["made_from"].get("sittings"),
            "made_at": row["made_at"].isoformat(timespec="minutes"),
            "taken_into_use_by": row["used_by"],
        }
        for row in found
    ]
    print((as_json if args.json else as_text)({"new_sittings_begin_with": in_use, "calibrations": rows}))
    return 0
