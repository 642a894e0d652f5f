"""``toprung items cuts``: where levels begin, from the ratings of a panel."""

import argparse
import datetime as dt
import sys
from contextlib import closing
from pathlib import Path

from assessor.bank.reading import read_bank
from assessor.calibrating.cut_files import About, write_cut_set
from assessor.calibrating.panel import PanelCuts, Rating, cuts_of
from assessor.calibrating.using import stored
from assessor.cli.responses_csv import read_columns
from assessor.cli.showing import Result, as_json, as_text
from assessor.db import DEFAULT, open_store
from assessor.deciding.cut_set import LATEST
from assessor.errors import BadTable
from assessor.framework import read_framework
from assessor.scoring.levels.panels import booklet
from assessor.scoring.pool import Pool
from assessor.sittings.calibration import Calibration, calibration_from, calibration_in_use
from assessor.sittings.scale import read_scale


def cuts(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``toprung items cuts``."""
    parser.add_argument(
        "panel", nargs="?", type=Path, metavar="PANEL", help="CSV: judge,item,level,rating or judge,level,page"
    )
    parser.add_argument("--method", choices=("angoff", "bookmark"), required=True, help="how the panel judged")
    parser.add_argument(
        "--booklet", type=Path, metavar="FILE", help="bookmark: CSV with a column 'item'; default: all items"
    )
    parser.add_argument("--pages", action="store_true", help="bookmark: print the pages of the booklet, for the panel")
    parser.add_argument("--calibration", metavar="LABEL", help="what the items are taken for; default: what is in use")
    parser.add_argument("--write", metavar="NAME", help="write a cut set of this name into $TOPRUNG_HOME/cut_sets")
    parser.add_argument("--source", metavar="TEXT", help="with --write: who judged, how many, when")
    parser.add_argument(
        "--before", default=LATEST, metavar="NAME", help="take floors and gates from it; default: %(default)s"
    )
    parser.add_argument("--store", default=DEFAULT, metavar="URL", help="where sittings are kept; default: %(default)s")
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.set_defaults(do=_cuts)


def _cuts(args: argparse.Namespace) -> int:
    if args.write and not args.source:
        raise BadTable(
            "a cut set says who judged; give --source, such as --source '12 trainers, Leeds, 3 November 2026'"
        )
    if (args.panel is None) != args.pages or (args.method != "bookmark" and (args.pages or args.booklet)):
        raise BadTable("give the PANEL's ratings, or --method bookmark --pages; --booklet and --pages go with bookmark")
    known = _calibration(args)
    pool = _pool(known, args.booklet)
    if args.pages:
        print((as_json if args.json else as_text)({"calibration": known.label, "pages": _pages(pool)}))
        return 0
    found = cuts_of(args.method, _ratings(args.panel, args.method), pool)
    told = dict(_told(found, known))
    if args.write:
        about = About(args.write, args.source, dt.datetime.now(dt.UTC).date(), args.before, known.stage)
        told |= {"written": str(write_cut_set(found, about))}
    print((as_json if args.json else as_text)(told))
    if known.stage == "simulated":
        print(
            "toprung: the calibration rests on made-up people; these cuts are no judgement of people", file=sys.stderr
        )
    return 0


def _calibration(args: argparse.Namespace) -> Calibration:
    with closing(open_store(args.store)) as store, store.reading() as connection:
        if args.calibration is None:
            return calibration_in_use(connection, read_scale(), list(read_bank()))
        rows = {row["label"]: row for row in stored(connection)}
    if args.calibration not in rows:
        raise BadTable(f"there is no calibration '{args.calibration}'; there are {', '.join(rows) or 'none'}")
    row = rows[args.calibration]
    return calibration_from(row["scale"], row["stage"], row["items"], row["made_from"])


def _pool(known: Calibration, chosen: Path | None) -> Pool:
    if chosen is None:
        return Pool(known.items)
    names = read_columns(chosen).get("item", ())
    items = [item for item in known.items if item.name in names or item.name.split("@", 1)[0] in names]
    if not names or len(items) < len(set(names)):
        raise BadTable(
            f"{chosen} needs a column 'item' with ids of the calibration; {len(items)} of {len(names)} are known"
        )
    return Pool(items)


def _ratings(path: Path, method: str) -> list[Rating]:
    columns = read_columns(path)
    wanted = ("judge", "level", "item", "rating") if method == "angoff" else ("judge", "level", "page")
    if missing := [name for name in wanted if name not in columns]:
        raise BadTable(f"{path} has no column '{missing[0]}'; ratings by {method} have {', '.join(wanted)}")
    rows = zip(
        columns["judge"], columns["level"], columns.get("item", columns["judge"]), columns[wanted[-1]], strict=True
    )
    found = []
    for line, (judge, level, item, value) in enumerate(rows, start=2):
        try:
            found.append(Rating(judge, int(level), item if method == "angoff" else "", float(value)))
        except ValueError:
            raise BadTable(f"{path}, line {line}: '{level}' and '{value}' have to be a level and a number") from None
    return found


def _told(found: PanelCuts, known: Calibration) -> Result:
    names = [level.shown_name for level in read_framework().level]
    agreement = found.agreement
    return {
        "method": found.method,
        "calibration": known.label,
        "stage": known.stage,
        "judges": len(found.judges),
        "icc_one_judge": None if agreement is None else agreement.single_two_way.value,
        "icc_panel": None if agreement is None else agreement.mean_two_way.value,
        "cuts": [
            {
                "level": level,
                "name": names[level - 1],
                "theta": cut.theta,
                "se": cut.se,
                "judges": cut.judges,
                "spread": cut.spread,
            }
            for level, cut in found.cuts.items()
        ],
    }


def _pages(pool: Pool) -> list[Result]:
    return [
        {"page": number, "item": pool.names[page.item], "category": page.category, "theta": page.theta}
        for number, page in enumerate(booklet(pool), start=1)
    ]
