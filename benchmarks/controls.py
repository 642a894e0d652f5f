"""Whether the verdict by rule tells the truth: ``python -m benchmarks.controls``, most of an hour on one core.

Each repetition is a run with controls through the whole program: plan, run, requests, marks, ledger, and what is read
from it. ``--write docs/benchmarks.md`` puts the table into the page.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from benchmarks.page import write_between
from benchmarks.planted import ROOT
from benchmarks.planted_controls import TEAM, PlantedRows, Row, Truth, with_sums
from benchmarks.simulated import Share
from benchmarks.whole_runs import carry_out, own_ledger
from harness.api.controls.judging import verdicts_of
from harness.api.controls.rows import RuleVerdict, TeamVerdict
from harness.api.planning import Order, make_plan
from harness.stats.intervals import wilson
from harness.store.ledger import Ledger

CASES, LINES, MARGIN = 12, 24, 0.10
_HERE = ROOT / "benchmarks"
_LABEL = "Scripted model with planted answers: says something about the rule, nothing about AI."
_MEANING = (
    "Each repetition is a run of its own on new cases, through planning, requests, marking, the ledger and the code "
    "that `toprung bench show` prints from; only the command line and the one agent's row *tools only* are left out. "
    "True qualities are means over all cases that could be dealt; each row strays from case to case by itself. A "
    "verdict is wrong where its claim is: *hurt* where the team is not worse than the one agent, *orchestration "
    "helped* where it is not better than each row, *code was enough* where tools only is worse by the margin or more, "
    "*spending helped* where the team is no better than the one agent or all other controls are worse by the margin "
    "or more. *Not resolved* claims nothing, so it is never wrong; where it is the only verdict that is true, it is "
    "the one to be reached."
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is planted, and which verdicts are true of it."""

    name: str
    truth: Truth
    right: RuleVerdict
    """The verdict to be reached."""


def _chances(team: float, one: float, same: float, best: float, check: float) -> Mapping[Row, float]:
    return {TEAM: team, "context": one, "same tokens": same, "best of n": best, "self-check": check}


SCENARIOS: Sequence[Scenario] = (
    Scenario(
        "the team is better than all",
        Truth(_chances(0.70, 0.35, 0.40, 0.40, 0.40), 0.2),
        "orchestration helped",
    ),
    Scenario(
        "spending does as well",
        Truth(_chances(0.60, 0.30, 0.72, 0.72, 0.72), 0.2),
        "spending helped",
    ),
    Scenario(
        "its code does as well",
        Truth(_chances(0.00, 0.15, 0.20, 0.20, 0.20), 0.9),
        "code was enough",
    ),
    Scenario(
        "the one agent is better",
        Truth(_chances(0.25, 0.60, 0.60, 0.60, 0.60), 0.1),
        "hurt",
    ),
    Scenario(
        "border: equal to the one agent",
        Truth(_chances(0.50, 0.50, 0.50, 0.50, 0.50), 0.0),
        "not resolved",
    ),
    Scenario(
        "border: equal to the best control",
        Truth(_chances(0.60, 0.30, 0.72, 0.40, 0.40), 0.2),
        "spending helped",
    ),
    Scenario(
        "border: equal to tools only, and to the one agent",
        Truth(_chances(0.00, 0.54, 0.54, 0.54, 0.54), 0.9),
        "code was enough",
    ),
    Scenario(
        "border: all controls worse by the margin",
        Truth(_chances(0.20, 0.40, 0.54, 0.54, 0.54), 0.9),
        "orchestration helped",
    ),
)


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a scenario over all repetitions."""

    scenario: Scenario
    reached: Mapping[RuleVerdict, Share]
    wrong: Share
    """How often a verdict was reached whose claim is false."""


def main() -> None:
    """Print the table."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.controls", description="Test the verdict by rule.")
    words.add_argument("--repetitions", type=int, default=500, metavar="N", help="of each scenario (default: 500)")
    words.add_argument("--write", type=Path, metavar="PAGE", help="put the table into this page, between its marks")
    args = words.parse_args()
    found = []
    for scenario in SCENARIOS:
        found.append(found_by(scenario, args.repetitions))
        print(" | ".join(_row(found[-1])), flush=True)
    text = told(found, args.repetitions)
    print(text)
    if args.write:
        write_between(args.write, "verdicts with controls", text)


def found_by(scenario: Scenario, repetitions: int) -> Found:
    """Repeat a scenario, each time on new cases, and count the verdicts."""
    reached = Counter(view.verdict for view in repeated(scenario.truth, repetitions))
    false = [verdict for verdict in reached if not is_true(verdict, scenario.truth)]
    shares = {verdict: Share(reached[verdict], repetitions) for verdict in get_args(RuleVerdict)}
    return Found(scenario, shares, Share(sum(reached[verdict] for verdict in false), repetitions))


def is_true(verdict: RuleVerdict, truth: Truth) -> bool:
    """Say whether what a verdict claims is so."""
    team, one = truth.quality(TEAM), truth.quality("context")
    code = truth.quality("tools only")
    others = [truth.quality(row) for row in truth.chances if row not in {TEAM, "context"}]
    slack = 1e-9
    claims: Mapping[RuleVerdict, bool] = {
        "hurt": team < one - slack,
        "orchestration helped": team > max(one, code, *others) + slack,
        "code was enough": code > team - MARGIN + slack and team > one - slack,
        "spending helped": team > one + slack and max(others) > team - MARGIN + slack,
        "not resolved": True,
    }
    return claims[verdict]


def repeated(truth: Truth, repetitions: int) -> Iterator[TeamVerdict]:
    """Run a team beside its controls, each time on cases of its own, and read what it is worth."""
    with own_ledger() as ledger:
        for number in range(repetitions):
            yield _judged(ledger, truth, 1 + number * CASES)


def _judged(ledger: Ledger, truth: Truth, seed: int) -> TeamVerdict:
    designs = tuple(str(_HERE / name) for name in ("controls_agent.toml", "controls.toml"))
    order = Order("petty_cash", levels=(), designs=designs, cases=CASES, seed=seed, model="scripted")
    made = make_plan(replace(order, dials=f"lines={LINES}", controls=True, control_margin=MARGIN))
    silent = [arm for arm in made.arms if arm.kind == "tools only" and not arm.design.level.may_have_team]
    plan = replace(made, arms=tuple(arm for arm in made.arms if arm not in silent))  # nobody asks for it
    task = with_sums(truth)
    [team] = verdicts_of(ledger, carry_out(plan, ledger, task, PlantedRows(task)))
    return team


def told(found: Sequence[Found], repetitions: int) -> str:
    """Write what was found as a table with what it means."""
    verdicts = get_args(RuleVerdict)
    head = ("what is planted", "team", "one agent", "tools only", "best other", "to be reached", *verdicts, "wrong")
    title = (
        f"**{repetitions} runs of each scenario, {CASES} cases each, a margin of {MARGIN:g}.** {_LABEL} In brackets: "
        "the 95 % interval of a share (Wilson). Team, one agent and so on: true mean quality."
    )
    lines = [head, ["---"] * len(head), *map(_row, found)]
    return "\n".join([title, "", *("| " + " | ".join(line) + " |" for line in lines), "", _MEANING])


def _row(one: Found) -> tuple[str, ...]:
    truth = one.scenario.truth
    others = [truth.quality(row) for row in truth.chances if row not in {TEAM, "context"}]
    qualities = (truth.quality(TEAM), truth.quality("context"), truth.quality("tools only"), max(others))
    return (
        one.scenario.name,
        *(f"{quality:.3f}" for quality in qualities),
        one.scenario.right,
        *(f"{100 * share.value:.1f} %" for share in one.reached.values()),
        _with_interval(one.wrong),
    )


def _with_interval(share: Share) -> str:
    found = wilson(share.times, share.of)
    return f"{100 * share.value:.1f} % ({100 * (found.low or 0):.1f} to {100 * (found.high or 0):.1f})"


if __name__ == "__main__":
    main()
