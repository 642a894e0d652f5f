"""The first page of a benchmark report: one screen that a manager understands, and the detail below it."""

from harness.api.rows import RunView
from harness.messages import Evidence
from reports import words
from reports.data import Note, Report, Section
from reports.kinds.benchmark import arms, at_once
from reports.kinds.benchmark.happened import clocks, failures
from reports.kinds.benchmark.person import attention, exceptions
from reports.kinds.benchmark.sections import (
    checks,
    controls,
    differences,
    effort,
    headline,
    in_short,
    levels,
    missing,
    reading,
    setting,
    trials,
    worth,
)

STAGES: dict[Evidence, str] = {
    "real": "real model",
    "embedded": "embedded model",
    "scripted": "scripted replies",
    "replay": "replayed answers",
    "silent": "no model",
}


def build(view: RunView) -> Report:
    """Build the page of a run."""
    first = Section(
        "result", "What came out", (headline.headline(view), levels.main_table(view), in_short.in_short(view))
    )
    sections = (
        first,
        levels.section(view),
        differences.section(view),
        at_once.section(view),
        controls.section(view),
        worth.section(view),
        checks.section(view),
        effort.section(view),
        clocks.section(view),
        failures.section(view),
        exceptions.section(view),
        attention.section(view),
        setting.given(view),
        missing.section(view),
        trials.section(view),
        setting.how(view),
        reading.section(),
    )
    return Report("Benchmark report", view.task_title, _lead(view), evidence(view), label(view), sections)


def evidence(view: RunView) -> Note:
    """Say what the results are evidence of."""
    title = "What this is evidence of" if view.evidence == "real" else "Not evidence about what AI can do"
    title = "Not evidence about these designs: faults were injected" if view.faults else title
    is_plain = view.evidence == "real" and not view.faults
    return Note(title, words.sentence(view.evidence_note), "plain" if is_plain else "caution")


def label(view: RunView) -> str:
    """Return the words that stand at every table and chart."""
    return view.evidence_note.strip().rstrip(".") or STAGES[view.evidence]


def _lead(view: RunView) -> str:
    designs = arms.designs(view)
    at = list(dict.fromkeys(arms.small(words.LEVELS[arm.level]) for arm in designs))
    ways = f"done by {words.listed(at)}" if at else "with no design yet"
    repeats = f", each {words.count(view.epochs, 'time')}" if view.epochs > 1 else ""
    return (
        f"The same {words.count(len(view.seeds), 'made-up case')} of this task, {ways}{repeats},"
        f" with the model {view.model}. {view.finished:,} of {words.count(view.planned, 'trial')} measured."
    )
