"""`toprung irt fit`: item parameters from responses."""

import argparse
from pathlib import Path

from assessor.cli.responses_csv import read_responses, write_bank
from assessor.cli.showing import Result
from assessor.scoring.calibrate.fitting import MODELS, fit
from assessor.scoring.calibrate.plan import Priors
from assessor.scoring.calibrate.result import Calibration, FittedItem
from assessor.scoring.pool import ItemParameters, Pool


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("fit", help="estimate item parameters from responses")
    parser.add_argument("responses", type=Path, metavar="RESPONSES", help="CSV: a column an item, a row a person")
    parser.add_argument("--model", choices=sorted(MODELS), default="2pl", help="default: %(default)s")
    parser.add_argument("--priors", action="store_true", help="priors: log a ~ N(0, 0.4), b and steps ~ N(0, 1.5)")
    parser.add_argument(
        "--aside", action="append", default=[], metavar="COLUMN", help="a column that is no item; may be repeated"
    )
    parser.add_argument("--bank", type=Path, metavar="FILE", help="write the items there too, for score and adapt")
    parser.set_defaults(do=run)


def run(args: argparse.Namespace) -> Result:
    """Fit and return what `docs/irt.md` lists."""
    table = read_responses(args.responses, args.aside)
    found = fit(table.responses, table.items, model=args.model, priors=Priors() if args.priors else None)
    if args.bank is not None:
        write_bank(args.bank, in_units_of_the_population(found).items)
    return {
        "model": found.model,
        "priors": args.priors,
        "n": found.persons,
        "loglik": found.loglik,
        "parameters": found.free,
        "aic": found.aic,
        "bic": found.bic,
        "sd": found.sd,
        "se_sd": found.se_sd,
        "cycles": found.cycles,
        "converged": found.converged,
        "notes": found.notes,
        "items": [_row(item) for item in found.items],
    }


def in_units_of_the_population(found: Calibration) -> Pool:
    """Return the items with theta in units of the population's s.d., as scoring with N(0, 1) takes them."""
    return Pool(
        [
            ItemParameters(item.name, item.a * found.sd, tuple(step / found.sd for step in item.steps))
            for item in found.items
        ]
    )


def _row(item: FittedItem) -> Result:
    row: dict[str, object] = {"item": item.name, "a": item.a, "se_a": item.se_a}
    if len(item.steps) == 1:
        row |= {"b": item.steps[0], "se_b": None if item.se_steps is None else item.se_steps[0]}
    else:
        row |= {"steps": item.steps, "se_steps": item.se_steps}
    return row | {"n": item.asked}
