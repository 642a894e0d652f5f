"""One trial in the terminal: how it ended, its clocks, the critical path and signs of failure; or all of it as JSON."""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from harness import api
from harness.api.happened.rows import PathStep, TrialClocks
from harness.api.trial_rows import TrialDetail
from harness.cli.text import count, money, share, table
from harness.plan.design import Design

_MOST_STEPS = 40


def show_trial(args: argparse.Namespace) -> None:
    """Print a trial. Raises BadPlan where there is none of that name."""
    [detail] = api.trial_details(args.ledger, args.run, args.trial)
    if args.json:
        print(json.dumps(asdict(detail), indent=2, default=_plain))
        return
    for line in _lines(detail):
        print(line)


def _lines(detail: TrialDetail) -> Iterator[str]:
    trial = detail.trial
    yield f"\ntrial {trial.id}: {trial.arm}, seed {trial.seed}, epoch {trial.epoch}, attempt {trial.attempt}"
    yield f"{trial.outcome}{': ' + trial.why if trial.why else ''}; {trial.status}, quality {share(trial.score)}"
    yield (
        f"{count(trial.calls, 'call')}, {trial.input_tokens:,} tokens in, {trial.output_tokens:,} out, "
        f"{money(trial.cost_nano_usd)}, {count(trial.escalations, 'escalation')}"
    )
    if detail.faults:
        yield f"faults were injected: {', '.join(detail.faults)}; this says nothing about the design without them"
    yield _clocks(detail.happened.clocks)
    yield "\ncritical path: what decided how long it took"
    yield _path(detail.happened.path)
    labels = detail.happened.labels
    yield "\nsigns of failure (signals, no verdicts)" if labels else "\nno sign of failure was seen"
    for label in labels:
        whose = f"{label.agent}: " if label.agent else ""
        seen = f" [{', '.join(label.evidence)}]" if label.evidence else ""
        yield f"  {label.mode} {label.name}: {whose}{label.why}{seen}"


def _clocks(clocks: TrialClocks) -> str:
    at_a_time = "nobody was at work" if clocks.parallelism is None else f"{clocks.parallelism:.2f} at a time"
    return (
        f"wall {clocks.wall_s:.2f} s, active {clocks.active_s:.2f} s, summed {clocks.summed_s:.2f} s ({at_a_time}), "
        f"waiting {clocks.waited_s:.2f} s"
    )


def _path(path: Sequence[PathStep]) -> str:
    """Write the steps in their order; of very many the longest, with how much the others are."""
    longest = sorted(path, key=lambda step: -step.seconds)[:_MOST_STEPS]
    shown = [step for step in path if step in longest]
    rows = [(f"{step.start_s:.2f} s", f"{step.seconds:.2f} s", step.agent or "-", _what(step)) for step in shown]
    rest_s = sum(step.seconds for step in path) - sum(step.seconds for step in shown)
    more = f"\n{count(len(path) - len(shown), 'shorter step')}, {rest_s:.2f} s together, not shown"
    return table(("from", "took", "agent", "what"), rows) + (more if len(path) > len(shown) else "")


def _what(step: PathStep) -> str:
    return f"{step.what} ({step.key})" if step.key else step.what


def _plain(value: object) -> object:
    """Turn what JSON has no form for into what it has: a design as it stands in its file, a mapping as an object."""
    return value.model_dump(mode="json") if isinstance(value, Design) else dict(value)  # type: ignore[call-overload]
