"""What `plan` and `run` share: the order as the command line gives it, and what to say before anything is spent."""

import argparse
from dataclasses import replace

from harness import api
from harness.cli.text import count
from harness.plan.at_run.faults import faults_note
from harness.plan.benchmark import Plan
from harness.plan.level import Level


def order_of(args: argparse.Namespace) -> api.Order:
    """Read the order from the command line."""
    levels = args.levels
    if levels is None:
        levels = "" if args.design else ",".join(Level)
    return replace(
        cases_of(args),
        levels=words_of(levels),
        designs=tuple(args.design),
        controls=args.controls,
        control_design=args.control_design or "",
        control_margin=args.control_margin,
        faults=tuple(args.fault),
    )


def cases_of(args: argparse.Namespace) -> api.Order:
    """Read from the command line what an order says beside its designs: the cases, the model, the limits of a call."""
    return api.Order(
        task=args.task,
        levels=(),
        cases=args.cases,
        seed=args.seed,
        dials=args.dials,
        epochs=args.epochs,
        model=args.model,
        base_url=args.base_url,
        api=args.api,
        api_key_env=args.api_key_env,
        orchestrator=args.orchestrator,
        temperature=args.temperature,
        cache=args.cache,
        call_in_tokens=args.call_in_tokens,
        call_out_tokens=args.call_out_tokens,
    )


def words_of(text: str) -> tuple[str, ...]:
    """Read words with commas between."""
    return tuple(word.strip() for word in text.split(",") if word.strip())


def warnings_about(made: Plan) -> list[str]:
    """Say before anything is spent what the run cannot show."""
    promised = api.promise(made)
    said = [f"note: {note[0].lower()}{note[1:]}"] if (note := faults_note(made.faults)) else []
    if promised.comparisons and not promised.verdict_possible:
        said.append(
            f"note: too few cases for a verdict on {count(promised.comparisons, 'comparison')}: {promised.cases}; "
            f"at least {promised.cases_needed} are needed (--cases {promised.cases_needed})"
        )
    if promised.cases < promised.controls_cases_needed:
        said.append(
            f"note: too few cases to judge {count(promised.teams, 'team')} beside its controls: {promised.cases}; "
            f"at least {promised.controls_cases_needed} are needed (--cases {promised.controls_cases_needed})"
        )
    if promised.teams and made.sampling.temperature is None:
        said.append("note: this service takes no temperature and no seed; attempts differ only as it answers by itself")
    said += [f"note: {advice}" for advice in api.advice_on(made)]
    if made.epochs > 1 and made.sampling.temperature == 0:
        said.append("note: at temperature 0 repeats give the same answer again; add for example --temperature 0.7")
    if not promised.price_known:
        said.append("note: the price of this model is not known, so money is not counted ($TOPRUNG_HOME/prices.toml)")
    return said
