"""Where the time of a trial went: three machine clocks, waiting, and what decided how long it took, by design."""

from harness.api.happened.rows import ArmClocks, Median, StepKind
from harness.api.rows import RunView
from reports import words
from reports.data import Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.benchmark import arms

MOST_PARTS = 3
COLUMNS = (
    Column("Level"),
    Column("Trials", "trials"),
    Column("Start to hand-in", "median of a trial"),
    Column("Somebody at work", "median"),
    Column("All work added up", "median"),
    Column("At work at the same time", "median"),
    Column("Waiting", "median"),
    Column("What decided the time, a trial on average"),
)
KINDS: dict[StepKind, str] = {
    "call": "model calls",
    "failed": "calls that came to nothing",
    "tool": "tools",
    "gate": "checks by code",
    "delay": "delay put in on purpose",
    "waiting": "waiting for a repeat",
    "before": "the program, getting ready",
    "between": "between pieces of work",
    "after": "the program, handing in",
}
NOTE = (
    "Medians over cases, with the 95 % interval in brackets from 6 cases on (the pair of ordered cases that covers the"
    " median so often, whatever the distribution). What decided the time is the critical path: the chain of work from"
    " the beginning to the end, each piece begun when the one before had ended; between is the program's own work, or"
    " waiting for a place. Each trial's page shows its own."
)


def section(view: RunView) -> Section:
    """Build the section."""
    title = "Where the time went"
    clocks = {arm.arm: arm for arm in (view.happened.clocks if view.happened else ())}
    if not clocks:
        return Section("clocks", title, (Paragraph("No trial has ended yet."),))
    names = arms.labels(view)
    rows = tuple(
        _row(names[arm.id], clocks[arm.id], is_minor=arm.kind == arms.TOOLS_ONLY)
        for arm in arms.ordered(view)
        if arm.id in clocks
    )
    return Section("clocks", title, (Table("clock-list", "Machine clocks of a trial", COLUMNS, rows, NOTE),))


def _row(name: str, found: ArmClocks, *, is_minor: bool) -> Row:
    decided = [
        f"{f'{agent}: ' if agent else ''}{KINDS[kind]} {words.seconds(each)}"
        for agent, kind, each in found.path_s[:MOST_PARTS]
    ]
    parallel = found.parallelism
    return Row(
        (
            Cell(name),
            Cell(words.number(found.trials)),
            *(Cell(_median(clock)) for clock in (found.wall_s, found.active_s, found.summed_s)),
            Cell(f"{parallel.value:.1f}" if parallel else "nobody"),
            Cell(_median(found.waited_s)),
            Cell("; ".join(decided)),
        ),
        minor=is_minor,
    )


def _median(found: Median) -> str:
    interval = "" if found.low is None else f" ({words.seconds(found.low)} to {words.seconds(found.high)})"
    return words.seconds(found.value) + interval
