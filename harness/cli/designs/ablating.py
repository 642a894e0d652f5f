"""The subcommand that says what each part of a design is worth: it runs the design without, and compares."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, replace

from harness import api
from harness.api.ablating.rows import AblationView, MinutesWorth, PartWorth
from harness.api.figures import TimesAsMuch
from harness.cli.ordering import cases_of, warnings_about, words_of
from harness.cli.text import count, share, table
from harness.cli.working import carry_on
from harness.errors import BadPlan
from tasks_bank.catalog import task_folders

_HEAD = (
    "part",
    "with",
    "without",
    "worth",
    "95 % interval",
    "verdict",
    "money",
    "tokens",
    "working time",
    "a person's minutes",
    "evidence",
)


def ablate(args: argparse.Namespace) -> int:
    """Run a design beside itself without each part, then say what each is worth; or say it again of a run."""
    if not args.design:
        if args.task in task_folders():
            raise BadPlan(f"say which design of task '{args.task}' is to be taken apart, with --design")
        show_ablation(args, args.task)
        return 0
    order = replace(cases_of(args), designs=(args.design,), over=words_of(args.over))
    if not order.over:
        raise BadPlan(
            "--over names no part; name context sources, agent:NAME, gate:AFTER, sources, agents, gates or all"
        )
    made = api.make_plan(order, args.ledger)
    if not args.json:
        for line in warnings_about(made):
            print(line)
    return carry_on(args, made, len(made.trials), show_ablation)


def show_ablation(args: argparse.Namespace, run: str) -> None:
    """Print what the parts are worth as a table with a sentence each, or all of it as JSON."""
    view = api.open_ablation(args.ledger, run)
    if args.json:
        print(json.dumps(asdict(view), indent=2))
        return
    print(f"\nrun {view.run}: what the parts of {view.design_name} are worth")
    print(f"{view.task}, {count(len(view.seeds), 'case')} ({view.dials}), {view.model}. {view.evidence_note}")
    if view.is_smoke_test:
        print("This is a smoke test: no figure below says anything about what AI can do with these parts.")
    print(f"\n{table(_HEAD, [_row(view, part) for part in view.parts])}\n")
    for line in _sentences(view):
        print(line)


def _row(view: AblationView, worth: PartWorth) -> tuple[str, ...]:
    pair = worth.comparison
    interval = "too few cases" if pair.low is None else f"{pair.low:+.2f} to {pair.high:+.2f}"
    return (
        worth.part,
        share(worth.quality_with),
        share(worth.quality_without),
        "-" if pair.difference is None else f"{pair.difference:+.2f}",
        interval,
        worth.verdict,
        _times(pair.cost),
        _times(pair.tokens),
        _times(pair.time),
        _minutes(worth.human_min),
        view.evidence,
    )


def _sentences(view: AblationView) -> Iterator[str]:
    """Say what the table does not: each part in words, what went with it, what stayed in, what is not measured."""
    for worth in view.parts:
        yield f"{worth.in_words} ({worth.comparison.why})"
        if worth.goes_with and ":" in worth.part:
            yield f"  with {worth.part} went {', '.join(worth.goes_with)}"
        elif worth.goes_with:
            yield f"  with {worth.part} went the tool {', '.join(worth.goes_with)}, another way to the same"
        if worth.comparison.left_out:
            yield f"  {count(worth.comparison.left_out, 'case')} left out, for want of a pair"
    for kept in view.kept:
        yield f"{kept.part} stayed in: {kept.why}"
    if len(view.seeds) < view.cases_needed:
        yield (
            f"too few cases for a verdict on {count(len(view.parts), 'part')}: {len(view.seeds)}; "
            f"it takes at least {view.cases_needed} (--cases {view.cases_needed})"
        )
    yield "worth: quality with the part less quality without it; money, tokens, time: how many times as much with it"
    if any(pair.ratio is None for worth in view.parts for pair in (worth.comparison.cost, worth.comparison.tokens)):
        yield "a dash: nothing was taken or charged, or nobody knows how much"
    yield view.human_min_note
    if assumed := sorted({about for worth in view.parts if worth.human_min for about in worth.human_min.assumed}):
        yield f"  nobody has measured: {'; '.join(assumed)}"
    yield f"finished {view.finished} of {count(view.planned, 'trial')}; {view.left_out} left out"
    yield f"each trial: toprung bench show {view.run}"


def _minutes(worth: MinutesWorth | None) -> str:
    """Write by how many minutes a job takes a person longer with the part."""
    if worth is None:
        return "not known"
    interval = "" if worth.low is None else f" ({worth.low:+.1f} to {worth.high:+.1f})"
    return f"{worth.difference:+.1f}{interval}"


def _times(amount: TimesAsMuch) -> str:
    """Write how many times as much it takes with the part; what is not known is never written as nothing."""
    if amount.ratio is None:
        return "-"
    interval = "" if amount.low is None else f" ({amount.low:.2f} to {amount.high:.2f})"
    return f"{amount.ratio:.2f}{interval}"
