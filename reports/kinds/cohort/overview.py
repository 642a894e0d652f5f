"""Puts the report on a cohort together."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from reports import words
from reports.data import Report
from reports.groups import listing, report
from reports.kinds.cohort import people, programme
from reports.kinds.cohort.rows import Cohort


def build(cohort: Cohort) -> Report:
    """Return the report on one cohort."""
    built = report.build(cohort.group, (people.build(cohort), programme.build(cohort)))
    return replace(built, lead=f"{built.lead} {_about(cohort)}")


def build_list(cohorts: Sequence[Cohort], page_of: Callable[[Cohort], str]) -> Report:
    """Return the list that leads to several reports."""
    pages = {cohort.group.id: page_of(cohort) for cohort in cohorts}
    return listing.build([cohort.group for cohort in cohorts], lambda group: pages[group.id])


def _about(cohort: Cohort) -> str:
    ends = f"to {words.day(cohort.ends_on)}" if cohort.ends_on else "with no last day yet"
    trained = f"trained by {words.listed(cohort.trainers)}" if cohort.trainers else "trained by nobody yet"
    people = words.count(cohort.size, "person", "people")
    return f"The cohort: from {words.day(cohort.starts_on)} {ends}, {people}, {trained}."
