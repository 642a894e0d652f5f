"""In how many trials which sign of failure was seen, by design; and what each sign is."""

from harness.api.failures.modes import read_modes
from harness.api.rows import RunView
from reports import words
from reports.data import Block, Cell, Column, Fold, Paragraph, Row, Section, Table
from reports.kinds.benchmark import arms

SEEN = (Column("Level"), Column("Sign of"), Column("Trials with it", "of the trials"))
MODES = (Column("Failure mode"), Column("What it is"), Column("What is taken for a sign of it"))


def section(view: RunView) -> Section:
    """Build the section."""
    modes = read_modes()
    about = (
        f"Signals on the failure modes of MAST ({modes.source}, {modes.dated:%B %Y}), read by fixed rules from calls,"
        " checks and marks. Nobody has read what was said: a sign is a place to look at, no verdict, and a trial"
        " without one may have failed all the same. Each trial's page shows what was seen and where."
    )
    found = {arm.arm: arm for arm in (view.happened.failures if view.happened else ())}
    names = arms.labels(view)
    rows = tuple(
        Row((Cell(names[arm.id]), Cell(f"{number} {name}"), Cell(f"{many:,} of {found[arm.id].trials:,}")))
        for arm in arms.ordered(view)
        if arm.id in found
        for number, name, many in found[arm.id].modes
    )
    seen: Block = (
        Table("failure-list", "Trials in which a sign was seen", SEEN, rows)
        if rows
        else Paragraph("No sign of failure was seen." if found else "No trial has ended yet.")
    )
    return Section("failures", "Why did it fail?", (Paragraph(about), seen, _modes()))


def _modes() -> Fold:
    modes = read_modes().mode
    with_sign = sum(bool(mode.sign) for mode in modes)
    rows = tuple(
        Row(
            (
                Cell(f"{mode.number} {mode.name}"),
                Cell(mode.about),
                Cell(mode.sign or "none: somebody would have to read what was said"),
            )
        )
        for mode in modes
    )
    title = f"The {words.count(len(modes), 'mode')}, and the {with_sign} that have a sign"
    return Fold(title, (Table("failure-modes", "Failure modes of teams of agents", MODES, rows),))
