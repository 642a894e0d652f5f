"""The deliverables that the tests of the readers ask for, and rows that answer them."""

from tasks_bank.deliverable import Column, Deliverable, Row
from tasks_bank.reading.answer import read_text

CATEGORIES = ("travel", "meals")
LINES = Deliverable(
    "lines",
    columns=(
        Column("line", aliases=("ref", "reference")),
        Column("documents", "ids"),
        Column("category", "choice", choices=CATEGORIES),
    ),
    key=("line",),
)
TOTALS = Deliverable(
    "totals",
    columns=(Column("category", "choice", choices=CATEGORIES), Column("amount", "amount", aliases=("total",))),
    key=("category",),
)
ESCALATIONS = Deliverable(
    "escalations", columns=(Column("item", aliases=("line",)), Column("reason"), Column("why")), key=("item",)
)
SUMMARY = Deliverable("summary", kind="text")
ALL = (LINES, TOTALS, ESCALATIONS, SUMMARY)

TWO_LINES = (
    {"line": "B1", "documents": "R-1", "category": "travel"},
    {"line": "B2", "documents": "none", "category": "meals"},
)
TWO_TOTALS = ({"category": "travel", "amount": "12.50"}, {"category": "meals", "amount": "3"})


def lines_of(text: str) -> tuple[Row, ...]:
    return read_text(text, ALL).tables["lines"]
