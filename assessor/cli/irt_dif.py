"""`toprung irt dif`: items that treat groups of equal ability differently."""

import argparse
from collections import Counter
from pathlib import Path

import numpy as np

from assessor.cli.irt_fit import in_units_of_the_population
from assessor.cli.responses_csv import MISSING, ResponseTable, read_responses
from assessor.cli.showing import Result
from assessor.errors import BadTable
from assessor.scoring.ability.eap import eap
from assessor.scoring.calibrate.fitting import fit
from assessor.scoring.calibrate.plan import Priors
from assessor.scoring.fairness.scan import DifScan, ItemDif, scan, scan_matched
from assessor.scoring.fairness.strata import Claims, theta_strata
from assessor.scoring.pool import NOT_ADMINISTERED, Floats


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("dif", help="find items that treat groups of equal ability differently")
    parser.add_argument("responses", type=Path, metavar="RESPONSES", help="CSV: a column an item, a row a person")
    parser.add_argument("--group", required=True, metavar="COLUMN", help="the column that names each person's group")
    parser.add_argument("--reference", metavar="NAME", help="the group to compare with; default: the largest")
    parser.add_argument(
        "--match",
        choices=("total", "rest", "theta"),
        default="total",
        help="compare people of equal sum score, sum without the item, or ability; default: %(default)s",
    )
    parser.add_argument("--purify", action="store_true", help="leave flagged items out of the sum and test again")
    parser.add_argument(
        "--aside", action="append", default=[], metavar="COLUMN", help="a column that is no item; may be repeated"
    )
    parser.set_defaults(do=run)


def run(args: argparse.Namespace) -> Result:
    """Test every item between the reference and each other group; `docs/irt.md` lists the keys."""
    if args.purify and args.match == "theta":
        raise BadTable("--purify leaves items out of a sum score; it does not go with --match theta")
    table = read_responses(args.responses, [args.group, *args.aside])
    groups = np.array(table.aside[args.group])
    sizes = Counter(name for name in groups.tolist() if name not in MISSING)
    reference = args.reference or max(sizes, key=lambda name: sizes[name], default="")
    others = sorted(name for name in sizes if name != reference)
    if reference not in sizes or not others:
        raise BadTable(
            f"{args.responses}, column '{args.group}': DIF needs the group '{reference}' and another one; "
            f"it has {', '.join(sorted(sizes)) or 'none'}"
        )
    matching = _theta(table) if args.match == "theta" else None
    scans = {name: _scan(args, table, matching, (groups == reference, groups == name)) for name in others}
    return {
        "reference": reference,
        "n_reference": sizes[reference],
        "match": args.match,
        "purified": args.purify,
        "groups": [
            {
                "group": name,
                "n": sizes[name],
                "left_out": found.left_out,
                "anchors": len(found.anchors) or None,
                "flagged": sum(one.flagged for one in found.items),
                "untested": [table.items[item] for item in found.untested],
            }
            for name, found in scans.items()
        ],
        "items": [_dif_row(table, name, one) for name, found in scans.items() for one in found.items],
    }


def _scan(
    args: argparse.Namespace,
    table: ResponseTable,
    matching: Floats | None,
    members: tuple[Claims, Claims],
) -> DifScan:
    of_reference, of_focal = members
    here = of_reference | of_focal
    if matching is not None:
        return scan_matched(table.responses[here], of_focal[here], matching[here])
    try:
        return scan(table.responses[here], of_focal[here], match=args.match, purify=args.purify)
    except ValueError as error:
        raise BadTable(f"{args.responses}: {error} (--match theta)") from None


def _theta(table: ResponseTable) -> Floats:
    """Return everybody's stratum of ability, by a model fitted to these responses; NaN for no answer at all."""
    pool = in_units_of_the_population(fit(table.responses, table.items, model="gpcm", priors=Priors()))
    theta = eap(pool, table.responses).theta
    return theta_strata(np.where((table.responses != NOT_ADMINISTERED).any(axis=1), theta, np.nan))


def _dif_row(table: ResponseTable, group: str, one: ItemDif) -> Result:
    by_strata, odds = one.odds or one.means, one.odds
    return {
        "item": table.items[one.item],
        "group": group,
        "n_reference": one.sizes[0],
        "n_focal": one.sizes[1],
        "chi2": by_strata.chi2,
        "p": by_strata.p,
        "p_adjusted": one.p_adjusted,
        "odds_ratio": odds and odds.odds_ratio,
        "odds_low": odds and odds.low,
        "odds_high": odds and odds.high,
        "delta": odds and odds.delta,
        "delta_se": odds and odds.delta_se,
        "smd": one.means.smd,
        "smd_in_sd": one.means.smd_in_sd,
        "class": by_strata.size,
        "uniform_p": one.logistic.uniform_p,
        "nonuniform_p": one.logistic.nonuniform_p,
        "logistic_p": one.logistic.p,
        "logistic_p_adjusted": one.logistic_p_adjusted,
        "r2_change": one.logistic.r2_change,
        "logistic_class": one.logistic.size,
        "flagged": one.flagged,
    }
