"""Which criteria were met at each level."""

from harness.api.rows import Arm, RunView
from reports import words
from reports.data import Cell, Chart, Column, Paragraph, Row, Section, Table
from reports.kinds.benchmark import arms
from reports.rows import ArmChecks


def section(view: RunView) -> Section:
    """Build the section on single checks."""
    marked = [arm for arm in arms.ordered(view) if arm.checks]
    if not marked:
        return Section("checks", "Check by check", (Paragraph("No answer has been marked yet."),))
    names = arms.labels(view)
    rows = [
        ArmChecks(names[arm.id], tuple((c.name, _share(c.earned, c.available)) for c in arm.checks)) for arm in marked
    ]
    checks = list(dict.fromkeys(check.name for arm in marked for check in arm.checks))
    table = Table(
        "checks-table",
        "Mean marks by check",
        (Column("Check"), *(Column(names[arm.id], "marks") for arm in marked)),
        tuple(Row((Cell(check), *(Cell(_marks(arm, check)) for arm in marked))) for check in checks),
    )
    sentence = (
        f"{words.count(len(checks), 'check')}; darker means more of the marks, and the share stands in each field."
    )
    return Section("checks", "Check by check", (Chart("check_marks", "Marks by check", sentence, rows, table),))


def _share(earned: float, available: float) -> float:
    return earned / available if available else 0.0


def _marks(arm: Arm, check: str) -> str:
    for mean in arm.checks:
        if mean.name == check:
            return f"{mean.earned:.2f} of {mean.available:g}"
    return "not marked"
