"""Puts the skills scan together."""

from collections.abc import Callable, Sequence

from reports.data import Cell, Column, Note, Report, Row, Section, Table
from reports.kinds.skills.rows import Scan
from reports.kinds.skills.sections import codes, in_short, measured, prior, reading
from reports.words import count, day


def build(scan: Scan) -> Report:
    """Return the scan of one learner."""
    parts = (in_short, measured, prior, reading, codes)
    sections: list[Section | None] = [part.build(scan) for part in parts]
    return Report(
        kicker="Skills scan",
        title=scan.name,
        lead=f"Where the programme begins: what is thought, what is measured, what was learnt before. "
        f"{scan.organisation}, {day(scan.made_on)}.",
        evidence=scan.evidence,
        evidence_label=scan.evidence_label,
        sections=tuple(section for section in sections if section is not None),
    )


def build_list(scans: Sequence[Scan], page: Callable[[Scan], str]) -> Report:
    """Return the list that leads to several scans."""
    first = scans[0] if scans else None
    table = Table(
        "scans",
        "Learners with a skills scan",
        (
            Column("Learner"),
            Column("Programme"),
            Column("Rated by the learner", "codes"),
            Column("Rated by the employer", "codes"),
            Column("Measured"),
        ),
        tuple(_line(scan, page(scan)) for scan in scans),
    )
    return Report(
        kicker="Skills scans",
        title=first.organisation if first else "Nobody yet",
        lead=f"{count(len(scans), 'learner')}, {day(first.made_on)}." if first else "There is nobody to scan.",
        evidence=first.evidence if first else Note("What this is evidence of", "Nothing yet."),
        evidence_label=first.evidence_label if first else "No results.",
        sections=(Section("list", "Who", (table,)),),
    )


def _line(scan: Scan, page: str) -> Row:
    own = sum(ksb.self_first is not None for ksb in scan.ksbs)
    theirs = sum(ksb.employer_first is not None for ksb in scan.ksbs)
    programme = f"{scan.enrolled.code} version {scan.enrolled.version}" if scan.enrolled else "on none"
    measured = Cell(day(scan.first.on), day=scan.first.on) if scan.first else Cell("not measured")
    return Row((Cell(scan.name, page=page), Cell(programme), Cell(str(own), own), Cell(str(theirs), theirs), measured))
