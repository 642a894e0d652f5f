"""``toprung items stats``: how items do, from stored answers."""

import argparse
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assessor.bank.reading import read_bank
from assessor.cli.items_review import item_named
from assessor.cli.showing import as_json, as_text
from assessor.curating.statistics.figures import FEWEST, Figures, Statistics, statistics
from assessor.db import DEFAULT, open_store
from assessor.sheets import write_sheet
from assessor.sittings.scale import read_scale


def stats(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("id", nargs="?", metavar="ID", help="one item, with who chose which option; none: all items")
    parser.add_argument(
        "--simulated", action="store_true", help="answers of made-up people, instead of those of people"
    )
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write the figures there too, a row an item")
    parser.add_argument("--store", default=DEFAULT, metavar="URL", help="where sittings are kept")
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.set_defaults(do=_stats)


def _stats(args: argparse.Namespace) -> int:
    items = list(read_bank())
    wanted = item_named(args.id).name if args.id else None
    with closing(open_store(args.store)) as store, store.reading() as connection:
        found = statistics(connection, items, read_scale(), simulated=args.simulated)
    shown = [of for of in found.items if wanted in {None, of.item.name}]
    rows = [row_of(of) for of in shown]
    if args.csv and rows:
        cells = [["" if cell is None else str(cell) for cell in row.values()] for row in rows]
        write_sheet(args.csv, list(rows[0]), cells)
    head = _head(found, args)
    if args.json:
        print(
            as_json({**head, "items": [{**row, "options": _options(of)} for row, of in zip(rows, shown, strict=True)]})
        )
        return 0
    print("\n".join(f"{name.replace('_', ' ')}: {value}" for name, value in head.items()))
    if not rows:
        print(f"no answers to {wanted or 'any item of the bank'}")
    elif wanted:
        print(f"\n{as_text(rows[0])}\n")
        print(as_text({"options": _options(shown[0])} if shown[0].choices else {}))
    else:
        print(f"\n{as_text({'items': [_short(row) for row in rows]})}")
        print(f"items without an answer: {len(items) - len(rows)}")
    return 0


def row_of(of: Figures) -> dict[str, Any]:
    """Return an item's figures as a flat row; `docs/item-bank.md` lists the keys."""
    estimate = of.estimate
    drift = estimate.drift if estimate else None
    return {
        "item": of.item.name,
        "n": of.n,
        "right": of.right,
        "right_low": of.low,
        "right_high": of.high,
        "points": of.points,
        "point_biserial": of.point_biserial,
        "seconds": of.seconds,
        "exposure": of.exposure,
        "author_difficulty": of.item.author.difficulty,
        "estimate": estimate.difficulty if estimate else None,
        "estimate_se": estimate.se if estimate else None,
        "estimate_n": estimate.answers if estimate else None,
        "drift": drift.change if drift else None,
        "fit_n": of.fit.n if of.fit else None,
        "s_x2": of.fit.chi2 if of.fit else None,
        "s_x2_df": of.fit.df if of.fit else None,
        "s_x2_p": of.fit.p if of.fit else None,
        "says": "; ".join(of.flags) or ("too few answers" if of.n < FEWEST else ""),
    }


def _head(found: Statistics, args: argparse.Namespace) -> dict[str, Any]:
    return {
        "evidence": "simulated: made-up people, no evidence about people" if args.simulated else "answers of people",
        "answers": found.answers,
        "left_out_reworded": found.reworded,
        "left_out_in_own_words": found.in_own_words,
    }


def _options(of: Figures) -> list[dict[str, Any]]:
    return [asdict(choice) for choice in of.choices]


def _short(row: dict[str, Any]) -> dict[str, Any]:
    """Return what fits a line of the terminal."""
    kept = (
        "item",
        "n",
        "right",
        "right_low",
        "right_high",
        "point_biserial",
        "seconds",
        "exposure",
        "estimate",
        "says",
    )
    return {name: row[name] for name in kept}
