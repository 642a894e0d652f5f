"""`toprung irt fit`: item parameters from responses."""

import argparse
from pathlib import Path

from assessor.cli.responses_csv import ResponseTable, read_bank, read_responses, write_bank
from assessor.cli.showing import Result
from assessor.errors import BadTable
from assessor.scoring.calibrate.anchoring import fit_new_items
from assessor.scoring.calibrate.fitting import MODELS, fit
from assessor.scoring.calibrate.ladder import fit_by_ladder
from assessor.scoring.calibrate.plan import Priors
from assessor.scoring.calibrate.result import Calibration, FittedItem
from assessor.scoring.pool import ItemParameters, Pool

MODEL = "2pl"
"""Where none is asked for."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("fit", help="estimate item parameters from responses")
    parser.add_argument("responses", type=Path, metavar="RESPONSES", help="CSV: a column an item, a row a person")
    parser.add_argument("--model", choices=sorted(MODELS), help=f"default: {MODEL}")
    parser.add_argument("--priors", action="store_true", help="priors: log a ~ N(0, 0.4), b and steps ~ N(0, 1.5)")
    parser.add_argument(
        "--aside", action="append", default=[], metavar="COLUMN", help="a column that is no item; may be repeated"
    )
    parser.add_argument(
        "--anchors", type=Path, metavar="BANK", help="keep these items as they are and fit the others on their scale"
    )
    parser.add_argument(
        "--ladder", action="store_true", help="by the number of its answers: a judged difficulty, priors, or neither"
    )
    parser.add_argument("--judged", type=Path, metavar="BANK", help="with --ladder: judged difficulties; default: 0")
    parser.add_argument("--bank", type=Path, metavar="FILE", help="write the items there too, for score and adapt")
    parser.set_defaults(do=run)


def run(args: argparse.Namespace) -> Result:
    """Fit and return what `docs/irt.md` lists."""
    table = read_responses(args.responses, args.aside)
    found = _fitted(table, args)
    if args.bank is not None:
        write_bank(args.bank, _scored_with(found).items)
    return {
        "model": found.model,
        "priors": args.priors,
        "n": found.persons,
        "loglik": found.loglik,
        "parameters": found.free,
        "aic": found.aic,
        "bic": found.bic,
        "mean": found.mean,
        "sd": found.sd,
        "se_sd": found.se_sd,
        "cycles": found.cycles,
        "converged": found.converged,
        "notes": found.notes,
        "items": [_row(item) for item in found.items],
    }


def _fitted(table: ResponseTable, args: argparse.Namespace) -> Calibration:
    priors = Priors() if args.priors else None
    if sum((args.anchors is not None, args.ladder, args.model is not None)) > 1:
        raise BadTable("--model, --anchors and --ladder exclude one another; the last two fit the mixed model")
    if args.judged is not None and not args.ladder:
        raise BadTable("--judged goes with --ladder")
    if args.priors and args.ladder:
        raise BadTable("--ladder brings priors where they are needed; leave --priors out")
    if args.anchors is not None:
        return fit_new_items(table.responses, table.items, read_bank(args.anchors), priors=priors)
    if args.ladder:
        return fit_by_ladder(table.responses, table.items, _judged(table, args.judged))
    return fit(table.responses, table.items, model=args.model or MODEL, priors=priors)


def _judged(table: ResponseTable, path: Path | None) -> list[tuple[float, ...]]:
    """Return the steps of each item as the bank has them, or 0 for each."""
    if path is None:
        return [(0.0,) * max(int(top), 1) for top in table.responses.max(axis=0)]
    judged = {item.name: item.steps for item in read_bank(path).items}
    if missing := [name for name in table.items if name not in judged]:
        raise BadTable(f"{path} says nothing of item '{missing[0]}' ({len(missing)} such); each needs its difficulty")
    return [judged[name] for name in table.items]


def _scored_with(found: Calibration) -> Pool:
    """Return the items as scoring takes them: with anchors they are on the scale of these already."""
    return found.pool() if found.model == "anchored" else in_units_of_the_population(found)


def in_units_of_the_population(found: Calibration) -> Pool:
    """Return the items with theta in units of the population's s.d., as scoring with N(0, 1) takes them."""
    return Pool(
        [
            ItemParameters(item.name, item.a * found.sd, tuple(step / found.sd for step in item.steps))
            for item in found.items
        ]
    )


def _row(item: FittedItem) -> Result:
    row: dict[str, object] = {"item": item.name, "rests_on": item.how.value, "a": item.a, "se_a": item.se_a}
    if len(item.steps) == 1:
        row |= {"b": item.steps[0], "se_b": None if item.se_steps is None else item.se_steps[0]}
    else:
        row |= {"steps": item.steps, "se_steps": item.se_steps}
    return row | {"n": item.asked}
