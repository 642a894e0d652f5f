"""What was found in one trial, question by question; it is measured when the trial is over."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from harness.context.finding.chunks import Chunk

SUPPLIED = "supplied"


@dataclass(frozen=True, slots=True)
class Find:
    """What was found for one question."""

    by: str
    """``supplied``, or the name of the tool that was asked."""
    query: str
    chunks: tuple[Chunk, ...]
    """What was shown of it, best first."""
    began_s: float
    """By the monotonic clock."""
    seconds: float


@dataclass(slots=True)
class Diary:
    """The finds of one trial, and all that there was to find."""

    chunks: Sequence[Chunk]
    finds: list[Find] = field(default_factory=list)

    def note(self, find: Find) -> None:
        """Keep a find.

        A worker asks with the bare item first, to see what room is left, and at once again with all that it says; only
        the second is shown to a model.
        """
        last = self.finds[-1] if self.finds else None
        if last and last.by == find.by == SUPPLIED and last.query and last.query in find.query:
            self.finds.pop()
        self.finds.append(find)
