"""Puts the business case together."""

from collections.abc import Callable, Sequence

from reports import words
from reports.data import Cell, Column, Note, Report, Row, Section, Table
from reports.kinds.business_case import wording
from reports.kinds.business_case.rows import Case
from reports.kinds.business_case.sections import assumed, headline, measured, needed, team, work
from reports.kinds.business_case.verdict import verdict


def build(case: Case) -> Report:
    """Return the report on one team."""
    found = verdict(case)
    sections: tuple[Section | None, ...] = (
        headline.build(case, found),
        team.build(case),
        work.build(case, found),
        measured.build(case),
        needed.build(found),
        assumed.build(case),
    )
    return Report(
        kicker="Business case",
        title=case.team,
        lead=f"What {_target(case)} would be worth to this team of {case.organisation}. Made on"
        f" {words.day(case.made_on)}.",
        evidence=case.evidence,
        evidence_label=case.evidence_label,
        sections=tuple(section for section in sections if section is not None),
    )


def _target(case: Case) -> str:
    return words.LEVELS[case.said.target].lower() if case.said else "another way of using AI"


def build_list(cases: Sequence[Case], page: Callable[[Case], str]) -> Report:
    """Return the list that leads to several cases."""
    first = cases[0] if cases else None
    table = Table(
        "teams",
        "Teams, by name",
        (Column("Team"), Column("About"), Column("Hours of people freed", "hours a year")),
        tuple(_line(case, page(case)) for case in cases),
    )
    return Report(
        kicker="Business cases",
        title=first.organisation if first else "No team yet",
        lead=f"{words.count(len(cases), 'team')}, {words.day(first.made_on)}." if first else "There is no team.",
        evidence=first.evidence if first else Note("What this is evidence of", "Nothing yet."),
        evidence_label=first.evidence_label if first else "No figures.",
        sections=(Section("list", "Teams", (table,)),),
    )


def _line(case: Case, page: str) -> Row:
    year = verdict(case).worth
    hours = wording.cell(year.hours if year else None, "no figure is given")
    return Row((Cell(case.team, page=page), Cell(_target(case)), hours))
