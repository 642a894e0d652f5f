"""Enrols the learners of a table. Who is on the programme from that day already is left as she is."""

from collections.abc import Mapping
from typing import Literal

from sqlmodel import Session, select

from assessor.models.programme.enrolment import Enrolment
from assessor.people.refusals import Refused
from assessor.programmes.catalogue import NoSuchVersion, programme
from assessor.programmes.importing.adding import Came, Import, people_by_key
from assessor.programmes.importing.cells import BadCell, day, minutes, words
from assessor.programmes.importing.forms import LeftOut
from assessor.programmes.keeping import Wish, enrol
from assessor.sheets import Sheet

_NO_ENROLMENT = "nobody here has the number or address"


def enrol_all(session: Session, how: Import, sheet: Sheet, columns: Mapping[str, int]) -> Came:
    """Enrol the learners of a table, one after the other."""
    came = Came()
    people = people_by_key(session, {cells[columns["learner"]].strip() for _, cells in sheet.rows}, how.among)
    for row, cells in sheet.rows:
        by_part = {part: cells[place] for part, place in columns.items()}
        try:
            if _enrol(session, how, by_part, people) == "new":
                came.new += 1
            else:
                came.unchanged += 1
        except BadCell as error:
            came.left_out.append(LeftOut(row, error.part, str(error)))
        except (Refused, NoSuchVersion) as error:
            came.left_out.append(LeftOut(row, getattr(error, "field", "programme"), str(error)))
    return came


def _enrol(
    session: Session, how: Import, cells: Mapping[str, str], people: Mapping[str, str]
) -> Literal["new", "unchanged"]:
    learner = cells["learner"].strip()
    if learner not in people:
        raise BadCell("learner", f"{_NO_ENROLMENT} '{learner[:80]}'")
    code = programme(cells["programme"]).code
    starts_on = day(cells["starts_on"], "starts_on")
    there = select(Enrolment.id).where(
        Enrolment.person_id == people[learner], Enrolment.programme == code, Enrolment.starts_on == starts_on
    )
    if session.exec(there).first() is not None:
        return "unchanged"
    wish = Wish(
        person_id=people[learner],
        programme=code,
        starts_on=starts_on,
        planned_end_on=day(cells["planned_end_on"], "planned_end_on"),
        employer=words(cells.get("employer", ""), "employer", 200),
        planned_off_job_min=_hours(cells.get("planned_hours", ""), "planned_hours"),
        minimum_off_job_min=_hours(cells.get("minimum_hours", ""), "minimum_hours"),
    )
    enrol(session, how.viewer, wish, how.at)
    return "new"


def _hours(cell: str, part: str) -> int | None:
    return minutes(cell, part, "hours") if cell.strip() else None
