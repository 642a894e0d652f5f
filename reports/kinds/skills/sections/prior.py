"""Prior learning: hours that a person decided on evidence, and where to write down more. Never from a score."""

from reports.data import Block, Cell, Column, Fact, Facts, Note, Row, Section, Table
from reports.kinds.skills.rows import Scan
from reports.programme.said import HOURS, codes_said, day_cell, hours, hours_cell

TITLE = "Prior learning"
_LINES = 3
_WHERE = (
    "A person who knows the work decides how many hours of training are left out, and on what evidence: a certificate, "
    "work that was seen, a talk. No score, rating or level is turned into hours. Trainers type a decision in on the "
    "learner's programme page, under Work and prior learning; it is kept with who decided and when."
)


def build(scan: Scan) -> Section | None:
    """List decisions, with room for more."""
    if scan.enrolled is None:
        return None
    blocks: list[Block] = [Note("Hours are typed by a person", _WHERE)]
    if scan.priors:
        blocks.append(_decided(scan))
    return Section("prior", TITLE, (*blocks, Facts(_asked(scan)), _room()))


def _decided(scan: Scan) -> Table:
    return Table(
        "prior-learning",
        "Decided",
        (Column("Evidence"), Column("Codes"), Column("Left out", HOURS), Column("Decided by"), Column("On")),
        tuple(
            Row(
                (
                    Cell(one.evidence),
                    Cell(codes_said(one.codes) if one.codes else "none named"),
                    hours_cell(one.minutes),
                    Cell(one.by),
                    day_cell(one.on),
                )
            )
            for one in scan.priors
        ),
        stacks=True,
    )


def _asked(scan: Scan) -> tuple[Fact, ...]:
    typed = "not known: nobody has typed it in"
    return (
        Fact(
            "Asked for by the rules, prior learning taken off",
            typed if scan.asked_min is None else hours(scan.asked_min),
        ),
        Fact("Planned off the job", typed if scan.planned_min is None else hours(scan.planned_min)),
    )


def _room() -> Table:
    return Table(
        "prior-new",
        "To be decided",
        (
            Column("What was learnt before"),
            Column("Evidence, seen by whom"),
            Column("Codes"),
            Column("Hours to leave out"),
        ),
        (Row((Cell(""),) * 4),) * _LINES,
        by_hand=True,
    )
