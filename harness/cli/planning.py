"""The subcommand that says what a run would do, what it could show, and what it would cost."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict

from harness import api
from harness.cli.ordering import order_of, warnings_about
from harness.cli.text import count, money

_CENT_PERCENT = 100


def plan(args: argparse.Namespace) -> int:
    """Say what a run would do, and what it could and could not show."""
    made = api.make_plan(order_of(args), args.ledger)
    promised = api.promise(made)
    size = api.size_up(made, api.Wish(args.detect, args.power, args.spread, args.limit_usd), args.ledger)
    if args.json:
        row = asdict(promised) | {"detectable": size.detectable, "verdict_possible": promised.verdict_possible}
        print(json.dumps({"run": made.id, **row, "size": asdict(size)}, indent=2))
        return 0
    trials, cases = count(promised.trials, "trial"), count(promised.cases, "case")
    print(f"run {made.id}: {trials}, {cases} x {made.epochs} x {count(len(made.arms), 'row')}")
    for arm in made.arms:
        print(f"  {arm.id}  ({arm.design.level}, {arm.design.id}, {api.asked_in_words(arm)})")
    for line in (
        *_finds(size, promised.cases),
        *_costs(size, promised.cases, has_controls=bool(promised.teams)),
        *warnings_about(made),
    ):
        print(line)
    return 0


def _finds(size: api.Size, cases: int) -> Iterator[str]:
    """Say which difference the plan finds, and how many cases the one that is wished for takes."""
    how = (
        f"{size.power * _CENT_PERCENT:g} times in 100, adjusted for {count(size.comparisons, 'comparison')}, "
        f"if differences vary by {size.spread:.2f} from case to case ({size.spread_source})"
    )
    if size.detectable is not None:
        yield f"{count(cases, 'case')} find a true difference of {size.detectable:.2f} in quality {how}"
    if size.detect is not None and size.cases_for_detect is not None:
        needed = count(size.cases_for_detect, "case")
        often = how if size.detectable is None else "as often"
        yield f"a true difference of {size.detect:g} in quality takes {needed} to be found {often}"


def _costs(size: api.Size, cases: int, *, has_controls: bool) -> Iterator[str]:
    """Say what that costs, row by row and in all; only with controls, a difference asked for, or a limit."""
    if size.detect is None and size.limit_usd is None and not has_controls:
        return
    yield "a trial takes:"
    for one in size.each:
        yield f"  {one.arm}: {_amount(one.nano_usd, one.tokens)} ({one.source})"
    yield f"judge: {size.judge}"
    for many in dict.fromkeys((size.cases_for_detect or cases, cases)):
        yield f"{count(many, 'case')} with all rows and repeats: {_for_cases(size, many)}"
    if size.limit_usd is None:
        return
    if size.cases_for_limit is None:
        why = "nothing is charged" if size.nano_usd_a_case == 0 else "what a case costs is not known"
        yield f"${size.limit_usd:g}: {why}, so this limit says nothing about the number of cases"
        return
    finds = "which can reach no verdict"
    if size.detectable_for_limit is not None:
        finds = f"which find a true difference of {size.detectable_for_limit:.2f}"
    yield f"${size.limit_usd:g} pay for {count(size.cases_for_limit, 'case')}, {finds}"


def _for_cases(size: api.Size, many: int) -> str:
    nano_usd, tokens = size.nano_usd_a_case, size.tokens_a_case
    return _amount(None if nano_usd is None else many * nano_usd, None if tokens is None else many * tokens)


def _amount(nano_usd: int | None, tokens: int | None) -> str:
    """Write money and tokens; what is not known is said to be so."""
    price = "money unknown" if nano_usd is None else money(nano_usd)
    return f"{price}, {'tokens unknown' if tokens is None else f'{tokens:,} tokens'}"
