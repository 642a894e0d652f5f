"""Marks a parcel slip: the share of the rows that are right among all that were wanted or handed in."""

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.grade import Check, Grade
from tasks_bank.reading.answer import read_answer


def grade(case: Case, answer: Answer) -> Grade:
    """Mark one answer."""
    grader = f"{case.task}@{case.version}"
    reading = read_answer(answer, case.brief.deliverables)
    if not reading.is_readable and not answer.is_empty:
        return Grade("unreadable", (), grader, "; ".join(reading.problems))
    wanted = {(row["parcel"], row["state"]) for row in case.truth.tables["parcels"]}
    given = [(row.get("parcel", ""), row.get("state", "")) for row in reading.tables.get("parcels", ())]
    right = wanted.intersection(given)
    share = len(right) / (len(wanted) + len(given) - len(right))
    return Grade("marked", (Check("parcels", 100 * share, 100, f"{len(right)} of {len(wanted)} right"),), grader)
