"""The subcommands that only look: list, show, compare."""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from harness import api
from harness.api.arms import Compared, compare_arms, scores_by_case
from harness.api.rows import Arm, Comparison, RunView, TrialRow
from harness.cli.text import count, money, share, table
from harness.errors import BadPlan
from harness.plan.benchmark import Plan
from harness.plan.level import Level


def list_(args: argparse.Namespace) -> int:
    """List the runs of a ledger."""
    runs = api.list_runs(args.ledger)
    plans = [(run, Plan.from_json(run.plan)) for run in runs]
    if args.json:
        rows = [
            {"run": run.id, "created": run.created_at.isoformat(), "task": plan.task, "trials": len(run.trials)}
            for run, plan in plans
        ]
        print(json.dumps(rows, indent=2))
        return 0
    print(
        table(
            ("run", "created (UTC)", "task", "model", "cases", "trials"),
            [
                (
                    run.id,
                    run.created_at.strftime("%Y-%m-%d %H:%M"),
                    plan.task,
                    f"{plan.provider}/{plan.model}" if plan.model else plan.provider,
                    str(len(plan.seeds)),
                    str(len(run.trials)),
                )
                for run, plan in plans
            ],
        )
        if runs
        else "no run yet"
    )
    return 0


def show(args: argparse.Namespace) -> int:
    """Show a run."""
    show_run(args, args.run)
    return 0


def show_run(args: argparse.Namespace, run: str) -> None:
    """Print a run as a table, or all of it as JSON."""
    view = api.open_view(args.ledger, run)
    if args.json:
        print(json.dumps(asdict(view), indent=2))
        return
    print(f"\nrun {view.id}: {view.task_title}, {count(len(view.seeds), 'case')} ({view.dials}), {view.model}")
    print(view.evidence_note)
    print(f"task {view.task}@{view.task_version}, marked by {', '.join(view.graders) or 'nobody yet'}")
    print()
    print(table(("", "level", *_MEASURES), [_arm_cells(view, arm) for arm in view.arms]))
    print(f"\nfinished {view.finished} of {count(view.planned, 'trial')}; {view.left_out} left out" + _reasons(view))
    if unmarked := Counter(trial.arm for trial in view.trials if trial.is_unmarked):
        print(
            f"{count(unmarked.total(), 'answer')} not marked, left out of quality ("
            + ", ".join(f"{arm} {many}" for arm, many in unmarked.items())
            + f"); mend the marker, then: toprung bench regrade {view.id}"
        )
    if view.spent.calls_unknown or view.spent.calls_lost:
        print(
            f"also spent: {count(view.spent.calls_unknown, 'call')} whose outcome is unknown (at worst "
            f"{view.spent.tokens_at_worst:,} tokens, {money(view.spent.nano_usd_at_worst)}), "
            f"{count(view.spent.calls_lost, 'call')} in attempts that never ended or were repeated "
            f"({view.spent.tokens_lost:,} tokens, {money(view.spent.nano_usd_lost)})"
        )
    _print_comparisons(view.comparisons)


def compare(args: argparse.Namespace) -> int:
    """Compare the designs of one or several runs of the same task and dials, paired by case."""
    views = [api.open_view(args.ledger, name) for name in args.runs]
    first = views[0]
    if len({view.id for view in views}) < len(views):
        raise BadPlan(f"the {len(views)} runs named are not all different; name each run once")
    for view in views[1:]:
        if (view.task, view.task_version, view.dial_values) != (first.task, first.task_version, first.dial_values):
            raise BadPlan(f"run {view.id} is not of the same task, version and dials as run {first.id}: no pairs")
    designs = _designs(views)
    if len(designs) < 2:  # noqa: PLR2004 - a comparison needs two
        who = f"run {first.id} has" if len(views) == 1 else f"the {len(views)} runs named share"
        raise BadPlan(f"{who} one design; a comparison needs two")
    found = compare_arms(Compared(one.name, one.level, scores_by_case(one.trials.values())) for one in designs)
    if args.json:
        rows = [{name: getattr(view, name) for name in ("id", "model", "evidence", "evidence_note")} for view in views]
        print(json.dumps({"runs": rows, "comparisons": [asdict(comparison) for comparison in found]}, indent=2))
        return 0
    for view in views:
        print(f"run {view.id}: {count(len(view.seeds), 'case')} ({view.dials}), {view.model}. {view.evidence_note}")
    kinds = sorted({view.evidence for view in views})
    if len(kinds) > 1:
        print(
            f"note: these runs are of different evidence ({', '.join(kinds)}); their differences are not about AI alone"
        )
    print()
    _print_comparisons(found)
    return 0


@dataclass(frozen=True, slots=True)
class _Design:
    """A design with its model, and what it did in the runs that are compared."""

    name: str
    level: Level
    trials: dict[str, TrialRow]
    """By id."""


def _designs(views: Sequence[RunView]) -> list[_Design]:
    """Return the designs of all runs; one whose trials several runs share stands once, with the trials of all of them.

    A trial's id names design, model and settings: whoever has one in common is the same.
    """
    found: list[_Design] = []
    for view in views:
        for arm in (arm for arm in view.arms if arm.kind == "design"):
            trials = {trial.id: trial for trial in view.trials if trial.arm == arm.id}
            same = [one for one in found if one.trials.keys() & trials.keys()]
            if same:
                for one in same[1:]:  # this run joins what earlier ones had apart
                    found.remove(one)
                    trials |= one.trials
                same[0].trials.update(trials)
            else:
                name = arm.id if len(views) == 1 else f"{arm.id} [{view.id[:6]}]"
                found.append(_Design(name, arm.level, trials))
    return found


_MEASURES = ("quality", "95 % interval", "tokens in", "out", "money", "s/trial", "done/limit/refused/infra", "unread.")


def _arm_cells(view: RunView, arm: Arm) -> tuple[str, ...]:
    outcomes = "/".join(str(arm.outcomes[name]) for name in ("done", "limit", "refused", "infrastructure"))
    interval = "too few cases" if arm.quality_low is None else f"{share(arm.quality_low)} to {share(arm.quality_high)}"
    return (
        arm.id.removeprefix(f"{view.task}-"),
        arm.level,
        share(arm.quality_mean),
        interval,
        f"{arm.input_tokens:,}",
        f"{arm.output_tokens:,}",
        money(arm.cost_nano_usd),
        "-" if arm.wall_s_mean is None else f"{arm.wall_s_mean:.1f}",
        outcomes,
        str(arm.unreadable),
    )


def _reasons(view: RunView) -> str:
    if not view.left_out_why:
        return ""
    return ", because: " + "; ".join(f"{why} ({count})" for why, count in view.left_out_why.items())


def _print_comparisons(comparisons: tuple[Comparison, ...]) -> None:
    for comparison in comparisons:
        difference = "-" if comparison.difference is None else f"{comparison.difference:+.2f}"
        interval = "" if comparison.low is None else f" ({comparison.low:+.2f} to {comparison.high:+.2f})"
        print(
            f"{comparison.first} minus {comparison.second}: {difference}{interval}, {count(comparison.cases, 'case')}, "
            f"{comparison.verdict}: {comparison.why}"
        )
