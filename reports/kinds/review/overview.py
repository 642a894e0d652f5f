"""Puts the review pack together: what is talked about first on the first page, the long table last."""

from collections.abc import Callable, Sequence

from reports.data import Cell, Column, Note, Report, Row, Section, Table
from reports.kinds.review.rows import Review
from reports.kinds.review.sections import (
    actions,
    areas,
    codes,
    concerns,
    course,
    evidence,
    in_short,
    reading,
    signing,
    since,
)
from reports.kinds.review.wording import colour
from reports.programme.said import day_cell
from reports.words import count, day

PARTS = (in_short, since, actions, evidence, concerns, signing, areas, course, reading, codes)


def build(review: Review) -> Report:
    """Return the pack on one learner."""
    sections: list[Section | None] = [part.build(review) for part in PARTS]
    return Report(
        kicker="Progress review",
        title=review.name,
        lead=_lead(review),
        evidence=review.evidence,
        evidence_label=review.evidence_label,
        sections=tuple(section for section in sections if section is not None),
    )


def _lead(review: Review) -> str:
    made = f"{review.organisation}, {day(review.made_on)}."
    if review.programme is None:
        return made
    own = review.programme.enrolled
    return (
        f"{own.title} ({own.code} version {own.version}, {own.scale}), {day(own.starts_on)} to "
        f"{day(own.end_holds_on)}. {made}"
    )


def build_list(reviews: Sequence[Review], page: Callable[[Review], str]) -> Report:
    """Return the list that leads to several packs."""
    first = reviews[0] if reviews else None
    table = Table(
        "packs",
        "Learners with a pack",
        (
            Column("Learner"),
            Column("Next review by"),
            Column("Review"),
            Column("Standing"),
            Column("Before or behind", "points of the planned time"),
        ),
        tuple(_line(review, page(review)) for review in reviews),
    )
    return Report(
        kicker="Progress reviews",
        title=first.organisation if first else "Nobody yet",
        lead=f"{count(len(reviews), 'learner')}, {day(first.made_on)}." if first else "There is nobody to review.",
        evidence=first.evidence if first else Note("What this is evidence of", "Nothing yet."),
        evidence_label=first.evidence_label if first else "No results.",
        sections=(Section("list", "Who", (table,)),),
    )


def _line(review: Review, page: str) -> Row:
    told = review.programme
    name = Cell(review.name, page=page)
    if told is None:
        return Row((name, Cell("none"), Cell("on no programme"), Cell("on no programme"), Cell("not judged")))
    judged = told.judged
    points = Cell("not judged")
    if judged.colour and judged.points is not None:
        points = Cell(f"{judged.points:+.1f}", judged.points)
    return Row((name, day_cell(told.due.due_on, "none due"), Cell(told.due.state), Cell(colour(judged)), points))
