"""What one job takes a person with each design. A speed-up stands in one cell with the defects that go out."""

from collections.abc import Sequence

from harness.api.reviewing.rows import ArmAttention, Faster
from harness.api.rows import RunView
from reports import words
from reports.data import Block, Cell, Column, Fold, Paragraph, Row, Section, Table
from reports.kinds.benchmark import arms

COLUMNS = (
    Column("Level"),
    Column("A job", "minutes of a person"),
    Column("of these review", "minutes"),
    Column("Speed-up, with what goes out", "times as fast; defects per 100 jobs"),
    Column("Pays from", "share of acceptable answers"),
)
MEANING = (
    "Intervals hold what was measured, from 4 cases on; what was entered or assumed is taken as it is. A speed-up never"
    " stands without the bad answers that go out unseen: a reviewer who catches less looks faster."
)


def section(view: RunView) -> Section:
    """Build the section."""
    title = "What does a job take a person?"
    found = view.person.attention if view.person else ()
    if not found:
        return Section("attention", title, (Paragraph("No answer has a mark yet."),))
    names = arms.labels(view)
    by_arm = {arm.arm: arm for arm in found}
    shown = [(names[arm.id], by_arm[arm.id]) for arm in arms.designs(view) if arm.id in by_arm]
    table = Table(
        "attention-minutes", "A person's minutes for one job", COLUMNS, tuple(_row(a, n) for n, a in shown), MEANING
    )
    accept = words.score(found[0].accept)
    said = (
        f"An answer is taken as acceptable as it is from a score of {accept} on. Most terms are assumed until somebody"
        " measures or enters them; the table below says which, and from where. docs/reviewing.md has the formula."
    )
    blocks: tuple[Block, ...] = (Paragraph(said), table, Fold("Every term, and where it comes from", (_terms(shown),)))
    return Section("attention", title, blocks)


def _row(arm: ArmAttention, name: str) -> Row:
    ends = "" if arm.low is None else f" ({arm.low:.1f} to {arm.high:.1f})"
    pays = "no share is enough" if arm.break_even is None else words.score(arm.break_even)
    cells = (Cell(f"{arm.minutes:.1f}{ends}"), Cell(f"{arm.review_min:.1f}"), Cell(_faster(arm.faster)), Cell(pays))
    return Row((Cell(name), *cells))


def _faster(found: Faster) -> str:
    times = "" if found.low is None else f" ({found.low:.2f} to {found.high:.2f})"
    defects = "" if found.defects_low is None else f" ({found.defects_low:.0f} to {found.defects_high:.0f})"
    return f"{found.times:.2f} times{times}; {found.defects_per_100:.0f}{defects} defects"


def _terms(shown: Sequence[tuple[str, ArmAttention]]) -> Table:
    """List the terms, a column for each design."""
    by_arm = [(name, {term.key: term for term in arm.terms}) for name, arm in shown]
    heads = (Column("Term"), *(Column(name, "as in the last column but one") for name, _ in by_arm))
    rows = []
    for key, term in {term.key: term for _, arm in shown for term in arm.terms}.items():
        values = (Cell(f"{own[key].value:.3g}" if key in own else "not used") for _, own in by_arm)
        last = (Cell(term.unit), Cell(f"{term.mark}: {term.source}"))
        rows.append(Row((Cell(f"{key} ({term.letter})", aside=term.about), *values, *last)))
    columns = (*heads, Column("Unit"), Column("How known"))
    return Table("attention-terms", "What goes into the formula", columns, tuple(rows))
