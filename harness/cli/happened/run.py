"""Clocks and signs of failure of a run as lines for a terminal."""

from collections.abc import Iterator

from harness.api.happened.rows import ArmClocks, ArmFailures, Median
from harness.api.rows import RunView
from harness.cli.text import count, table

_CLOCKS = ("wall s", "active s", "summed s", "waiting s", "at a time", "longest on the critical path")
_NOTE = "(medians of a trial over cases, their 95 % intervals in brackets)"
_LONGEST = 2


def clock_table(view: RunView) -> str:
    """Write the three machine clocks of each design, and what its trials took longest for; empty where none ended."""
    clocks = view.happened.clocks if view.happened else ()
    if not clocks:
        return ""
    return table(("", *_CLOCKS), [_clocks(view, arm) for arm in clocks]) + f"\n{_NOTE}"


def failure_lines(view: RunView) -> Iterator[str]:
    """Say in how many trials of each design which sign of failure was seen."""
    seen = [arm for arm in (view.happened.failures if view.happened else ()) if arm.modes]
    if seen:
        yield "signs of failure (MAST's modes; signals, no verdicts: docs/reading-a-report.md):"
    for arm in seen:
        yield f"  {_name(view, arm.arm)}: {_modes(arm)}"


def _clocks(view: RunView, arm: ArmClocks) -> tuple[str, ...]:
    longest = [f"{f'{agent} {kind}'.strip()} {seconds:.1f}" for agent, kind, seconds in arm.path_s[:_LONGEST]]
    return (
        _name(view, arm.arm),
        _median(arm.wall_s),
        _median(arm.active_s),
        _median(arm.summed_s),
        _median(arm.waited_s),
        _median(arm.parallelism) if arm.parallelism else "-",
        ", ".join(longest),
    )


def _modes(arm: ArmFailures) -> str:
    return ", ".join(f"{number} {name} in {many} of {count(arm.trials, 'trial')}" for number, name, many in arm.modes)


def _median(found: Median) -> str:
    interval = "" if found.low is None else f" ({found.low:.1f} to {found.high:.1f})"
    return f"{found.value:.1f}{interval}"


def _name(view: RunView, arm: str) -> str:
    return arm.removeprefix(f"{view.task}-")
