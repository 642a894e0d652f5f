"""How well and how fast passages are found: ``python -m benchmarks.retrieval``.

Questions are generated over all tasks (`retrieval_questions`); each is asked of the files of its own case, by every
ranker. ``--write docs/retrieval.md`` puts the tables into the page, between its marks.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.page import write_between
from benchmarks.retrieval_questions import Question, dealt, on_lines, on_rules, overlap, tasks
from benchmarks.retrieval_speed import PASSAGE_TOKENS, four_letters, speed
from benchmarks.speed_table import table
from harness.context.finding.index import Index, RankerName, chunks_of
from harness.context.finding.measuring import KS, NDCG_K, quality

RANKERS: tuple[RankerName, ...] = ("words", "tfidf", "meaning", "fused")
QUESTIONS = 200
SEEDS = (11, 12)
_LINES = 3
"""Questions on rows, and on texts, of each case."""
_RESAMPLES = 10_000
_TOP = max(*KS, NDCG_K)
KINDS = ("rule", "row", "text")
FIGURES = (*(f"recall@{k}" for k in KS), f"nDCG@{NDCG_K}")
Marks = npt.NDArray[np.float64]
"""(questions, figures)."""


def questions() -> list[Question]:
    """Return the questions: on rules from the first seed, on rows and texts from both; the first so many of them."""
    found: dict[str, list[Question]] = defaultdict(list)
    for seed in SEEDS:
        for task in tasks():
            case = dealt(task, seed, "large")
            found["rule"] += on_rules(case) if seed == SEEDS[0] else []
            for kind in ("row", "text"):
                found[kind] += on_lines(case, kind, _LINES)
    drawn = random.Random(7).sample([*found["row"], *found["text"]], QUESTIONS - len(found["rule"]))
    return [*found["rule"], *sorted(drawn, key=lambda question: (question.kind, question.case.task))]


def marks(asked: Sequence[Question]) -> Mapping[RankerName, Marks]:
    """Ask all questions of every ranker."""
    given: dict[RankerName, list[tuple[float, ...]]] = {ranker: [] for ranker in RANKERS}
    indexes: dict[tuple[str, int], dict[RankerName, Index]] = {}
    for question in asked:
        case = question.case
        if (case.task, case.seed) not in indexes:
            chunks = chunks_of(case.texts, PASSAGE_TOKENS, four_letters)
            indexes[case.task, case.seed] = {ranker: Index(chunks, ranker) for ranker in RANKERS}
        for ranker, index in indexes[case.task, case.seed].items():
            good = quality(index.search(question.asked, _TOP), index.chunks, [question.place])
            assert good is not None
            given[ranker].append((*good.recall.values(), good.ndcg))
    return {ranker: np.array(rows) for ranker, rows in given.items()}


def interval(values: Marks) -> tuple[float, float]:
    """Return the 95 % percentile interval of a mean, by drawing questions again."""
    drawn = np.random.default_rng(7).integers(len(values), size=(_RESAMPLES, len(values)))
    low, high = np.quantile(values[drawn].mean(axis=1), (0.025, 0.975))
    return float(low), float(high)


def found_tables(asked: Sequence[Question], given: Mapping[RankerName, Marks]) -> list[str]:
    """Write what was found as paragraphs and tables."""
    kinds = np.array([question.kind for question in asked])
    shared = {kind: np.mean([overlap(question) for question in asked if question.kind == kind]) for kind in KINDS}
    counts = ", ".join(f"{(kinds == kind).sum()} on a {kind} ({shared[kind]:.0%})" for kind in KINDS)
    best = FIGURES.index("recall@5")
    said = (
        f"{len(asked)} questions, each over the files of one case (dials large): {counts}. In brackets: the share of a "
        "question's words that stand in the line that answers it."
    )
    return [
        said,
        table(
            ("ranker", *FIGURES),
            [
                (name, *(_with_interval(rows[:, place]) for place in range(len(FIGURES))))
                for name, rows in given.items()
            ],
        ),
        "recall@5 by kind of question:",
        table(
            ("ranker", *KINDS),
            [(name, *(_with_interval(rows[kinds == kind, best]) for kind in KINDS)) for name, rows in given.items()],
        ),
        "recall@5 of fused less that of another ranker, question by question:",
        table(
            ("less", "difference"),
            [(n, _with_interval(given["fused"][:, best] - rows[:, best])) for n, rows in given.items() if n != "fused"],
        ),
        f"In brackets 95 % intervals: bootstrap by question, {_RESAMPLES:,} times. No ranker was tuned on them.",
    ]


def _with_interval(values: Marks) -> str:
    low, high = interval(values)
    return f"{values.mean():.2f} ({low:.2f} to {high:.2f})"


def main() -> None:
    """Measure and print, or write into a page."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.retrieval", description="Try the finding of passages.")
    words.add_argument("--passages", type=int, default=10_000, help="to index for the speed; default: %(default)s")
    words.add_argument("--embedded", type=int, default=1_000, help="of them, to embed; default: %(default)s")
    words.add_argument(
        "--only", choices=("found", "fast"), help="one of the two parts; the fast one wants a quiet machine"
    )
    words.add_argument("--write", type=Path, metavar="PAGE", help="put the tables into this page, between its marks")
    args = words.parse_args()
    asked = questions()
    parts: dict[str, list[str]] = {}
    if args.only != "fast":
        parts["what is found"] = found_tables(asked, marks(asked))
    if args.only != "found":
        parts["how fast"] = speed([question.asked for question in asked], args.passages, args.embedded)
    for name, told in parts.items():
        print("\n\n".join(told))
        if args.write is not None:
            write_between(args.write, name, "\n\n".join(told))


if __name__ == "__main__":
    main()
