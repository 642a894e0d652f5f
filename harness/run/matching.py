"""What teams' trials have used, for the controls that may use as much: each waits for its team's trial of the case.

A plan lists a team before its controls, and trials are begun in that order: whoever waits here waits for somebody who
is at work already, however few places there are.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import cast

from harness.messages import Usage
from harness.meter.line import Places
from harness.plan.benchmark import Plan, PlannedTrial
from harness.plan.control import Allowance, Control, ControlKind
from harness.store.ledger import Ledger
from harness.store.records import CallTotals

_Key = tuple[str, int, int]
"""Arm, case and epoch."""


def control_of(
    plan: Plan, planned: PlannedTrial, allowance: Allowance, price: Callable[[Usage], int | None]
) -> Control:
    """Return what a trial of a control is given beside its job."""
    team = next(arm.design for arm in plan.arms if arm.id == planned.arm.of)
    return Control(cast("ControlKind", planned.arm.kind), team, allowance, price)


class Matching:
    """What each team's trial has used, from when it is committed on."""

    def __init__(self, plan: Plan, before: Mapping[_Key, Allowance], places: Places) -> None:
        self._places = places
        self._used: dict[_Key, asyncio.Future[Allowance]] = {}
        loop = asyncio.get_running_loop()
        for team in plan.teams:
            for seed in plan.seeds:
                for epoch in range(1, plan.epochs + 1):
                    self._used[team.id, seed, epoch] = loop.create_future()
        for key, allowance in before.items():
            self._used[key].set_result(allowance)

    async def allowance(self, planned: PlannedTrial) -> Allowance | None:
        """Return what a control may use, as soon as that is known; None for a trial that is none."""
        if not planned.arm.is_control:
            return None
        used = self._used[planned.arm.of, planned.seed, planned.epoch]
        if not used.done():
            self._places.lend()
            try:
                await asyncio.wait((used,))
            finally:
                self._places.take_back()
        return used.result()

    def ended(self, planned: PlannedTrial, outcome: str, why: str, tokens: int, nano_usd: int | None) -> None:
        """Note what a trial has used; only those of teams are asked for."""
        used = self._used.get((planned.arm.id, planned.seed, planned.epoch))
        if used is not None:
            used.set_result(_allowance(planned.arm.id, outcome, why, tokens, nano_usd))


def used_before(plan: Plan, ledger: Ledger) -> dict[_Key, Allowance]:
    """Return what teams' trials have used that ended earlier, from the ledger. Infrastructure is tried again."""
    teams = {arm.id for arm in plan.teams}
    if not teams:
        return {}
    totals = ledger.call_totals(plan.id)
    nothing = CallTotals(0, Usage(), 0, ())
    found = {}
    for line in ledger.trial_lines(plan.id):
        if line.arm in teams and line.outcome != "infrastructure":
            used = totals.get((line.id, line.attempt), nothing)
            found[line.arm, line.seed, line.epoch] = _allowance(
                line.arm, line.outcome, line.why, used.usage.total, used.nano_usd
            )
    return found


def _allowance(arm: str, outcome: str, why: str, tokens: int, nano_usd: int | None) -> Allowance:
    if outcome == "infrastructure":
        return Allowance(missing=f"the trial of {arm} that it is matched with was left out: {why}")
    return Allowance(tokens, nano_usd)
