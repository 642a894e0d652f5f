"""Whose work the work of each agent of a team may have waited for: what the critical path may go back to."""

from collections import defaultdict
from collections.abc import Callable, Mapping

from harness.plan.design import Design, Gate
from harness.plan.flow import all_before, works_again
from harness.plan.level import Level

MayFollow = Callable[[str, str], bool]
"""Says whether work of the first agent may have waited for work of the second."""


def may_follow(design: Design) -> MayFollow:
    """Return the rule of a design; an agent that it does not know (of a control, of a framework) may follow all.

    Everybody may have waited for themselves. The coordinator waits for all; whoever checks at a gate is between the
    agent whose work is checked and those that wait for it, and what comes back at a gate follows on the check.
    """
    if design.level is not Level.ORCHESTRATION:
        return lambda _later, _earlier: True
    before = _before(design)
    last = design.coordinator.agent if design.coordinator else ""

    def rule(later: str, earlier: str) -> bool:
        return later in {earlier, last} or later not in before or earlier not in before or earlier in before[later]

    return rule


def _before(design: Design) -> Mapping[str, set[str]]:
    before: defaultdict[str, set[str]] = defaultdict(set)
    for agent in design.agent:
        before[agent.name] |= all_before(design, agent.name)
    for gate in design.gate:
        _through(gate, before, {agent.name for agent in works_again(design, gate)})
    return before


def _through(gate: Gate, before: Mapping[str, set[str]], way_back: set[str]) -> None:
    """Add what a gate lets follow: the checker after the checked, the others after the checker, and the way back."""
    kind, _, checker = gate.check.partition(":")
    if kind == "agent":
        for earlier in before.values():
            if gate.after in earlier:
                earlier.add(checker)
        before[checker].update(before[gate.after], {gate.after})
        before[gate.after].add(checker)
    for name in way_back:
        before[name].update(before[gate.after], {gate.after})
