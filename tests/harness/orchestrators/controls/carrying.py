"""Runs one trial of a control with a made-up model."""

from dataclasses import dataclass, replace

import pytest

from harness.context.registry import tools_of
from harness.messages import Sampling
from harness.orchestrators.native.controls.orchestrator import Controls
from harness.plan.control import Allowance, Control, ControlKind
from harness.plan.design import Design
from harness.plan.job import Desk, Job
from tests.harness import fakes
from tests.harness.fakes import FakeProvider, Tried, attempt, design, reference

CLERK = """
[[agent]]
name = "clerk"
role = "a clerk"
reads = ["brief"]
writes = ["lines"]
"""
TABLES = CLERK.replace('writes = ["lines"]', 'writes = ["lines", "totals"]\ntogether = false')
EACH_CALL = 15
"""Tokens of a call, as `fakes.reply` says."""


@dataclass(frozen=True)
class _Native:
    """Controls with the team's tools at hand, as a run gives them."""

    control: Control
    name: str = "native"

    async def carry_out(self, job: Job, desk: Desk) -> None:
        await Controls(self.control).carry_out(replace(job, tools={**job.tools, **tools_of(self.control.team)}), desk)


def carry_out(
    monkeypatch: pytest.MonkeyPatch,
    kind: ControlKind,
    provider: FakeProvider,
    allowance: Allowance,
    *,
    made: Design | None = None,
    price: int | None = 0,
    has_gate: bool = True,
) -> Tried:
    """Let the one agent work within what the team used; a call costs `price` a token."""
    one, team = made or design("context", CLERK), reference("orchestration")
    control = Control(
        kind,
        team if has_gate else team.model_copy(update={"gate": ()}),
        allowance,
        lambda usage: None if price is None else price * usage.total,
    )
    monkeypatch.setattr(fakes, "make_orchestrator", lambda _: _Native(control))
    return attempt(one, provider, sampling=Sampling(temperature=0.7))
