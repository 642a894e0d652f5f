"""How fast items are calibrated, and what few answers do to them: ``python -m benchmarks.irt``.

Each size runs in a process of its own on one thread, in turn, for some rounds; ``--write docs/irt.md`` puts the
tables into the page, between its marks.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assessor.scoring.calibrate.fitting import fit
from assessor.scoring.calibrate.plan import Priors
from assessor.scoring.pool import NOT_ADMINISTERED, Floats, ItemParameters, Pool, Responses
from benchmarks.machine import machine
from benchmarks.next_item import page as next_item_page
from benchmarks.page import write_between
from benchmarks.speed_table import table

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
FEW = (60, 100, 200, 500, 1500)
REPEATS = 20
"""Simulated calibrations for each number of persons."""


@dataclass(frozen=True, slots=True)
class Size:
    """One calibration to be timed."""

    persons: int
    two: int
    """Items of two categories."""
    five: int
    """Items of five categories."""
    missing: float
    allowed_s: float | None
    """What is demanded, without standard errors."""

    def words(self) -> str:
        """Name it."""
        items = f"{self.two} 2PL" + (f" + {self.five} GPCM" if self.five else "")
        return f"{self.persons:,} x {items}" + (f", {self.missing:.0%} missing" if self.missing else "")


SIZES = (
    Size(1_000, 50, 0, 0.0, None),
    Size(5_000, 100, 0, 0.0, 0.15),
    Size(5_000, 100, 0, 0.5, None),
    Size(20_000, 200, 0, 0.0, 1.0),
    Size(20_000, 200, 0, 0.5, 2.0),
    Size(1_500, 40, 6, 0.0, 1.0),
)


_HOW_FEW = (
    f"{SIZES[-1].two} items of two and {SIZES[-1].five} of five categories, simulated {REPEATS} times for each number "
    "of persons; items with an empty category are left out. RMSE of difficulties and steps, and the largest error:"
)


def main() -> None:
    """Measure and print, or write into a page."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.irt", description="Time calibrations.")
    words.add_argument("--rounds", type=int, default=5, help="default: %(default)s")
    words.add_argument("--one", type=int, metavar="SIZE", help=argparse.SUPPRESS)
    words.add_argument("--write", type=Path, metavar="PAGE", help="put the tables into this page, between its marks")
    args = words.parse_args()
    if args.one is not None:
        print(json.dumps(timed(SIZES[args.one])))
        return
    rounds = [[_alone(place) for place in range(len(SIZES))] for _ in range(args.rounds)]
    told = [
        f"{machine(('numpy',))}, one thread; {args.rounds} rounds, medians of processor seconds (least-most).",
        table(
            (
                "persons x items",
                "fit, s",
                "demanded, s",
                "met",
                "standard errors too, s",
                "E-steps",
                "peak memory, MiB",
            ),
            [_row(size, [took[place] for took in rounds]) for place, size in enumerate(SIZES)],
        ),
        _HOW_FEW,
        table(("persons", "no priors", "priors", "one slope, priors"), few_answers()),
        next_item_page(),
    ]
    page = "\n\n".join(told)
    if args.write is None:
        print(page)
    else:
        write_between(args.write, "irt", page)


def timed(size: Size) -> dict[str, float]:
    """Calibrate once without and once with standard errors, and tell what it took."""
    rng = np.random.default_rng(7)
    pool = simulated(size, rng)
    responses = answers(pool, rng.normal(size=size.persons), size.missing, rng)
    fit(responses[:50, :5], model="gpcm", priors=Priors())  # what is loaded at the first call is not the fit's
    begun = time.process_time()
    plain = fit(responses, model="mixed", standard_errors=False)
    between = time.process_time()
    fit(responses, model="mixed")
    return {
        "fit_s": between - begun,
        "whole_s": time.process_time() - between,
        "cycles": plain.cycles,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def simulated(size: Size, rng: np.random.Generator) -> Pool:
    """Make items: slopes LN(.1, .3), difficulties N(0, 1) within 2.5, steps .7 apart."""
    items = []
    for place in range(size.two + size.five):
        many = 1 if place < size.two else 4
        steps = np.clip(rng.normal(), -2.5, 2.5) + 0.7 * (np.arange(many) - (many - 1) / 2)
        items.append(ItemParameters(f"item{place}", float(rng.lognormal(0.1, 0.3)), tuple(map(float, steps))))
    return Pool(items)


def answers(pool: Pool, theta: Floats, missing: float, rng: np.random.Generator) -> Responses:
    """Draw answers, a thousand persons at a time."""
    parts = []
    for first in range(0, len(theta), 1000):
        sums = pool.probabilities(theta[first : first + 1000]).cumsum(axis=2)
        parts.append((rng.random(sums.shape[:2])[:, :, None] > sums[:, :, :-1]).sum(axis=2))
    whole = np.concatenate(parts)
    return np.where(rng.random(whole.shape) < missing, NOT_ADMINISTERED, whole)


def few_answers() -> Iterable[tuple[str, ...]]:
    """Calibrate with fewer and fewer persons, in three ways."""
    size = SIZES[-1]
    ways = (("mixed", None), ("mixed", Priors()), ("pcm", Priors()))
    for persons in FEW:
        errors: dict[int, list[float]] = {way: [] for way in range(len(ways))}
        for seed in range(REPEATS):
            rng = np.random.default_rng(seed)
            pool = simulated(size, rng)
            responses = answers(pool, rng.normal(size=persons), 0.0, rng)
            kept = np.array(
                [len(np.unique(column)) == top + 1 for column, top in zip(responses.T, pool.top, strict=True)]
            )
            items = [item for item, is_kept in zip(pool.items, kept, strict=True) if is_kept]
            for way, (model, priors) in enumerate(ways):
                found = fit(
                    responses[:, kept],
                    model=model,
                    priors=priors,
                    standard_errors=False,
                )
                for item, true in zip(found.items, items, strict=True):
                    errors[way] += (np.array(item.steps) / found.sd - true.steps).tolist()
        yield (f"{persons:,}", *(_spread(np.array(errors[way])) for way in errors))


def _spread(errors: Floats) -> str:
    return f"{np.sqrt((errors**2).mean()):.2f} (largest {np.abs(errors).max():.1f})"


def _alone(place: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.irt", "--one", str(place)]
    told = subprocess.run(command, env={**os.environ, **ONE_THREAD}, check=True, capture_output=True, text=True)
    return dict(json.loads(told.stdout))


def _row(size: Size, took: list[dict[str, float]]) -> tuple[str, ...]:
    fits = [one["fit_s"] for one in took]
    middle = statistics.median(fits)
    is_met = "" if size.allowed_s is None else ("yes" if middle <= size.allowed_s else "**no**")
    return (
        size.words(),
        f"{middle:.3f} ({min(fits):.3f}-{max(fits):.3f})",
        "" if size.allowed_s is None else f"{size.allowed_s:g}",
        is_met,
        f"{statistics.median(one['whole_s'] for one in took):.3f}",
        f"{took[0]['cycles']:.0f}",
        f"{max(one['peak_mib'] for one in took):.0f}",
    )


if __name__ == "__main__":
    main()
