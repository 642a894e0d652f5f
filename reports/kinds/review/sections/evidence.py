"""Pieces of work: those since the last review one by one, those before it counted."""

from reports.data import Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.review.rows import Piece, Review
from reports.programme.said import codes_said, day_cell
from reports.words import count, day

TITLE = "Evidence"
MOST = 20
"""Pieces that are listed."""


def build(review: Review) -> Section:
    """List the work since the last review, the newest first."""
    told = review.programme
    if told is None or not told.pieces:
        return Section("evidence", TITLE, (Paragraph("No work is linked here, and none was marked here."),))
    since = told.last.on if told.last else told.enrolled.starts_on
    new = [piece for piece in told.pieces if piece.on >= since]
    shown, before = new[:MOST], len(told.pieces) - len(new[:MOST])
    rest = f" {count(before, 'earlier piece')} not listed." if before else ""
    if not shown:
        text = f"Nothing since {day(since)}.{rest}"
        return Section("evidence", TITLE, (Paragraph(text),))
    table = Table(
        "evidence-pieces",
        f"Work since {day(since)}",
        (Column("Work"), Column("Day"), Column("Mapped to"), Column("State")),
        tuple(map(_row, shown)),
        note=f"{count(len(told.pieces), 'piece')} in all.{rest}",
        stacks=True,
    )
    return Section("evidence", TITLE, (table,))


def _row(piece: Piece) -> Row:
    mapped = codes_said(piece.codes) if piece.codes else "nothing"
    return Row((Cell(piece.what, aside=piece.link), day_cell(piece.on), Cell(mapped), Cell(piece.state)))
