"""Which column of a table is what: guessed by the headings, and the user's to change."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from assessor.errors import AssessorError

Part = Literal["name", "first_name", "last_name", "email", "external_ref", "job_role", "team"]
PARTS: tuple[Part, ...] = get_args(Part)
Columns = Mapping[Part, int]
"""The place of the column of each part that there is one for, from 0."""
_WORDS: Mapping[Part, tuple[str, ...]] = {
    "name": ("name", "fullname", "displayname", "employeename", "learnername", "learner", "employee"),
    "first_name": ("firstname", "forename", "forenames", "givenname", "givennames"),
    "last_name": ("lastname", "surname", "familyname"),
    "email": ("email", "emailaddress", "mail", "workemail", "username", "userprincipalname", "upn"),
    "external_ref": ("id", "externalref", "employeeid", "employeenumber", "payrollnumber", "staffid", "staffnumber",
                     "staffno", "employeeno", "payrollno", "payrollid", "personnelno", "personnelnumber",
                     "personid", "uln", "reference", "learnerref"),
    "job_role": ("jobrole", "role", "jobtitle", "title", "position", "job"),
    "team": ("team", "teamname", "department", "group", "unit"),
}  # fmt: skip


class BadColumns(AssessorError):
    """Columns do not say who is meant; one sentence says what is missing."""


def guess(headings: Sequence[str]) -> dict[Part, int]:
    """Return the column of each part that a heading names, the first one where several do."""
    plain = [re.sub(r"[^a-z]", "", heading.casefold()) for heading in headings]
    found: dict[Part, int] = {}
    for part, words in _WORDS.items():
        for word in words:
            if word in plain and part not in found:
                found[part] = plain.index(word)
    if "first_name" in found and "last_name" in found:
        found.pop("name", None)
    return found


def check_columns(columns: Columns, width: int) -> None:
    """Look that a table's columns say who is meant. Raises BadColumns."""
    if "name" not in columns and not {"first_name", "last_name"} <= columns.keys():
        raise BadColumns("choose the column of the name, or those of first name and last name")
    if not {"email", "external_ref"} & columns.keys():
        raise BadColumns("choose the column of the e-mail address or that of your own number, to tell people apart")
    places = list(columns.values())
    if len(set(places)) < len(places) or not all(0 <= place < width for place in places):
        raise BadColumns("each column can stand for one thing only; choose again")
