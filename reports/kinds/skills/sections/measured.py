"""What the first sitting found: beside the ratings as areas, and never as codes."""

from reports.data import Cell, Column, Paragraph, Row, Section, Table
from reports.growth_rows import SPREADS
from reports.kinds.skills.rows import Scan
from reports.programme.areas import blocks_of
from reports.programme.said import day_cell
from reports.words import count

TITLE = "Areas, as measured at the start"


def build(scan: Scan) -> Section:
    """Tell of the first sitting and its areas."""
    hidden = f"{scan.hidden} of {count(scan.sittings, 'sitting')} left out: this reader may not see them. "
    left_out = hidden if scan.hidden else ""
    if scan.first is None:
        text = f"{left_out}Not measured: there is no result that this reader may see."
        return Section("measured", TITLE, (Paragraph(text),))
    sat = scan.first
    level = Table(
        "level",
        f"Level found, in {scan.framework}",
        (
            Column("Sitting"),
            Column("Level in words"),
            Column("Ability", SPREADS),
            Column("Standard error", SPREADS),
            Column("Counted", "questions"),
        ),
        (
            Row(
                (
                    day_cell(sat.on),
                    Cell(f"{sat.said[0].upper()}{sat.said[1:]}"),
                    Cell(f"{sat.theta:.2f}", sat.theta),
                    Cell(f"{sat.se:.2f}", sat.se),
                    Cell(str(sat.answers), sat.answers),
                )
            ),
        ),
    )
    before = (Paragraph(left_out.strip()),) if left_out else ()
    return Section("measured", TITLE, (*before, level, *blocks_of([("at the start", sat)])))
