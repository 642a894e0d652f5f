"""Hours, defects and money a year, with intervals: plain maths over what is given.

A step is worth: jobs a year x the share of the team that takes it x what a job differs by. Jobs are typed and taken as
they are. Half widths of 95 % intervals stand for uncertainty:

- share times difference: the variance of a product of two independent numbers (Goodman 1960, Journal of the American
  Statistical Association 55, 708-713), s²H(d)² + d²H(s)² + H(s)²H(d)²/1.96²;
- different runs have their own cases, so their half widths add in squares; work that names the same run shares its
  difference, so its jobs are added up first;
- steps from different ways of using AI share the team and the higher design, and hours and models' money share the
  run, so their half widths are simply added: the interval is rather too wide than too narrow.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from harness.api.comparing.measures import Measure
from harness.plan.level import Level
from reports.kinds.business_case.rows import Amount, Case, Group, Measured, Said, Work

MONTHS = 12
MINUTES = 60
_SURE = 1.96
LADDER = tuple(Level)


@dataclass(frozen=True, slots=True)
class Counted:
    """One step of one piece of work, and whether it is counted."""

    work: Work
    left: Level
    """The way of using AI that is left."""
    share: Amount
    """Of the team that works that way now."""
    why_not: str
    """Why it is not counted; empty where it is."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a year is worth once the step is taken."""

    hours: Amount
    """Of people, that become free; below 0 it takes more."""
    defects: Amount | None
    """Fewer jobs that go out with a defect; below 0 there are more. None where it was not measured."""
    money: Amount | None
    """Hours at their cost less what models cost more; None where that cannot be told."""
    why_no_money: str


def below(said: Said) -> tuple[Level, ...]:
    """Return the ways of using AI that lie under the one that the case is about."""
    return LADDER[: LADDER.index(said.target)]


def share_at(group: Group, use: Level) -> Amount:
    """Return the share of a team that uses AI in one way; levels of literacy are added up with their half widths."""
    own = [one.share for one in group.levels if one.use is use]
    middle, half = math.fsum(share.value for share in own), math.fsum(map(_half, own))
    return Amount(middle, max(0.0, middle - half), min(1.0, middle + half))


def steps(case: Case) -> list[Counted]:
    """Return every step of every piece of work, and why it is not counted where it is not."""
    said, group = case.said, case.group
    if said is None or group is None:
        return []
    return [
        Counted(work, left, share_at(group, left), why_not(work, left))
        for work in case.works
        for left in below(said)
        if share_at(group, left).value > 0
    ]


def worth(said: Said, counted: Sequence[Counted]) -> Worth | None:
    """Add up a year; None where no step counts."""
    own = [one for one in counted if not one.why_not]
    if not own:
        return None
    hours = _year(said, own, "human minutes", -1 / MINUTES)
    assert hours is not None, "a step counts only where its minutes were measured"
    models = _year(said, own, "money", 1.0)
    money, why_no_money = _money(said, hours, models)
    return Worth(hours, _year(said, own, "defects shipped", -1 / 100), money, why_no_money)


def why_not(work: Work, left: Level) -> str:
    """Say why a step is not counted."""
    run = work.measured
    if run is None:
        return f"not measured: {work.why_not}"
    if run.evidence != "real":
        return f"the run is no evidence about AI: {run.evidence_note}"
    if run.has_faults:
        return "faults were put into the run on purpose"
    step = run.steps.get(left)
    if step is None or step.why_not or "human minutes" not in step.pairs:
        return f"not measured: {step.why_not if step and step.why_not else 'the run did not hold the two apart'}"
    unresolved = [name for name in ("quality", "human minutes") if step.pairs[name].verdict == "not resolved"]
    if unresolved:
        return f"the run has not resolved the difference in {' and in '.join(unresolved)}"
    return "" if step.pairs["human minutes"].low is not None else "not measured: too few cases for an interval"


def _year(said: Said, own: Iterable[Counted], measure: Measure, each: float) -> Amount | None:
    """Add up a measure over a year of jobs, each unit of it counting as so much; None where a step has none of it."""
    of_step: defaultdict[Level, dict[str, tuple[float, Amount]]] = defaultdict(dict)
    shares: dict[Level, Amount] = {}
    for one in own:
        difference = _difference(one.work.measured, one.left, measure)
        if difference is None or one.work.measured is None:
            return None
        jobs = of_step[one.left].get(one.work.measured.run, (0.0, difference))[0]
        more = MONTHS * one.work.times_a_month * said.reached_percent / 100
        of_step[one.left][one.work.measured.run] = (jobs + more, difference)
        shares[one.left] = one.share
    parts = [_product(shares[left], _over_runs(runs, each)) for left, runs in of_step.items()]
    return _around(math.fsum(part.value for part in parts), math.fsum(map(_half, parts)))


def _difference(run: Measured | None, left: Level, measure: Measure) -> Amount | None:
    pair = run.steps[left].pairs.get(measure) if run else None
    if pair is None or pair.difference is None or pair.low is None or pair.high is None:
        return None
    return Amount(pair.difference, pair.low, pair.high)


def _over_runs(runs: Mapping[str, tuple[float, Amount]], each: float) -> Amount:
    """Add up runs with cases of their own: jobs times what a job differs by."""
    middle = math.fsum(jobs * each * by.value for jobs, by in runs.values())
    return _around(middle, math.hypot(*(jobs * each * _half(by) for jobs, by in runs.values())))


def _product(share: Amount, by: Amount) -> Amount:
    sides = (share.value * _half(by), by.value * _half(share), _half(share) * _half(by) / _SURE)
    return _around(share.value * by.value, math.hypot(*sides))


def _money(said: Said, hours: Amount, models: Amount | None) -> tuple[Amount | None, str]:
    """Return what the hours cost less what models cost more, and why it cannot be told."""
    if models is None:
        return None, "what the models cost is not known for every task that counts"
    is_free = models == Amount(0, 0, 0)
    if said.per_dollar is None and not is_free:
        return None, f"models are paid in dollars, and nobody has said what a dollar costs in {said.currency}"
    rate = said.per_dollar or 0.0
    value = said.hour_cost * hours.value - rate * models.value
    return _around(value, said.hour_cost * _half(hours) + rate * _half(models)), ""


def _half(amount: Amount) -> float:
    """Return the longer side of an interval."""
    return max(amount.high - amount.value, amount.value - amount.low)


def _around(middle: float, half: float) -> Amount:
    return Amount(middle, middle - half, middle + half)
