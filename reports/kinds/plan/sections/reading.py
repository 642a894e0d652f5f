"""What is not known, what was assumed, and how to read the plan."""

from reports.data import Bullets, Paragraph, Section
from reports.kinds.plan.rows import Plan

TITLE = "What is not known, and what was assumed"


def build(plan: Plan) -> Section:
    """List both."""
    unknown = Bullets(plan.unknown) if plan.unknown else Paragraph("Nothing that this plan needs is missing.")
    return Section(
        "reading",
        TITLE,
        (
            Paragraph("Not known, and nothing was put in its place:"),
            unknown,
            Paragraph("Assumed:"),
            Bullets(plan.assumptions),
        ),
    )
