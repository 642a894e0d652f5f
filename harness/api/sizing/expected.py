"""What one trial of each row of a plan is expected to take: as in earlier runs, else the most that a design allows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from harness.api.arms import Entry
from harness.messages import Usage
from harness.meter.prices import PriceTable, read_prices
from harness.plan.benchmark import Plan, PlannedArm
from harness.plan.level import Level
from harness.store.records import CallTotals

_Who = tuple[str, str, str]
"""Design, provider and model."""
Done = tuple[PlannedArm, Sequence[Entry]]
"""A row of an earlier run and its trials."""
_NOBODY = "not known: no earlier run here, and the design has no [budget] of calls or tokens; a run of one case tells"


@dataclass(frozen=True, slots=True)
class EachTrial:
    """What one trial of a row is expected to take."""

    arm: str
    nano_usd: int | None
    """None where the price or the amount is not known."""
    tokens: int | None
    source: str


def each_trial(plan: Plan, earlier: Sequence[Sequence[Done]]) -> tuple[EachTrial, ...]:
    """Say what a trial of each row takes. `earlier`: the rows of comparable runs, run by run."""
    totals: defaultdict[_Who, list[CallTotals]] = defaultdict(list)
    for run in earlier:
        for arm, entries in run:
            ended = [entry.totals for entry in entries if entry.trial.outcome != "infrastructure"]
            totals[_who(arm)] += ended
    prices = read_prices(plan.base_url)
    found = {arm.id: _expected(plan, arm, totals[_who(arm)], prices) for arm in plan.arms if not arm.is_control}
    return tuple(_of_control(plan, arm, found) if arm.is_control else found[arm.id] for arm in plan.arms)


def _who(arm: PlannedArm) -> _Who:
    return arm.design.id, arm.provider, arm.model


def _of_control(plan: Plan, arm: PlannedArm, found: Mapping[str, EachTrial]) -> EachTrial:
    """Say what a control takes: what its team takes, or for a self-check twice what the one agent does."""
    if arm.kind == "self-check":
        one = found[next(other.id for other in plan.designs if other.design == arm.design)]
        twice = EachTrial(arm.id, _twice(one.nano_usd), _twice(one.tokens), f"twice {one.arm}: {one.source}")
        return replace(twice, source=one.source) if one.tokens is None else twice
    team = found[arm.of]
    return replace(team, arm=arm.id, source=f"as much as {team.arm}: {team.source}" if team.tokens else team.source)


def _twice(amount: int | None) -> int | None:
    return None if amount is None else 2 * amount


def _expected(plan: Plan, arm: PlannedArm, done: Sequence[CallTotals], prices: PriceTable) -> EachTrial:
    if arm.kind == "tools only":
        return EachTrial(arm.id, 0, 0, "no model is asked")
    if done:
        known = [totals.nano_usd for totals in done if totals.nano_usd is not None]
        nano_usd = round(sum(known) / len(done)) if len(known) == len(done) else None
        tokens = round(sum(totals.usage.total for totals in done) / len(done))
        return EachTrial(arm.id, nano_usd, tokens, f"mean of {len(done):,} earlier trials")
    worst = _worst(plan, arm)
    if worst is None:
        return EachTrial(arm.id, 0 if plan.evidence != "real" else None, None, _NOBODY)
    calls, usage = worst
    nano_usd = prices.nano_usd(f"{arm.provider}/{arm.model}", plan.evidence, usage)
    limit = arm.design.budget.usd
    source = "the worst that the design allows"
    if nano_usd is not None:
        nano_usd *= calls
        nano_usd = nano_usd if limit is None else min(nano_usd, round(limit * 1_000_000_000))
    return EachTrial(arm.id, nano_usd, calls * usage.total, source)


def _worst(plan: Plan, arm: PlannedArm) -> tuple[int, Usage] | None:
    """Return the most calls of a trial and what each may use, by the design's allowances and budget.

    Prompting asks once and as often again as it may follow up; how often an agent with tools asks is limited by the
    budget alone. What a call sends is limited by the run, or by what the design may paste and bring in.
    """
    design, sampling = arm.design, plan.sampling
    back = min(design.allowance.max_output_tokens, sampling.call_out_tokens or design.allowance.max_output_tokens)
    calls = 1 + design.allowance.follow_ups if design.level is Level.PROMPTING else design.budget.calls
    if calls is None:
        # A budget of tokens alone: all of it in one sum, the dearer tokens first.
        return None if design.budget.tokens is None else (1, Usage(output=design.budget.tokens))
    brought = sum(source.budget_tokens for source in design.context.values())
    send = sampling.call_in_tokens or design.allowance.paste_tokens + brought
    return calls, Usage(input=send, output=back)
