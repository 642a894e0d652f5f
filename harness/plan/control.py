"""Controls: what a team is held against so that it is not praised for what anybody does who may spend as much.

Each lets one agent, as a design at CONTEXT has it, do the team's cases. What the team's own trial of a case has used is
what its control may use on that case. Self-Refine (Madaan et al. 2023) and self-consistency (Wang et al. 2023) are
where the field has the first two from; Kapoor et al. 2024, "AI Agents That Matter", why they belong in every table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from harness.messages import Usage
from harness.plan.design import Design

ControlKind = Literal["same tokens", "best of n", "self-check"]
"""``same tokens``: the agent goes on improving its work until it has used as many tokens as the team. ``best of n``: as
many independent attempts as the team's money pays for, and a choice among them. ``self-check``: one further look."""
CONTROLS: tuple[ControlKind, ...] = get_args(ControlKind)
MATCHED: tuple[ControlKind, ...] = ("same tokens", "best of n")
"""Those that are to use what the team used; a self-check takes what it takes."""
WARM = 0.7
"""The temperature of *best of n* where the run's own is 0: at 0 all its attempts would be one."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the team's trial of the same case and epoch used: what its control may use."""

    tokens: int = 0
    nano_usd: int | None = None
    """None where a price is unknown."""
    missing: str = ""
    """Why there is nothing to match, where that trial came to nothing through no fault of its own."""


@dataclass(frozen=True, slots=True)
class Control:
    """What one trial of a control is given beside its job."""

    kind: ControlKind
    team: Design
    """Whose spending is matched; its gates that are code may choose among attempts."""
    allowance: Allowance
    price: Callable[[Usage], int | None]
    """What the tokens of one call cost, in nano-dollars; None where that is unknown."""
