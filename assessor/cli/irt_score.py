"""`toprung irt score`, `adapt` and `accuracy`: abilities, adaptive paths, and how far levels are to be trusted."""

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np

from assessor.cli.responses_csv import ResponseTable, read_bank, read_responses
from assessor.cli.showing import Result
from assessor.errors import BadTable
from assessor.scoring.ability.eap import eap
from assessor.scoring.ability.estimates import Abilities
from assessor.scoring.ability.modes import maximum_likelihood, maximum_posterior, weighted_likelihood
from assessor.scoring.ability.person_fit import lz_star
from assessor.scoring.ability.uncertain import with_difficulty_sd
from assessor.scoring.adaptive.engine import Adaptive
from assessor.scoring.adaptive.replay import replay
from assessor.scoring.adaptive.stopping import Reason
from assessor.scoring.levels.change import change_needed
from assessor.scoring.levels.cuts import Cuts
from assessor.scoring.levels.expected import expected_rates
from assessor.scoring.levels.rudner import rudner
from assessor.scoring.pool import NOT_ADMINISTERED, Pool, Responses

METHODS: dict[str, Callable[[Pool, Responses], Abilities]] = {
    "eap": eap,
    "map": maximum_posterior,
    "ml": maximum_likelihood,
    "wle": weighted_likelihood,
}
_CUTS = (-1.25, -0.4, 0.4, 1.25)
_ERRORS = (0.15, 0.20, 0.25, 0.30, 0.35, 0.40, 0.50)


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    _add_score(commands.add_parser("score", help="estimate abilities from responses and a bank"))
    _add_adapt(commands.add_parser("adapt", help="replay an adaptive test on responses that were given"))
    _add_accuracy(commands.add_parser("accuracy", help="tell how often levels are right"))


def score(args: argparse.Namespace) -> Result:
    """Score and return what `docs/irt.md` lists."""
    pool, table, rows = _read(args)
    found = _estimates(pool, rows, args)
    fit = iter(lz_star(pool, rows[found.found], found.theta[found.found]) if found.found.any() else [])
    persons = []
    for person, name in enumerate(table.persons):
        one = found[person]
        persons.append(
            {
                "person": name,
                "answered": int((rows[person] != NOT_ADMINISTERED).sum()),
                "theta": None if one is None else one.theta,
                "se": None if one is None else one.se,
                "lz_star": None if one is None else next(fit),
            }
        )
    return {
        "method": args.method,
        "n": len(persons),
        "items": len(pool),
        "without_estimate": int((~found.found).sum()),
        "difficulty_sd": args.difficulty_sd,
        "persons": persons,
    }


def adapt(args: argparse.Namespace) -> Result:
    """Replay and return what `docs/irt.md` lists."""
    pool, table, rows = _read(args)
    engine = Adaptive(pool)
    paths = [replay(engine, row, args.se, args.most) for row in rows]
    lengths = [len(path.steps) for path in paths]
    start = engine.start()
    return {
        "se": args.se,
        "n": len(paths),
        "items": len(pool),
        "mean_items": float(np.mean(lengths)),
        "median_items": float(np.median(lengths)),
        "reached": sum(path.reason is Reason.PRECISE for path in paths),
        "persons": [
            {
                "person": name,
                "asked": len(path.steps),
                "theta": path.steps[-1].theta if path.steps else start.theta,
                "se": path.steps[-1].se if path.steps else start.se,
                "reason": path.reason.value,
            }
            for name, path in zip(table.persons, paths, strict=True)
        ],
        "path": [
            {
                "person": name,
                "place": place,
                "item": pool.names[step.item],
                "category": step.category,
                "theta": step.theta,
                "se": step.se,
            }
            for name, path in zip(table.persons, paths, strict=True)
            for place, step in enumerate(path.steps, start=1)
        ],
    }


def accuracy(args: argparse.Namespace) -> Result:
    """Tell how often levels are right and return what `docs/irt.md` lists."""
    cuts = Cuts(tuple(args.cuts), tuple(args.cut_se))
    if args.responses is None:
        return {"cuts": args.cuts, "cut_se": args.cut_se, "by_se": [_allowed(se, cuts) for se in args.se]}
    if args.bank is None:
        raise BadTable("the accuracy of levels from responses needs their bank too: accuracy RESPONSES BANK")
    pool, _, rows = _read(args)
    rows = rows[(rows != NOT_ADMINISTERED).any(axis=1)]
    found = eap(pool, rows)
    told, levels = rudner(found.theta, found.se, cuts), cuts.levels(found.theta)
    return {
        "cuts": args.cuts,
        "cut_se": args.cut_se,
        "n": len(rows),
        "mean_se": float(found.se.mean()),
        "accuracy": told.accuracy,
        "consistency": told.consistency,
        "kappa": told.kappa,
        "by_cut": [
            {"cut": cut, "accuracy": right, "consistency": twice}
            for cut, right, twice in zip(cuts.points, told.accuracy_by_cut, told.consistency_by_cut, strict=True)
        ],
        "levels": [
            {"level": level + 1, "share": float((levels == level).mean())} for level in range(len(cuts.points) + 1)
        ],
    }


def _add_score(parser: argparse.ArgumentParser) -> None:
    _add_tables(parser, "responses", "bank")
    parser.add_argument("--method", choices=sorted(METHODS), default="eap", help="default: %(default)s")
    parser.add_argument(
        "--difficulty-sd", type=float, metavar="SD", help="how far difficulties may be wrong; with eap only"
    )
    parser.set_defaults(do=score)


def _add_adapt(parser: argparse.ArgumentParser) -> None:
    _add_tables(parser, "bank", "responses")
    parser.add_argument(
        "--se", type=float, default=0.3, metavar="SE", help="the standard error to stop at; default: %(default)s"
    )
    parser.add_argument("--most", type=int, metavar="N", help="ask at most so many items; default: no cap")
    parser.set_defaults(do=adapt)


def _add_accuracy(parser: argparse.ArgumentParser) -> None:
    _add_tables(parser, "responses", "bank", optional=True)
    parser.add_argument(
        "--cuts", type=float, nargs="+", default=list(_CUTS), metavar="THETA", help="where levels begin, rising"
    )
    parser.add_argument("--cut-se", type=float, nargs="+", default=[], metavar="SE", help="the error of each cut")
    parser.add_argument(
        "--se", type=float, nargs="+", default=list(_ERRORS), metavar="SE", help="without tables: for these errors"
    )
    parser.set_defaults(do=accuracy)


def _add_tables(parser: argparse.ArgumentParser, *names: str, optional: bool = False) -> None:
    helps = {"responses": "CSV: a column an item, a row a person", "bank": "CSV: item,a,b or item,a,step1,…"}
    for name in names:
        parser.add_argument(name, type=Path, nargs="?" if optional else None, metavar=name.upper(), help=helps[name])
    parser.add_argument(
        "--aside", action="append", default=[], metavar="COLUMN", help="a column that is no item; may be repeated"
    )


def _read(args: argparse.Namespace) -> tuple[Pool, ResponseTable, Responses]:
    """Return the bank, the table, and its responses with a column for each item of the bank, in its order."""
    pool, table = read_bank(args.bank), read_responses(args.responses, args.aside)
    unknown = [item for item in table.items if item not in pool.names]
    if unknown:
        raise BadTable(
            f"{args.responses}: item '{unknown[0]}' is not in {args.bank} ({len(unknown)} such); "
            "a column that is no item has to be named with --aside"
        )
    rows = np.full((len(table.persons), len(pool)), NOT_ADMINISTERED, dtype=np.int64)
    rows[:, [pool.names.index(item) for item in table.items]] = table.responses
    return pool, table, rows


def _estimates(pool: Pool, rows: Responses, args: argparse.Namespace) -> Abilities:
    if args.difficulty_sd is None:
        return METHODS[args.method](pool, rows)
    if args.method != "eap":
        raise BadTable(f"--difficulty-sd goes with --method eap, not with {args.method}")
    return eap(with_difficulty_sd(pool, args.difficulty_sd), rows)


def _allowed(se: float, cuts: Cuts) -> Result:
    found = expected_rates(se, cuts)
    return {
        "se": se,
        "exact": found.exact,
        "adjacent": found.adjacent,
        "kappa": found.kappa,
        "change": change_needed(se, se),
    }
