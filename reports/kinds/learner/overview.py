"""Puts the report on a learner together."""

from collections.abc import Callable, Sequence

from reports import words
from reports.data import Cell, Column, Note, Report, Row, Section, Table
from reports.kinds.learner.rows import Learner
from reports.kinds.learner.sections import areas, growth, next_level, reading, standing, steps, sureness, work
from reports.kinds.learner.wording import day_cell
from reports.words import day


def build(learner: Learner) -> Report:
    """Return the report on one learner."""
    parts = (standing, growth, areas, sureness, work, next_level, steps, reading)
    sections: list[Section | None] = [part.build(learner) for part in parts]
    return Report(
        kicker="Report on a learner",
        title=learner.name,
        lead=f"AI literacy at work, {learner.organisation}. Made on {day(learner.made_on)}.",
        evidence=learner.evidence,
        evidence_label=learner.evidence_label,
        sections=tuple(section for section in sections if section is not None),
    )


def build_list(learners: Sequence[Learner], page: Callable[[Learner], str]) -> Report:
    """Return the list that leads to several reports."""
    first = learners[0] if learners else None
    rows = tuple(_line(learner, page(learner)) for learner in learners)
    table = Table(
        "learners",
        "Learners with a report",
        (Column("Learner"), Column("Last sitting"), Column("Level in words"), Column("Sittings shown", "sittings")),
        rows,
    )
    return Report(
        kicker="Reports on learners",
        title=first.organisation if first else "Nobody yet",
        lead=f"{words.count(len(learners), 'learner')}, {day(first.made_on)}." if first else "Nobody has sat.",
        evidence=first.evidence if first else Note("What this is evidence of", "Nothing yet."),
        evidence_label=first.evidence_label if first else "No results.",
        sections=(Section("list", "Who", (table,)),),
    )


def _line(learner: Learner, page: str) -> Row:
    newest = learner.sittings[-1] if learner.sittings else None
    many = len(learner.sittings)
    return Row(
        (
            Cell(learner.name, page=page),
            day_cell(newest.on) if newest else Cell("none shown"),
            Cell(newest.said if newest else "nothing shown"),
            Cell(str(many), many),
        )
    )
