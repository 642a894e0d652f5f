"""``toprung items check``: every finding on a bank, one a line."""

import argparse
import datetime as dt
from contextlib import closing
from pathlib import Path

from assessor.bank.reading import places
from assessor.cli.showing import as_json
from assessor.curating.checking.asked import changed_since_asked
from assessor.curating.checking.blueprint import LATEST, read_blueprint
from assessor.curating.checking.checking import check_files
from assessor.db import open_store
from assessor.errors import AssessorError

_NO_BLUEPRINT = "none"


def check(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER", help="AREA/ID.toml below it; none: all items in use"
    )
    parser.add_argument(
        "--blueprint",
        metavar="NAME",
        help=f"what the bank has to hold; {LATEST} for all items in use, else {_NO_BLUEPRINT}",
    )
    parser.add_argument("--store", metavar="URL", help="also tell what has changed since people were asked it")
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.set_defaults(do=_check)


def _check(args: argparse.Namespace) -> int:
    named = args.blueprint or (_NO_BLUEPRINT if args.folder else LATEST)
    blueprint = None if named == _NO_BLUEPRINT else read_blueprint(named)
    found = check_files(_files(args.folder), blueprint, dt.datetime.now(dt.UTC).date())
    findings = [*found.findings]
    if args.store:
        with closing(open_store(args.store)) as store:
            findings += changed_since_asked(store, found.items)
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = len(findings) - errors
    if args.json:
        rows = [{"severity": each.severity, "file": each.file, "says": each.says} for each in findings]
        print(as_json({"files": found.files, "errors": errors, "warnings": warnings, "findings": rows}))
    else:
        for each in sorted(findings, key=lambda finding: (finding.severity, finding.file)):
            print(f"{each.severity}: {each.file or 'the bank'}: {each.says}")
        print(f"{found.files} files, {errors} errors, {warnings} warnings")
    return AssessorError.exit_code if errors else 0


def _files(folder: Path | None) -> list[Path]:
    if folder is None:
        return [place.path for place in places().values()]
    files = sorted(folder.glob("*/*.toml"))
    if not files:
        raise AssessorError(f"{folder} holds no item; items lie in it as AREA/ID.toml")
    return files
