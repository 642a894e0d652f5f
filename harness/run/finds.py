"""Tells of each find of a trial that is over how much of what it needed was in it, as a span of kind ``retrieval``."""

from collections.abc import Iterable, Mapping

from harness.context.finding.measuring import measured
from harness.plan.sources import Opened
from harness.run.trial import Span, Stopwatch
from tasks_bank.case import Case

_LONGEST_DETAIL = 2000


def spans_of_finds(case: Case, texts: Mapping[str, str], sources: Iterable[Opened], watch: Stopwatch) -> list[Span]:
    """Measure what the sources found for each question against the rows that the truth names."""
    return [
        Span(
            kind="retrieval",
            name=one.find.by,
            agent="",
            started_s=one.find.began_s - watch.began,
            seconds=one.find.seconds,
            detail=one.words()[:_LONGEST_DETAIL],
        )
        for one in measured(case, texts, sources)
    ]
