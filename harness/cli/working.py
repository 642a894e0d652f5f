"""The subcommands that do something: run, resume, regrade."""

import argparse
import json
import math
import sys
from collections.abc import Callable
from dataclasses import asdict

from harness import api
from harness.cli.looking import show_run
from harness.cli.ordering import order_of, warnings_about
from harness.cli.progress import Progress
from harness.cli.text import count, money
from harness.errors import INTERRUPTED, SOME_LEFT_OUT, BadPlan
from harness.messages import Timeouts
from harness.meter.budget import Limits
from harness.plan.benchmark import Plan


def run(args: argparse.Namespace) -> int:
    """Run what is missing of a plan, then show the run."""
    made = api.make_plan(order_of(args), args.ledger)
    if not args.json:
        for line in warnings_about(made):
            print(line)
    return carry_on(args, made, len(made.trials))


def resume(args: argparse.Namespace) -> int:
    """Go on with a run of the ledger."""
    return carry_on(args, None, api.open_view(args.ledger, args.run).planned)


def regrade(args: argparse.Namespace) -> int:
    """Mark a run's answers again."""
    if args.judge:
        return _judge(args)
    done = api.regrade(args.ledger, args.run)
    if args.json:
        print(json.dumps(asdict(done), indent=2))
    else:
        print(f"run {done.run_id}: {done.marked} answers marked again by {done.grader}; {done.changed} scores changed")
    return 0


def _judge(args: argparse.Namespace) -> int:
    """Have a run's answers judged; the exit code says when a limit left some out."""
    order = api.JudgeOrder(args.judge, args.base_url, args.api_key_env, _most(args), _timeouts(args), _limits(args))
    done = api.judge_run(args.ledger, args.run, order)
    if args.json:
        print(json.dumps(asdict(done), indent=2))
        return SOME_LEFT_OUT if done.left else 0
    spent = done.spent
    print(
        f"run {done.run_id}: {count(done.judged, 'answer')} judged by {done.judge}, {done.before} had been before; "
        f"{done.changed} scores changed\n"
        f"the judge took {count(spent.calls, 'call')}, {spent.input_tokens:,} tokens in, {spent.output_tokens:,} out, "
        f"{money(spent.nano_usd)}: no part of what the designs cost"
    )
    if done.evidence != "real":
        print(f"note: {done.judge} is a stand-in ({done.evidence}); its verdicts say nothing about the texts")
    if done.left:
        print(
            f"toprung: a limit is used up and {count(done.left, 'answer')} left; the same command with a higher one "
            "goes on",
            file=sys.stderr,
        )
    return SOME_LEFT_OUT if done.left else 0


def _most(args: argparse.Namespace) -> int:
    if args.max_connections < 1:
        raise BadPlan(f"--max-connections is {args.max_connections}; at least one is needed")
    return int(args.max_connections)


def _timeouts(args: argparse.Namespace) -> Timeouts:
    return Timeouts(args.connect_timeout_s, args.first_token_timeout_s, args.timeout_s)


def carry_on(
    args: argparse.Namespace,
    made: Plan | None,
    planned: int,
    show: Callable[[argparse.Namespace, str], None] = show_run,
) -> int:
    """Run what is missing of a plan, or of the run that is named; then show it, and say what is left to do."""
    settings = api.Settings(args.ledger, _most(args), args.api_key_env, _timeouts(args), _limits(args))
    with Progress(planned, quiet=args.json) as progress:
        done = api.run(made, settings, progress) if made else api.resume(args.run, settings, progress)
    show(args, done.run_id)
    if done.stopped:
        print(
            f"toprung: stopped; go on with: toprung bench resume {done.run_id} --ledger {args.ledger}", file=sys.stderr
        )
        return INTERRUPTED
    if done.limit:
        print(
            f"toprung: the run's limit of {done.limit} is used up; go on with a higher one: "
            f"toprung bench resume {done.run_id} --ledger {args.ledger}",
            file=sys.stderr,
        )
        return SOME_LEFT_OUT
    if done.left_out:
        print(
            f"toprung: {done.left_out} of {done.planned} trials were left out by infrastructure failures; "
            f"try them again with: toprung bench resume {done.run_id} --ledger {args.ledger}",
            file=sys.stderr,
        )
    if done.unmarked:
        print(
            f"toprung: {count(done.unmarked, 'answer')} could not be marked: {done.unmarked_why}; mend the marker, "
            f"then: toprung bench regrade {done.run_id} --ledger {args.ledger}",
            file=sys.stderr,
        )
    return SOME_LEFT_OUT if done.left_out or done.unmarked else 0


def _limits(args: argparse.Namespace) -> Limits:
    """Return what this command may use up."""
    given = {
        "--limit-usd": args.limit_usd,
        "--limit-tokens": args.limit_tokens,
        "--limit-calls": args.limit_calls,
        "--limit-wall-s": args.limit_wall_s,
        "--limit-working-s": args.limit_working_s,
        "--connect-timeout-s": args.connect_timeout_s,
        "--first-token-timeout-s": args.first_token_timeout_s,
        "--timeout-s": args.timeout_s,
    }
    for option, value in given.items():
        if value is not None and not (value > 0 and math.isfinite(value)):
            raise BadPlan(f"{option} is {value:g}; it has to be more than 0")
    if args.limit_retries is not None and args.limit_retries < 0:
        raise BadPlan(f"--limit-retries is {args.limit_retries}; 0 allows no repeat")
    return Limits(
        nano_usd=None if args.limit_usd is None else round(args.limit_usd * 1_000_000_000),
        tokens=args.limit_tokens,
        calls=args.limit_calls,
        retries=args.limit_retries,
        wall_s=args.limit_wall_s,
        working_s=args.limit_working_s,
    )
