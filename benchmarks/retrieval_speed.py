"""How long it takes to index many passages and to find among them: processor seconds and seconds by the clock."""

import os
import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from benchmarks.machine import load, machine
from benchmarks.measuring import busy_s
from benchmarks.retrieval_questions import CaseTexts, dealt, tasks
from benchmarks.speed_table import table
from harness.context.finding.chunks import Chunk
from harness.context.finding.fusing import Fused, Ranker, order
from harness.context.finding.index import chunks_of
from harness.context.finding.meaning import Meaning, new_embedder
from harness.context.finding.words import TfIdf, Words

MOST_INDEX_S = 10.0
MOST_QUERY_MS = 50.0
"""What is demanded, by the clock, for 10,000 passages."""
PASSAGE_TOKENS = 200
SHORT_TOKENS = 60
_FIRST_SEED = 100
_PACKAGES = ("numpy", "bm25s", "scikit-learn", "tokenizers")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Took:
    """What some work took."""

    wall_s: float
    cpu_s: float
    """Of all threads."""

    def words(self, share: float = 1.0) -> tuple[str, str]:
        """Write both, as if it had been so many times the work."""
        return f"{self.wall_s * share:.1f}", f"{self.cpu_s * share:.1f}"


def four_letters(text: str) -> int:
    """Count four characters a token."""
    return -(-len(text) // 4)


def timed(work: Callable[[], T]) -> tuple[T, Took]:
    """Do some work once and measure it."""
    wall, cpu = time.perf_counter(), time.process_time()
    made = work()
    return made, Took(time.perf_counter() - wall, time.process_time() - cpu)


def many_cases(passages: int) -> list[CaseTexts]:
    """Deal cases of all tasks until they have so many different passages."""
    cases: list[CaseTexts] = []
    seen: set[str] = set()
    seed = _FIRST_SEED
    while len(seen) < passages:
        for task in tasks():
            cases.append(dealt(task, seed, "large"))
            seen |= {chunk.indexed for chunk in chunks_of(cases[-1].texts, PASSAGE_TOKENS, four_letters)}
        seed += 1
    return cases


def cut(cases: Sequence[CaseTexts], passages: int, tokens: int) -> list[str]:
    """Return so many different passages as they are indexed."""
    found: dict[str, Chunk] = {}
    for case in cases:
        found |= {chunk.indexed: chunk for chunk in chunks_of(case.texts, tokens, four_letters)}
        if len(found) >= passages:
            break
    return list(found)[:passages]


def speed(questions: Sequence[str], passages: int, embedded: int) -> list[str]:
    """Measure, and return paragraphs and tables."""
    cases = many_cases(passages)
    busy_before_s, own_before_s, began_s = busy_s(), time.process_time(), time.perf_counter()
    texts, cutting = timed(lambda: cut(cases, passages, PASSAGE_TOKENS))
    words, by_words = timed(lambda: Words(texts))
    tfidf, by_tfidf = timed(lambda: TfIdf(texts))
    sample = random.Random(7).sample(texts, min(embedded, len(texts)))
    short = random.Random(7).sample(cut(cases, passages, SHORT_TOKENS), len(sample))
    embedder = new_embedder()
    _, by_meaning = timed(lambda: embedder.embed(sample))
    _, by_short = timed(lambda: embedder.embed(short))
    share = len(texts) / len(sample)
    # The vectors of the sample stand in for all: what a query takes depends on how many there are, not which.
    meaning = Meaning([sample[place % len(sample)] for place in range(len(texts))], embedder)
    rows = [
        ("cutting the texts", *cutting.words(), ""),
        ("words", *by_words.words(), _met(by_words.wall_s + cutting.wall_s, MOST_INDEX_S)),
        ("tfidf", *by_tfidf.words(), _met(by_tfidf.wall_s + cutting.wall_s, MOST_INDEX_S)),
        ("meaning", *by_meaning.words(share), _met(by_meaning.wall_s * share + cutting.wall_s, MOST_INDEX_S)),
        (
            f"meaning, passages of up to {SHORT_TOKENS} tokens",
            *by_short.words(share),
            _met(by_short.wall_s * share + cutting.wall_s, MOST_INDEX_S),
        ),
    ]
    said = (
        f"Indexing {len(texts):,} passages of up to {PASSAGE_TOKENS} tokens (mean "
        f"{statistics.mean(map(four_letters, texts)):.0f}); demanded: within {MOST_INDEX_S:g} s by the clock, cutting "
        f"included. Embeddings were made of {len(sample):,} passages drawn at random, and the time multiplied by "
        f"{share:g}: {by_meaning.wall_s / len(sample) * 1000:.0f} ms a passage, "
        f"{by_short.wall_s / len(short) * 1000:.0f} ms a short one."
    )
    rankers: Mapping[str, Ranker] = {
        "words": words,
        "tfidf": tfidf,
        "meaning": meaning,
        "fused": Fused([words, meaning]),
    }
    tables = [
        said,
        table(("index", "by the clock, s", "processor, s", f"within {MOST_INDEX_S:g} s"), rows),
        f"Finding the best ten of {len(texts):,} passages, {len(questions)} questions; demanded: {MOST_QUERY_MS:g} ms.",
        table(
            (
                "ranker",
                "median, ms",
                "19 of 20 within, ms",
                "processor, mean, ms",
                f"median within {MOST_QUERY_MS:g} ms",
            ),
            [(name, *_asked(name, ranker, questions)) for name, ranker in rankers.items()],
        ),
    ]
    others_s = busy_s() - busy_before_s - (time.process_time() - own_before_s)
    share_of_others = max(0.0, others_s) / ((time.perf_counter() - began_s) * (os.cpu_count() or 1))
    return [f"{machine(_PACKAGES)}. {load([share_of_others])}", *tables]


def _asked(name: str, ranker: Ranker, questions: Sequence[str]) -> tuple[str, ...]:
    """Ask every question once, with the ranker's name in it, so that no other ranker has had it embedded."""
    ranker.scores("to warm up")
    took = [timed(partial(_best, ranker, f"{question} {name}"))[1] for question in questions]
    walls = sorted(each.wall_s * 1000 for each in took)
    middle = statistics.median(walls)
    late = walls[int(0.95 * (len(walls) - 1))]
    cpu = statistics.mean(each.cpu_s for each in took) * 1000
    return f"{middle:.1f}", f"{late:.1f}", f"{cpu:.1f}", _met(middle, MOST_QUERY_MS)


def _best(ranker: Ranker, question: str) -> list[int]:
    return order(ranker.scores(question))[:10]


def _met(measured: float, allowed: float) -> str:
    return "yes" if measured <= allowed else "no"
