"""How much of what a question needed was found: recall and nDCG, against the rows that the case's truth names.

Nothing here may be asked while a trial is under way: it sees the truth.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from harness.context.finding.chunks import Chunk, Place
from harness.context.finding.diary import Diary, Find
from harness.plan.sources import Opened
from tasks_bank.case import Case
from tasks_bank.checks.relevance import relevant

_FIRST_CELL = re.compile(r'[\s"\[|]*([^,|\]"\t]+?)\s*(?:[,|\]"\t]|$)')


KS = (1, 5, 10)
NDCG_K = 10
_LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the first passages found for a question are; all figures are from 0 to 1."""

    recall: Mapping[int, float]
    """By k: the share of the relevant rows that stand in the first k passages."""
    ndcg: float
    """Normalised discounted cumulative gain of the first 10 passages; a passage gains one for each relevant row."""
    relevant: int
    """Relevant rows in all files."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A find and how good it was."""

    find: Find
    quality: Quality | None
    """None where the truth names nothing in the files."""

    def words(self) -> str:
        """Say in one line how good it was, what was asked and what was found."""
        good = self.quality
        figures = [f"recall@{k} {good.recall[k]:.2f}" for k in KS] if good else ["nothing relevant is known"]
        figures += [f"nDCG@{NDCG_K} {good.ndcg:.2f}", f"relevant rows {good.relevant}"] if good else []
        asked = " ".join(self.find.query.split())
        asked = asked if len(asked) <= _LONGEST_QUERY else f"{asked[:_LONGEST_QUERY]}…"
        return (
            f"{', '.join(figures)}; asked: {asked}; found: {'; '.join(c.title for c in self.find.chunks) or 'nothing'}"
        )


def measured(case: Case, texts: Mapping[str, str], sources: Iterable[Opened]) -> list[Measured]:
    """Measure every find of a trial that is over; sources that find nothing are passed over."""
    diaries = (getattr(source, "diary", None) for source in sources)
    return [
        Measured(find, quality(find.chunks, diary.chunks, homes(relevant(case, find.query), texts)))
        for diary in diaries
        if isinstance(diary, Diary)
        for find in diary.finds
    ]


def quality(found: Sequence[Chunk], chunks: Sequence[Chunk], wanted: Iterable[Place]) -> Quality | None:
    """Measure the passages found, best first, out of all `chunks`; None where nothing is relevant.

    nDCG is that of Järvelin and Kekäläinen (2002) with the discount log2(1 + rank).
    """
    places = frozenset(wanted)
    if not places:
        return None
    held = [_held(chunk.place, places) for chunk in found]
    recall = {k: len(frozenset().union(*held[:k])) / len(places) for k in KS}
    ideal = _gain(sorted((len(_held(chunk.place, places)) for chunk in chunks), reverse=True))
    return Quality(recall, _gain([len(rows) for rows in held]) / ideal if ideal else 0.0, len(places))


def homes(references: Iterable[str], texts: Mapping[str, str]) -> frozenset[Place]:
    """Return where references stand in the files as what is spoken of, not as a mention.

    That is each row that begins with it, and each file that is named after it. Where there is neither, every line that
    holds it counts; one that stands nowhere has no home.
    """
    wanted = frozenset(references)
    found: dict[str, set[Place]] = {reference: set() for reference in wanted}
    for name, text in texts.items():
        lines = text.split("\n")
        for reference in _named_after(name, wanted):
            found[reference].add(Place(name, 1, len(lines)))
        for number, line in enumerate(lines, start=1):
            first = _FIRST_CELL.match(line)
            if first and first[1] in wanted:
                found[first[1]].add(Place(name, number, number))
    for reference in (reference for reference, places in found.items() if not places):
        found[reference] = set(_mentions(reference, texts))
    return frozenset().union(*found.values())


def _named_after(name: str, wanted: frozenset[str]) -> Iterator[str]:
    """Yield the references that a file is named after: its stem, that before a number, the name in a mail address."""
    stem = PurePosixPath(name).stem
    names = {stem, re.sub(r"-\d$", "", stem)}
    return (reference for reference in wanted if reference in names or reference.partition("@")[0] == stem)


def _mentions(reference: str, texts: Mapping[str, str]) -> Iterator[Place]:
    word = re.compile(rf"(?<![\w-]){re.escape(reference)}(?![\w-])")
    for name, text in texts.items():
        for number, line in enumerate(text.split("\n"), start=1):
            if word.search(line):
                yield Place(name, number, number)


def _held(place: Place, wanted: frozenset[Place]) -> frozenset[Place]:
    """Return the wanted places that overlap one."""
    return frozenset(
        other
        for other in wanted
        if other.file == place.file and other.first_line <= place.last_line and place.first_line <= other.last_line
    )


def _gain(gains: Sequence[int]) -> float:
    return math.fsum(gain / math.log2(1 + rank) for rank, gain in enumerate(gains[:NDCG_K], start=1))
