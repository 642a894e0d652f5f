"""Each code of the standard with its first rating by the learner and by the employer, and its day."""

from dataclasses import replace

from reports.data import Block, Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.skills.rows import Scan
from reports.programme import ratings
from reports.programme.ratings import Ask
from reports.programme.rows import Ksb
from reports.words import listed

TITLE = "Knowledge, skills and behaviours, as rated"
APART = 2
"""Steps between the two ratings from which they are talked over."""
_RATED = (
    "What each thinks, at the first time of rating. These are ratings, and known to be subjective: no code has a "
    "measured figure."
)
ASKS = (Ask("Learner", lambda ksb: ksb.self_first), Ask("Employer", lambda ksb: ksb.employer_first))


def build(scan: Scan) -> Section | None:
    """List every code; nothing for a unit, which has none."""
    if scan.enrolled is None or not scan.ksbs:
        return None
    said = (
        _RATED,
        ratings.without_wording(scan.ksbs),
        ratings.silent(scan.ksbs, _is_silent, "Rated by neither yet"),
    )
    blocks: list[Block] = [Paragraph(" ".join(each for each in said if each))]
    told = [ksb for ksb in scan.ksbs if not _is_silent(ksb)]
    if told:
        blocks.append(_table(told))
    return Section("codes", TITLE, tuple(blocks))


def apart(ksb: Ksb) -> bool:
    """Say whether the two ratings of a code lie far apart on the same scale."""
    own, theirs = ksb.self_first, ksb.employer_first
    return bool(own and theirs and own.most == theirs.most and abs(own.rating - theirs.rating) >= APART)


def _is_silent(ksb: Ksb) -> bool:
    return ksb.self_first is None and ksb.employer_first is None


def _table(told: list[Ksb]) -> Table:
    rated = ratings.table_of(("ratings", "First ratings"), ASKS, told, "")
    heads, more = [Column("To talk over")], [[Cell("yes" if apart(ksb) else "")] for ksb in told]
    note = ""
    if any(ksb.areas for ksb in told):
        heads.append(Column("Linked area"))
        more = [
            [*cells, Cell(listed(ksb.areas) if ksb.areas else "none")] for cells, ksb in zip(more, told, strict=True)
        ]
        note = "A link says that two people found the code to be about that area. The area's figure is not the code's."
    rows = tuple(Row((*row.cells, *cells)) for row, cells in zip(rated.rows, more, strict=True))
    return replace(rated, columns=(*rated.columns, *heads), rows=rows, note=note)
