"""What decided how long a trial took: the critical path, added up by agent and piece by piece; and the three clocks."""

from harness.api.happened.rows import GAPS, PathStep
from harness.api.trial_rows import TrialDetail
from reports import words
from reports.data import Cell, Column, Fact, Facts, Fold, Paragraph, Row, Section, Table
from reports.kinds.benchmark.trial.passages import place, short
from reports.kinds.benchmark.trial.told import plain, waits, where
from reports.kinds.benchmark.trial.told.ended import has_anything, stopped

MOST_SHARES, MOST_STEPS = 20, 60
SHARES = (Column("Whose"), Column("What"), Column("Took", "in all"), Column("Share", "of the time"))
STEPS = (
    Column("From", "after the start"),
    Column("Duration", "s or ms"),
    Column("Whose"),
    Column("What"),
    Column("Where"),
)
ABOUT = (
    "Read backwards from the end: the piece of work that ended last, then the one that it had waited for, and so on to"
    " the beginning. To be quicker, shorten these; what else went on at the same time made no difference. The program"
    " starts the trial, writes questions, reads replies and keeps the record, and is no agent; where several trials run"
    " at the same time, they share it."
)


def section(detail: TrialDetail, *, silent: bool = False) -> Section:
    """Build the section."""
    path = detail.happened.path
    if not path:
        return Section("path", "What decided how long it took", (_clocks(detail), Paragraph("It took no time.")))
    return Section(
        "path",
        "What decided how long it took",
        (_clocks(detail), Paragraph(ABOUT), _shares(detail, silent=silent), _steps(path, silent=silent)),
    )


def _clocks(detail: TrialDetail) -> Facts:
    clocks = detail.happened.clocks
    end = "the hand-in" if has_anything(detail) else "the stop" if stopped(detail) else "the end"
    held_s = waits.held_back_s(detail)
    waited_s = min(clocks.waited_s, max(clocks.wall_s - clocks.active_s - held_s, 0.0))
    rest_s = max(clocks.wall_s - clocks.active_s - held_s - waited_s, 0.0)
    at_a_time = "nobody was at work" if clocks.parallelism is None else f"{clocks.parallelism:.1f} on average"
    return Facts(
        (
            Fact(f"From the start to {end}, in all", words.duration(clocks.wall_s)),
            Fact("Of this, somebody was at work", words.duration(clocks.active_s)),
            *((Fact("Stood still for a delay put in on purpose", words.duration(held_s)),) if held_s else ()),
            Fact("Nothing could be done but wait", words.duration(waited_s)),
            Fact("The rest: the program alone", words.duration(rest_s)),
            Fact("All work added up, two at once counting twice", words.duration(clocks.summed_s)),
            Fact("Pieces of work at the same time, while anybody was at work", at_a_time),
        )
    )


def _shares(detail: TrialDetail, *, silent: bool) -> Table:
    found = where.parts(detail)
    first = where.shown(found)[:MOST_SHARES]
    rows = tuple(
        Row(
            (
                Cell(short(part.whose) or "nobody"),
                Cell(plain.PUT_IN if silent and part.what == where.KINDS["call"] else part.what),
                Cell(words.duration(part.seconds)),
                Cell(f"{part.share:.0%}"),
            )
        )
        for part in first
    )
    rest = found[len(first) :]
    rest_s = words.duration(sum(part.seconds for part in rest))
    cut = f"{words.count(len(rest), 'shorter part')}, {rest_s} together, not shown." if rest else ""
    return Table("path-shares", "Where the time went, the longest first", SHARES, rows, cut, stacks=True)


def _steps(path: tuple[PathStep, ...], *, silent: bool) -> Fold:
    longest = sorted(path, key=lambda step: -step.seconds)[:MOST_STEPS]
    shown = [step for step in path if step in longest]
    rest_s = sum(step.seconds for step in path) - sum(step.seconds for step in shown)
    rest = f"{len(path) - len(shown):,} shorter pieces, {words.duration(rest_s)} together, not shown."
    table = Table(
        "path-steps",
        "The chain from the beginning to the end",
        STEPS,
        tuple(_step(step, silent=silent) for step in shown),
        rest if len(path) > len(shown) else "Together they are the whole time.",
        stacks=True,
    )
    return Fold(f"Piece by piece ({words.count(len(path), 'piece')})", (table,))


def _step(step: PathStep, *, silent: bool) -> Row:
    return Row(
        (
            Cell(words.duration(step.start_s)),
            Cell(words.duration(step.seconds)),
            Cell(where.PROGRAM if step.kind in GAPS else short(step.agent)),
            Cell(short(plain.step(step, silent=silent))),
            place(step.key) if step.key else Cell("-"),
        )
    )
