"""Measured areas at the start, at the last review and now, each with its doubt and what it rests on."""

from reports.data import Paragraph, Section
from reports.kinds.review.rows import Review
from reports.programme.areas import told_of

TITLE = "Area by area"


def build(review: Review) -> Section:
    """Tell of the areas."""
    if not review.found:
        return Section("area-profile", TITLE, (Paragraph("Areas: not measured."),))
    return Section("area-profile", TITLE, (told_of([(one.when, one.sat) for one in review.found]),))
