"""What decided how long a trial took: the critical path, added up by agent and piece by piece; and the three clocks."""

from collections import Counter

from harness.api.happened.rows import PathStep, StepKind
from harness.api.trial_rows import TrialDetail
from reports import words
from reports.data import Cell, Column, Fact, Facts, Fold, Paragraph, Row, Section, Table
from reports.kinds.benchmark.trial.passages import place, short

MOST_SHARES, MOST_STEPS = 20, 60
KINDS: dict[StepKind, str] = {
    "call": "model calls",
    "failed": "waiting: calls that came to nothing",
    "tool": "tools",
    "gate": "checks by code",
    "delay": "delay put in on purpose",
    "waiting": "waiting before a call was repeated",
    "before": "the program, getting ready",
    "between": "the program's own work between two pieces, or waiting for a place",
    "after": "the program, handing in",
}
SHARES = (Column("Whose"), Column("What"), Column("Took", "in all"), Column("Of the whole", "of the time"))
STEPS = (
    Column("From", "after the start"),
    Column("Took", "seconds"),
    Column("Whose"),
    Column("What"),
    Column("Where"),
)
ABOUT = (
    "Read backwards from the end: the piece of work that ended last, then the one that it had waited for, and so on to"
    " the beginning. To be quicker, shorten these; what else went on at the same time made no difference."
)


def section(detail: TrialDetail) -> Section:
    """Build the section."""
    path = detail.happened.path
    if not path:
        return Section("path", "What decided how long it took", (_clocks(detail), Paragraph("It took no time.")))
    return Section(
        "path", "What decided how long it took", (_clocks(detail), Paragraph(ABOUT), _shares(detail), _steps(path))
    )


def _clocks(detail: TrialDetail) -> Facts:
    clocks = detail.happened.clocks
    at_a_time = "nobody was at work" if clocks.parallelism is None else f"{clocks.parallelism:.1f} on average"
    return Facts(
        (
            Fact("From start to hand-in", words.seconds(clocks.wall_s)),
            Fact("Of this, somebody was at work for", words.seconds(clocks.active_s)),
            Fact("All work added up", words.seconds(clocks.summed_s)),
            Fact("At work at the same time", at_a_time),
            Fact("Nothing could be done but wait for", words.seconds(clocks.waited_s)),
        )
    )


def _shares(detail: TrialDetail) -> Table:
    spent: Counter[tuple[str, StepKind]] = Counter()
    for step in detail.happened.path:
        spent[step.agent, step.kind] += step.seconds  # type: ignore[assignment] # a Counter adds floats too
    first = spent.most_common(MOST_SHARES)
    wall_s = detail.trial.wall_s
    rows = tuple(
        Row(
            (
                Cell(short(agent) or "nobody"),
                Cell(KINDS[kind]),
                Cell(words.seconds(seconds)),
                Cell(f"{seconds / wall_s:.0%}" if wall_s else "-"),
            )
        )
        for (agent, kind), seconds in first
    )
    rest = len(spent) - len(first)
    cut = f"{rest:,} more, all of them shorter." if rest else ""
    return Table("path-shares", "Where the time went, the longest first", SHARES, rows, cut)


def _steps(path: tuple[PathStep, ...]) -> Fold:
    longest = sorted(path, key=lambda step: -step.seconds)[:MOST_STEPS]
    shown = [step for step in path if step in longest]
    rest_s = sum(step.seconds for step in path) - sum(step.seconds for step in shown)
    rest = f"{len(path) - len(shown):,} shorter pieces, {words.seconds(rest_s)} together, not shown."
    table = Table(
        "path-steps",
        "The chain from the beginning to the end",
        STEPS,
        tuple(_step(step) for step in shown),
        rest if len(path) > len(shown) else "Together they are the whole time.",
    )
    return Fold(f"Piece by piece ({words.count(len(path), 'piece')})", (table,))


def _step(step: PathStep) -> Row:
    return Row(
        (
            Cell(f"{step.start_s:.2f} s"),
            Cell(f"{step.seconds:.2f} s"),
            Cell(short(step.agent) or "nobody"),
            Cell(short(step.what)),
            place(step.key) if step.key else Cell("-"),
        )
    )
