"""`toprung irt agreement`: how far raters agree."""

import argparse
import itertools
import math
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import numpy as np

from assessor.cli.responses_csv import MISSING, read_columns
from assessor.cli.showing import Result
from assessor.errors import BadTable
from assessor.scoring.agreement.icc import Intraclass, intraclass
from assessor.scoring.agreement.krippendorff import Measurement, krippendorff_alpha
from assessor.scoring.agreement.pairs import Estimate, two_raters
from assessor.scoring.agreement.raters import severities
from assessor.scoring.pool import Floats

_ICC = {
    "ICC(1,1)": "single_random",
    "ICC(2,1)": "single_two_way",
    "ICC(3,1)": "single_fixed",
    "ICC(1,k)": "mean_random",
    "ICC(2,k)": "mean_two_way",
    "ICC(3,k)": "mean_fixed",
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("agreement", help="tell how far raters agree")
    parser.add_argument("ratings", type=Path, metavar="RATINGS", help="CSV: a column a rater, a row a unit")
    parser.add_argument(
        "--aside", action="append", default=[], metavar="COLUMN", help="a column that is no rater; may be repeated"
    )
    parser.set_defaults(do=run)


def run(args: argparse.Namespace) -> Result:
    """Compare raters in pairs, all together and each with the others; `docs/irt.md` lists the keys."""
    columns = read_columns(args.ratings)
    columns.pop("", None)
    for name in args.aside:
        if columns.pop(name, None) is None:
            raise BadTable(f"{args.ratings} has no column '{name}'; it has {', '.join(columns)}")
    if len(columns) < 2:  # noqa: PLR2004 agreement is of two
        raise BadTable(f"{args.ratings} has {len(columns)} column of ratings; agreement needs two raters")
    marks = np.array([_ratings(args.ratings, columns, name) for name in columns]).T
    given = ~np.isnan(marks)
    found = _intraclass(marks)
    kinds = [kind for kind in get_args(Measurement) if kind != "ratio" or not (marks < 0).any()]
    return {
        "units": int(given.any(axis=1).sum()),
        "ratings": int(given.sum()),
        "raters": _rater_rows(marks, list(columns)),
        "pairs": _pair_rows(marks, list(columns)),
        "complete_units": int(given.all(axis=1).sum()),
        "icc": [] if found is None else [{"form": form, **_ends(getattr(found, key))} for form, key in _ICC.items()],
        "alpha": [{"measurement": kind, **_ends(krippendorff_alpha(marks, kind))} for kind in kinds],
    }


def _ratings(path: Path, columns: Mapping[str, tuple[str, ...]], name: str) -> list[float]:
    found = []
    for cell in columns[name]:
        try:
            mark = math.nan if cell in MISSING else float(cell)
        except ValueError:
            mark = math.inf
        if math.isinf(mark) or (math.isnan(mark) and cell not in MISSING):
            raise BadTable(
                f"{path}, rater '{name}': '{cell}' is not a mark (a number; blank where there is none); "
                "a column that is no rater has to be named by --aside"
            )
        found.append(mark)
    return found


def _intraclass(marks: Floats) -> Intraclass | None:
    complete = int((~np.isnan(marks)).all(axis=1).sum())
    return intraclass(marks) if complete > 1 else None


def _rater_rows(marks: Floats, names: list[str]) -> list[Result]:
    nobody = Estimate(None, None, None)
    return [
        {
            "rater": name,
            "n": int((~np.isnan(own)).sum()),
            "mean": None if np.isnan(own).all() else float(np.nanmean(own)),
            **_ends(one.bias if one else nobody, "bias"),
        }
        for name, own, one in zip(names, marks.T, severities(marks), strict=True)
    ]


def _pair_rows(marks: Floats, names: list[str]) -> list[Result]:
    rows: list[Result] = []
    for first, second in itertools.combinations(range(len(names)), 2):
        if not (~np.isnan(marks[:, first]) & ~np.isnan(marks[:, second])).any():
            continue
        found = two_raters(marks[:, first], marks[:, second])
        rows.append(
            {
                "first": names[first],
                "second": names[second],
                "n": found.n,
                "exact": found.exact,
                "adjacent": found.adjacent,
                **_ends(found.kappa, "kappa"),
                **_ends(found.linear, "linear"),
                **_ends(found.quadratic, "quadratic"),
                **_ends(found.bias, "bias"),
            }
        )
    return rows


def _ends(of: Estimate, name: str = "") -> Result:
    """Return a figure and the ends of its interval, by its name where a row has several."""
    before = f"{name}_" if name else ""
    return {name or "value": of.value, f"{before}low": of.low, f"{before}high": of.high}
