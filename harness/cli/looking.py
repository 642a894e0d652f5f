"""The subcommands that only look: list, show."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby

from harness import api
from harness.api.rows import RunView
from harness.cli.designs.controls import team_lines
from harness.cli.happened.run import clock_table, failure_lines
from harness.cli.happened.trial import show_trial
from harness.cli.reviewing.tables import exception_lines
from harness.cli.tables import arm_table, comparison_lines, further_table
from harness.cli.text import count, money, table
from harness.plan.benchmark import Plan
from tasks_bank.checks.judge import lacks_judge


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
    """Show a run, or one trial of it."""
    if args.trial:
        show_trial(args)
    else:
        show_run(args, args.run)
    return 0


def show_run(args: argparse.Namespace, run: str) -> None:
    """Print a run as a table, or all of it as JSON."""
    view = api.open_view(args.ledger, run, checks=args.json, happened=True)
    if args.json:
        print(json.dumps(asdict(view), indent=2))
        return
    print(f"\nrun {view.id}: {view.task_title}, {count(len(view.seeds), 'case')} ({view.dials}), {view.model}")
    print(view.evidence_note)
    print(f"task {view.task}@{view.task_version}, marked by {', '.join(view.graders) or 'nobody yet'}")
    print("\n" + "\n\n".join(filter(None, (arm_table(view), further_table(view), clock_table(view)))))
    print(f"\nfinished {view.finished} of {count(view.planned, 'trial')}; {view.left_out} left out" + _reasons(view))
    for line in (
        *_remarks(view),
        *failure_lines(view),
        *(line for pair in view.comparisons for line in comparison_lines(pair)),
    ):
        print(line)
    if view.person and (
        lines := [*exception_lines(view.person, {a.id: a.id.removeprefix(f"{view.task}-") for a in view.arms})]
    ):
        print("\n" + "\n".join(lines))
    for team in view.controls:
        print("\n" + "\n".join(team_lines(team)))


def _remarks(view: RunView) -> Iterator[str]:
    """Say what the tables do not: what is not marked, what else was spent, and what changed on the way."""
    if view.texts_forgotten:
        yield f"texts forgotten on {view.forgotten_at[:10]} ({count(view.texts_forgotten, 'answer')}, with all calls)"
    elif view.keep_until:
        yield f"texts are kept until {view.keep_until[:10]}; then: toprung bench forget --due"
    if unmarked := {arm.id: arm.unmarked for arm in view.arms if arm.unmarked}:
        yield (
            f"{count(sum(unmarked.values()), 'answer')} not marked, left out of quality ("
            + ", ".join(f"{arm} {many}" for arm, many in unmarked.items())
            + f"); mend the marker, then: toprung bench regrade {view.id}"
        )
    if any(lacks_judge(grader) for grader in view.graders):
        yield (
            "the marks of the task's rubric are left out of quality, since nobody judged them: "
            f"toprung bench regrade {view.id} --judge MODEL"
        )
    if view.spent.calls_unknown or view.spent.calls_lost:
        yield (
            f"also spent: {count(view.spent.calls_unknown, 'call')} whose outcome is unknown (at worst "
            f"{view.spent.tokens_at_worst:,} tokens, {money(view.spent.nano_usd_at_worst)}), "
            f"{count(view.spent.calls_lost, 'call')} in attempts that never ended or were repeated "
            f"({view.spent.tokens_lost:,} tokens, {money(view.spent.nano_usd_lost)})"
        )
    for arm in view.arms:
        if len(arm.models_served) > 1:
            yield f"note: more than one model answered {arm.id}: {', '.join(arm.models_served)}"
    for kind, events in groupby(sorted(view.events, key=lambda event: event.kind), key=lambda event: event.kind):
        happened = list(events)
        more = f" ({len(happened)} such events, this is the last)" if len(happened) > 1 else ""
        yield f"{kind}: {happened[-1].detail}{more}"


def _reasons(view: RunView) -> str:
    if not view.left_out_why:
        return ""
    return ", because: " + "; ".join(f"{why} ({count})" for why, count in view.left_out_why.items())
