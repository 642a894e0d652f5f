"""Carries out one trial of a control."""

from dataclasses import replace

from harness.errors import SourceLost
from harness.messages import Usage
from harness.orchestrators.native.controls.account import Account
from harness.orchestrators.native.controls.best_of_n import best_of_n
from harness.orchestrators.native.controls.looking_again import check_once, go_on
from harness.plan.control import Control
from harness.plan.job import Desk, Job


class Controls:
    """One agent at work that may use what a team has used on the same case."""

    name = "native"

    def __init__(self, control: Control) -> None:
        self._control = control

    async def carry_out(self, job: Job, desk: Desk) -> None:
        """Do the work and hand it in. Raises SourceLost where the team's trial has nothing to match."""
        control, began = self._control, job.clock()
        if control.allowance.missing:
            raise SourceLost(control.allowance.missing)
        by_money = control.kind == "best of n" and _money_counts(control)
        account = Account(job.ask, control.allowance, control.price, by_money=by_money)
        job = replace(job, ask=account.ask)
        if control.kind == "self-check":
            done = await check_once(job, desk, account)
        elif control.kind == "same tokens":
            done = await go_on(job, desk, account)
        else:
            done = await best_of_n(job, desk, account, control.team)
        used = f"{account.tokens:,} tokens used, the team used {control.allowance.tokens:,}"
        job.note_span("control", control.kind, job.design.agent[0].name, began, f"{done}; {used}")


def _money_counts(control: Control) -> bool:
    """Say whether money can be matched: the team's is known and not nothing, and so is this model's price."""
    return bool(control.allowance.nano_usd and control.price(Usage(input=1000, output=1000)))
