"""Three pieces of work at every level beside controls on the embedded model: ``python -m benchmarks.three_levels``.

It takes about half an hour on two quiet cores, and goes on where it stopped. Twice on the way it kills the command that
it runs (SIGKILL) and goes on, so that the table is one that has been through that. ``--write docs/benchmarks.md`` puts
it into the page.

The embedded model is a smoke test of the machinery: nothing here is evidence about what AI can do.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.page import write_between
from benchmarks.planted import ROOT
from harness import api
from harness.api.controls.rows import TeamVerdict
from harness.api.controls.wording import MEANS, NAMES
from harness.api.rows import Arm, RunView
from harness.plan.benchmark import Plan
from harness.store.ledger import open_ledger

SCENARIOS = ("expense_reconciliation", "content_calendar", "onboarding")
DESIGNS = ROOT / "benchmarks" / "three_levels_designs"
KILLED_IN = SCENARIOS[:2]
"""One kill each, when a third of the trials have ended."""
MARGIN = 0.05
_SHARE_BEFORE_KILL = 3
_LOOK_EVERY_S = 0.5
_LEVELS = ("prompting",)
"""The one agent and the team come from designs of their own, which fit the tokens of a call."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """What a run is made of."""

    ledger: str
    model: str
    cases: int
    call_in_tokens: int
    call_out_tokens: int

    def order(self, task: str) -> api.Order:
        """Return what is asked for, as `words` say it to the command."""
        return api.Order(
            task,
            levels=_LEVELS,
            designs=tuple(str(DESIGNS / f"{task}-{who}.toml") for who in ("one-agent", "team")),
            cases=self.cases,
            dials="small",
            model=self.model,
            call_in_tokens=self.call_in_tokens,
            call_out_tokens=self.call_out_tokens,
            controls=True,
            control_margin=MARGIN,
        )

    def words(self, task: str) -> list[str]:
        """Return the command line."""
        order = self.order(task)
        named = {
            "--levels": ",".join(order.levels),
            "--cases": order.cases,
            "--dials": order.dials,
            "--model": order.model,
            "--call-in-tokens": order.call_in_tokens,
            "--call-out-tokens": order.call_out_tokens,
            "--control-margin": order.control_margin,
            "--max-connections": 1,
            "--ledger": self.ledger,
        }
        options = [word for name, value in named.items() for word in (name, str(value))]
        options += [word for design in order.designs for word in ("--design", design)]
        return ["bench", "run", task, "--controls", *options]


def main() -> None:
    """Run what is missing, and print the table."""
    words = argparse.ArgumentParser(
        prog="python -m benchmarks.three_levels", description="Run all levels and controls."
    )
    words.add_argument("--model", default="local", help="default: local, the embedded model")
    words.add_argument("--cases", type=int, default=8, metavar="N", help="of each piece of work (default: 8)")
    words.add_argument("--call-in-tokens", type=int, default=750, metavar="N", help="default: 750")
    words.add_argument("--call-out-tokens", type=int, default=24, metavar="N", help="default: 24")
    words.add_argument("--threads", type=int, default=2, metavar="N", help="of the embedded model (default: 2)")
    words.add_argument("--ledger", type=Path, default=Path("three_levels.db"), help="default: three_levels.db")
    words.add_argument("--write", type=Path, metavar="PAGE", help="put the table into this page, between its marks")
    args = words.parse_args()
    os.environ["TOPRUNG_LOCAL_THREADS"] = str(args.threads)
    sizes = Sizes(
        f"sqlite:///{args.ledger.resolve()}", args.model, args.cases, args.call_in_tokens, args.call_out_tokens
    )
    kills = args.ledger.with_suffix(".kills")
    views = [carried_out(task, sizes, kills) for task in SCENARIOS]
    text = told(views, sizes, kills)
    print(text)
    if args.write:
        write_between(args.write, "three levels", text)


def carried_out(task: str, sizes: Sizes, kills: Path) -> RunView:
    """Run what is missing of one piece of work, with a kill on the way, and return what is there then."""
    plan = api.make_plan(sizes.order(task), sizes.ledger)
    until = len(plan.trials) // _SHARE_BEFORE_KILL
    if task in KILLED_IN and _ended(plan, sizes) < until:
        _killed(task, plan, sizes, until)
        with kills.open("a", encoding="utf-8") as file:
            file.write(f"{task}: killed with {_ended(plan, sizes)} of {len(plan.trials)} trials ended\n")
    done = subprocess.run(_command(task, sizes), check=False, stdout=subprocess.DEVNULL)
    if done.returncode:
        sys.exit(f"the run of {task} ended with {done.returncode}; the same command goes on")
    return api.open_view(sizes.ledger, plan.id, checks=False)


def _killed(task: str, plan: Plan, sizes: Sizes, until: int) -> None:
    """Run until so many trials have ended, then let the command die without a word."""
    with subprocess.Popen(_command(task, sizes), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            while process.poll() is None and _ended(plan, sizes) < until:
                time.sleep(_LOOK_EVERY_S)
        finally:
            process.kill()


def _command(task: str, sizes: Sizes) -> list[str]:
    return [sys.executable, str(ROOT / "toprung.py"), *sizes.words(task)]


def _ended(plan: Plan, sizes: Sizes) -> int:
    """Count the trials that are in the ledger."""
    if not Path(sizes.ledger.removeprefix("sqlite:///")).exists():
        return 0
    with open_ledger(sizes.ledger) as ledger:
        return len(ledger.trial_lines(plan.id))


def told(views: Sequence[RunView], sizes: Sizes, kills: Path) -> str:
    """Write what came out as tables, with what they are and are not."""
    trials = [trial for view in views for trial in view.trials]
    wall_s = sum(trial.wall_s for trial in trials)
    killed = kills.read_text(encoding="utf-8").splitlines() if kills.exists() else []
    first = (
        f"**{_label(views)}** {sizes.cases} cases of each piece of work at *small*, {len(trials)} trials in "
        f"{wall_s / 60:.0f} minutes, {wall_s / max(len(trials), 1):.1f} s a trial on average, one after the other; a "
        f"call may send {sizes.call_in_tokens:,} tokens and bring back {sizes.call_out_tokens}. Killed on the way and "
        f"gone on with: {'; '.join(killed) or 'not'}. {machine(('xllamacpp',))}."
    )
    return "\n\n".join([first, *(_of_task(view) for view in views)])


def _label(views: Sequence[RunView]) -> str:
    kinds = {view.evidence for view in views}
    if kinds == {"embedded"}:
        return "A smoke test of the machinery with a model of 135 million parameters: it says nothing about AI."
    return f"Not the embedded model ({views[0].model}). {views[0].evidence_note}"


def _of_task(view: RunView) -> str:
    head = (
        "",
        "quality",
        "95 % interval",
        "tokens a trial",
        "times the team's",
        "s a trial",
        "done/limit/refused/infra",
    )
    rows = [_row(view, arm) for arm in view.arms]
    lines = [head, ["---"] * len(head), *rows]
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return f"### {view.task_title}\n\n{table}\n\n" + "\n\n".join(_verdict(team) for team in view.controls)


def _row(view: RunView, arm: Arm) -> tuple[str, ...]:
    low, high = arm.quality_low, arm.quality_high
    outcomes = "/".join(str(arm.outcomes[name]) for name in ("done", "limit", "refused", "infrastructure"))
    return (
        arm.id.removeprefix(f"{view.task}-"),
        "-" if arm.quality_mean is None else f"{arm.quality_mean:.2f}",
        "too few cases" if low is None or high is None else f"{low:.2f} to {high:.2f}",
        f"{(arm.input_tokens + arm.output_tokens) / max(arm.trials, 1):,.0f}",
        _times(view, arm),
        "-" if arm.wall_s_mean is None else f"{arm.wall_s_mean:.1f}",
        outcomes,
    )


def _times(view: RunView, arm: Arm) -> str:
    found = [one.tokens.ratio for team in view.controls for one in team.beside if one.arm == arm.id]
    return f"{found[0]:.2f}" if found and found[0] is not None else "-"


def _verdict(team: TeamVerdict) -> str:
    unmatched = [NAMES[one.kind] for one in team.beside if one.is_matched is False]
    said = f" Not matched: {', '.join(unmatched)}." if unmatched else ""
    return f"By rule (margin {team.margin:g}): ***{team.verdict}***: {MEANS[team.verdict]}; {team.why}.{said}"


if __name__ == "__main__":
    main()
