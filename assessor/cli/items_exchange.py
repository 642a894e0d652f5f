"""``toprung items export`` and ``toprung items import``."""

import argparse
from contextlib import closing
from pathlib import Path

from tqdm import tqdm

from assessor.bank.reading import read_banked
from assessor.curating.exchange.importing import BadImport, Plan, carry_out, plan_import
from assessor.curating.exchange.rows import columns_of, row_of
from assessor.curating.exchange.source import Offered, collected, from_folder, from_sheet, sheet_of
from assessor.curating.statistics.long_form import COLUMNS, long_rows
from assessor.curating.statistics.stored import read_stored
from assessor.db import DEFAULT, open_store
from assessor.errors import AssessorError
from assessor.sheets import write_sheet


def export(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")
    parser.add_argument("--format", choices=("csv",), default="csv", help="default: %(default)s")
    parser.add_argument("--bank", metavar="NAME", help="items of one bank only: shipped, own, or a private one")
    parser.add_argument("--no-keys", action="store_true", help="leave out what tells the right answers")
    parser.add_argument("--responses", action="store_true", help="write the stored answers instead, one a row")
    parser.add_argument("--store", default=DEFAULT, metavar="URL", help="where the answers are kept")
    parser.set_defaults(do=_export)


def import_(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("source", type=Path, metavar="FILE", help="a table (CSV), or a folder of item files")
    parser.add_argument("--private", action="store_true", help="into a private bank, whose keys are kept")
    parser.add_argument("--name", metavar="BANK", help="the private bank's name")
    parser.add_argument("--preview", action="store_true", help="say what would be done, and write nothing")
    parser.set_defaults(do=_import)


def _export(args: argparse.Namespace) -> int:
    banked = [each for each in read_banked() if args.bank in {None, each.bank}]
    if not banked:
        raise AssessorError(f"there is no bank '{args.bank}' with items")
    items = [each.item for each in banked]
    if args.responses:
        with closing(open_store(args.store)) as store, store.reading() as connection:
            stored = read_stored(connection, items)
        written = write_sheet(args.out, COLUMNS, long_rows(stored.answers), marked=False)
        left_out = f"; {stored.reworded} left out, whose item had another wording or is gone" if stored.reworded else ""
        print(f"{args.out}: {written} answers{left_out}")
        return 0
    columns = columns_of(items, keys=not args.no_keys)
    private = sum(each.private for each in banked) if not args.no_keys else 0
    written = write_sheet(args.out, columns, (row_of(item, columns) for item in items), secret=private > 0)
    kept = f"; {private} are private, with their keys: keep the file as you keep the bank" if private else ""
    print(f"{args.out}: {written} items{kept}")
    return 0


def _import(args: argparse.Namespace) -> int:
    plan = plan_import(_offered(args.source), private=args.private, bank=args.name)
    if plan.faults:
        listed = "\n".join(f"  {fault}" for fault in plan.faults)
        raise BadImport(f"nothing was written, since {len(plan.faults)} things in {args.source} are wrong:\n{listed}")
    if not args.preview:
        many = len(plan.new) + len(plan.newer)
        for _ in tqdm(carry_out(plan), total=many, desc="items", disable=None, leave=False):
            pass
    print(_told(plan, preview=args.preview))
    return 0


def _offered(source: Path) -> Offered:
    sheet = sheet_of(source)
    if sheet is None:
        return collected(tqdm(from_folder(source), desc="files", disable=None, leave=False))
    if sheet.encoding != "utf-8":
        print(f"{source} is not UTF-8; read as Windows-1252, so look at its accents in the preview")
    reads = tqdm(from_sheet(sheet), total=len(sheet.rows), desc="rows", disable=None, leave=False)
    return collected(reads, sheet.encoding)


def _told(plan: Plan, *, preview: bool) -> str:
    kind = f"the private bank '{plan.bank}'" if plan.private else "the open bank of this installation"
    done = "would be taken" if preview else "taken"
    counts = f"{len(plan.new)} new, {len(plan.newer)} in a newer version; {plan.same} were there as they are"
    said = [f"{done} into {kind}, {plan.folder}: {counts}"]
    if preview:
        said += [f"  {item.name} ({item.kind}, {item.status}): {item.stem[:70]}" for item in (*plan.new, *plan.newer)]
    return "\n".join(said)
