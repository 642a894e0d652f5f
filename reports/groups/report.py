"""Puts a report on a group together, with what a kind adds of its own."""

from collections.abc import Sequence

from reports import words
from reports.data import Report, Section
from reports.groups.rows import Group
from reports.groups.sections import areas, coverage, mistakes, movement, reading, standing, targets


def build(group: Group, own: Sequence[Section] = ()) -> Report:
    """Return the report on a group; a kind's own sections stand after those on who took part."""
    # Of a group without figures the first section says why; what rests on them is left out.
    shared = (standing, areas, movement, coverage, targets) if group.told else (standing, coverage)
    return Report(
        kicker=f"Report on a {group.kind}",
        title=group.name,
        lead=f"AI literacy at work, {group.organisation}. Made on {words.day(group.made_on)} for {group.reader}.",
        evidence=group.evidence,
        evidence_label=group.evidence_label,
        sections=(*(part.build(group) for part in shared), *own, mistakes.build(group), reading.build(group)),
    )
