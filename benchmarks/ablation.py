"""Whether `toprung bench ablate` tells the truth: ``python -m benchmarks.ablation``, a few minutes.

Each repetition is an ablation through the whole program: plan, run, requests, marks, ledger, and what is read from it.
``--write docs/ablation.md`` puts the table into the page.
"""

import argparse
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

from benchmarks.page import write_between
from benchmarks.planted import DESIGN, HOME, WORTH, Planted, referenced
from benchmarks.simulated import Share
from harness.api.ablating.rows import AblationView, PartWorth
from harness.api.ablating.worth import ablation_of
from harness.api.planning import Order, make_plan
from harness.api.running import missing
from harness.dispatch.here import Equipment, run_here
from harness.meter.budget import Limits
from harness.meter.prices import read_prices
from harness.plan.benchmark import Plan
from harness.run.build import Done
from harness.store.ledger import Ledger, open_ledger
from harness.store.records import RunRecord

CASES, LINES = 12, 20
_LABEL = "Scripted model with planted answers: says something about the method, nothing about AI."

_MEANING = (
    "Each repetition is a run of its own on new cases, through planning, requests, marking, the ledger and the code "
    "that `toprung bench ablate` prints from; only the command line and the rows *tools only* are left out. Asked for "
    "is: the interval holds the true worth 93 to 97 times in 100, and a part that is worth nothing is called *helps* "
    "or *hurts* at most 5 times in 100. What a part does differs from case to case, and which lines are right is drawn "
    "anew for each design."
)


@dataclass(frozen=True, slots=True)
class Found:
    """What came of one part over all repetitions."""

    part: str
    mean: float
    """Of what it was said to be worth."""
    held: Share
    """How often the printed interval holds what it is truly worth."""
    helps: Share
    hurts: Share


def main() -> None:
    """Print the table."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.ablation", description="Test what ablations say.")
    words.add_argument("--repetitions", type=int, default=500, metavar="N", help="default: 500")
    words.add_argument("--write", type=Path, metavar="PAGE", help="put the table into this page, between its marks")
    args = words.parse_args()
    text = told(list(found_by(args.repetitions)), args.repetitions)
    print(text)
    if args.write:
        write_between(args.write, "ablation", text)


def found_by(repetitions: int) -> Iterator[Found]:
    """Repeat the ablation, each time on new cases, and count for each part how often it was told right."""
    views = list(repeated(repetitions))
    for part, worth in WORTH.items():
        said = [next(one for one in view.parts if one.part == part) for view in views]
        yield Found(
            part,
            sum(one.comparison.difference or 0.0 for one in said) / len(said),
            Share(sum(_holds(one, worth) for one in said), len(said)),
            Share(sum(one.verdict == "helps" for one in said), len(said)),
            Share(sum(one.verdict == "hurts" for one in said), len(said)),
        )


def repeated(repetitions: int) -> Iterator[AblationView]:
    """Run ablations, each on cases of its own, and read what each says."""
    with _own_home(), _own_ledger() as ledger:
        for number in range(repetitions):
            yield _ablated(ledger, 1 + number * CASES)


def _ablated(ledger: Ledger, seed: int) -> AblationView:
    order = Order("petty_cash", levels=(), designs=(str(DESIGN),), cases=CASES, seed=seed, model="scripted")
    made = make_plan(replace(order, dials=f"lines={LINES}", over=tuple(WORTH)))
    plan = replace(made, arms=made.designs)  # the rows *tools only* ask no model, and there are no tools
    trials = tuple((trial.id, trial.arm.id) for trial in plan.trials)
    record = RunRecord(plan.id, datetime.now(UTC), "benchmark", plan.to_json(), trials)
    ledger.save_run(record).result()
    run_here(plan, missing(plan, ledger), _equipment(plan, ledger), _Quiet())
    return ablation_of(ledger, record)


def _equipment(plan: Plan, ledger: Ledger) -> Equipment:
    task = referenced()
    return Equipment(
        task,
        ledger,
        lambda: {plan.provider: Planted(task)},
        read_prices(plan.base_url),
        max_connections=8,
        limits=Limits(),
    )


class _Quiet:
    """Is told how a run gets on, and tells nobody."""

    def begin(self, todo: int) -> None:
        """Say nothing."""

    def ended(self, done: Done) -> None:
        """Say nothing."""

    def stopping(self, under_way: int) -> None:
        """Say nothing."""


@contextmanager
def _own_ledger() -> Iterator[Ledger]:
    with tempfile.TemporaryDirectory() as folder, open_ledger(f"sqlite:///{Path(folder) / 'runs.db'}") as ledger:
        yield ledger


@contextmanager
def _own_home() -> Iterator[None]:
    with mock.patch.dict(os.environ, {"TOPRUNG_HOME": str(HOME)}):
        yield


def _holds(one: PartWorth, worth: float) -> bool:
    low, high = one.comparison.low, one.comparison.high
    return low is not None and high is not None and low <= worth <= high


def told(found: Sequence[Found], repetitions: int) -> str:
    """Write what was found as a table with what it means."""
    head = ("part", "truly worth", "mean of what was said", "the interval holds it", "called helps", "called hurts")
    rows = [
        (
            one.part,
            f"{WORTH[one.part]:+.3f}",
            f"{one.mean:+.3f}",
            _percent(one.held),
            _percent(one.helps),
            _percent(one.hurts),
        )
        for one in found
    ]
    lines = [head, ["---"] * len(head), *rows]
    title = (
        f"**{repetitions} ablations of three parts at once, {CASES} cases each.** {_LABEL} In brackets: twice the "
        "standard error, from there being only so many repetitions."
    )
    return "\n".join([title, "", *("| " + " | ".join(line) + " |" for line in lines), "", _MEANING])


def _percent(share: Share) -> str:
    return f"{100 * share.value:.1f} % (± {200 * share.error:.1f})"


if __name__ == "__main__":
    main()
