"""What of a trial the rules may look at: how it ended, what it earned, and its steps without anything that was said."""

from collections.abc import Iterator
from dataclasses import dataclass

from harness.plan.level import Level
from harness.plan.trouble import TROUBLE, Trouble
from harness.store.reading.steps import Steps
from harness.store.records import SpanRecord


@dataclass(frozen=True, slots=True)
class Seen:
    """One trial as the rules see it."""

    level: Level
    outcome: str
    why: str
    status: str
    """Of its mark: ``marked``, ``unreadable`` or ``not marked``."""
    score: float | None
    steps: Steps
    not_handed_over: int | None = None
    """How many things should have gone to a person and did not; None where nobody has counted them."""

    def spans(self, kind: str) -> Iterator[tuple[str, SpanRecord]]:
        """Yield the spans of a kind, each with its key."""
        for place, span in enumerate(self.steps.spans, start=1):
            if span.kind == kind:
                yield f"span {place}", span

    def troubles(self, *words: Trouble) -> Iterator[tuple[str, SpanRecord]]:
        """Yield the spans that bear one of these words, each with its key."""
        return ((key, span) for key, span in self.spans(TROUBLE) if span.name in words)
