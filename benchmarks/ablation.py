"""Whether `toprung bench ablate` tells the truth: ``python -m benchmarks.ablation``, a few minutes.

Each repetition is an ablation through the whole program: plan, run, requests, marks, ledger, and what is read from it.
``--write docs/ablation.md`` puts the table into the page.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.page import write_between
from benchmarks.planted import DESIGN, WORTH, Planted, referenced
from benchmarks.simulated import Share
from benchmarks.whole_runs import carry_out, own_ledger
from harness.api.ablating.rows import AblationView, PartWorth
from harness.api.ablating.worth import ablation_of
from harness.api.planning import Order, make_plan
from harness.store.ledger import Ledger

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
    with own_ledger() as ledger:
        for number in range(repetitions):
            yield _ablated(ledger, 1 + number * CASES)


def _ablated(ledger: Ledger, seed: int) -> AblationView:
    order = Order("petty_cash", levels=(), designs=(str(DESIGN),), cases=CASES, seed=seed, model="scripted")
    made = make_plan(replace(order, dials=f"lines={LINES}", over=tuple(WORTH)))
    plan = replace(made, arms=made.designs)  # the rows *tools only* ask no model, and there are no tools
    task = referenced()
    return ablation_of(ledger, carry_out(plan, ledger, task, Planted(task)), with_minutes=False)


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
