"""Adds up what reviewers decided, people and programs apart."""

from collections import defaultdict
from collections.abc import Sequence

from harness.api.reviewing.escalations import pooled
from harness.api.reviewing.rows import By, ClassCatch, Reviewed
from harness.stats.reviewing.catching import TimeToFind, time_to_find
from harness.store.records import ReviewRecord

ALL = "all"
_SECONDS = 60
_CAUGHT = 0.9


def by_people(reviews: Sequence[ReviewRecord]) -> list[ReviewRecord]:
    """Return people's reviews alone: a program's seconds are no person's minutes."""
    return [each for each in reviews if each.reviewer_kind == "person"]


def that_count(reviews: Sequence[ReviewRecord]) -> tuple[list[ReviewRecord], By]:
    """Return people's reviews; where there is none, those of programs. The two are never counted together."""
    if people := by_people(reviews):
        return people, "people"
    return list(reviews), "a program" if reviews else "nobody"


def reviewed(reviews: Sequence[ReviewRecord]) -> Reviewed:
    """Add up a run's reviews."""
    counted, by = that_count(reviews)
    handed_over = [each for each in counted if each.kind != "seeded" and each.decision != "skipped"]
    pieces = pieces_of(counted)
    rows = sum(_rows(each) for each in pieces)
    untouched = [each for each in pieces if not _class(each)]
    return Reviewed(
        by=by,
        reviewers=len({each.reviewer for each in counted}),
        decided=len(handed_over),
        needless=sum(each.decision == "needless" for each in handed_over),
        minutes=sum(each.seconds for each in counted) / _SECONDS,
        cut=sum(each.cut for each in counted),
        pieces=len(pieces),
        of_truth=sum((each.planted or {}).get("of") == "truth" for each in pieces),
        rows_shown=rows,
        row_min=sum(each.seconds for each in pieces) / _SECONDS / rows if rows else None,
        false_alarms=sum(each.decision == "fault" for each in untouched),
        untouched=len(untouched),
        catches=_catches([each for each in pieces if _class(each)]),
        programs_left_out=len(reviews) - len(counted),
    )


def pieces_of(reviews: Sequence[ReviewRecord]) -> list[ReviewRecord]:
    """Return the pieces of finished work that were decided."""
    return [each for each in reviews if each.kind == "seeded" and each.decision != "skipped"]


def time_to_find_in(planted: Sequence[ReviewRecord]) -> TimeToFind:
    """Fit the minutes a row in which planted defects are found."""
    return time_to_find([row_minutes(each) for each in planted], [bool(each.found) for each in planted])


def row_minutes(piece: ReviewRecord) -> float:
    """Return the minutes that went into each row of a piece."""
    return piece.seconds / _SECONDS / _rows(piece)


def _catches(planted: Sequence[ReviewRecord]) -> tuple[ClassCatch, ...]:
    """Say how each class fared, and all of them together."""
    by_class: defaultdict[str, list[ReviewRecord]] = defaultdict(list)
    for each in planted:
        by_class[_class(each)].append(each)
    parts = [(name, by_class[name]) for name in sorted(by_class)]
    return tuple(_catch(name, of) for name, of in [*parts, (ALL, list(planted))] if of)


def _catch(name: str, planted: Sequence[ReviewRecord]) -> ClassCatch:
    fit = time_to_find_in(planted)
    return ClassCatch(
        name, fit.planted, fit.found, pooled(fit.found, fit.planted), fit.tau, fit.low, fit.high, fit.needed(_CAUGHT)
    )


def _class(piece: ReviewRecord) -> str:
    """Return the class of the defect in a piece; empty for one that was left as it was."""
    return str((piece.planted or {}).get("class", ""))


def _rows(piece: ReviewRecord) -> int:
    return max(int((piece.planted or {}).get("rows", 1)), 1)
