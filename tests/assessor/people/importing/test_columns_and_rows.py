"""Columns by their headings, and rows with what is wrong with each."""

import pytest

from assessor.people.importing.checking import check_rows
from assessor.people.importing.columns import BadColumns, check_columns, guess
from assessor.sheets import parse_sheet

COLUMNS = {"name": 0, "email": 1, "external_ref": 2, "job_role": 3, "team": 4}


def rows(*lines: str) -> bytes:
    return "\n".join(("Name,Mail,Id,Job,Team", *lines)).encode()


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (["Full name", "E-mail", "Team"], {"name": 0, "email": 1, "team": 2}),
        (["Surname", "Forename", "Work email"], {"last_name": 0, "first_name": 1, "email": 2}),
        (["NAME", "First Name", "Last_Name", "Employee ID"], {"first_name": 1, "last_name": 2, "external_ref": 3}),
        (["Colour", "Shoe size"], {}),
        (["Job title", "Department", "ULN"], {"job_role": 0, "team": 1, "external_ref": 2}),
    ],
)
def test_columns_are_guessed_by_their_headings(headings: list[str], found: dict[str, int]) -> None:
    assert guess(headings) == found


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"email": 0}, "column of the name"),
        ({"name": 0}, "e-mail address or that of your own number"),
        ({"name": 0, "email": 0}, "one thing only"),
        ({"name": 0, "email": 9}, "one thing only"),
    ],
)
def test_columns_that_do_not_say_who_is_meant_are_refused(columns: dict[str, int], says: str) -> None:
    with pytest.raises(BadColumns, match=says):
        check_columns(columns, 3)  # type: ignore[arg-type]


def test_a_row_is_a_person() -> None:
    checked = check_rows(parse_sheet(rows(" Ada  Lovelace ,Ada@Example.ORG,7,Analyst,Sales"), "it"), COLUMNS)  # type: ignore[arg-type]
    (ada,) = checked.people
    assert (ada.row, ada.name, ada.email, ada.external_ref) == (2, "Ada Lovelace", "ada@example.org", "7")
    assert (ada.job_role, ada.team) == ("Analyst", "Sales")


@pytest.mark.parametrize(
    ("line", "part", "says"),
    [
        (",bo@example.org,,,", "name", "has no name"),
        ("Bo,bo at example,,,", "email", "'bo at example' is not an e-mail address"),
        ("Bo,,,,", "email", "has neither"),
        ("Bo,ADA@example.org,,,", "email", "stands twice: row 2"),
        ("Bo,,1,,", "external_ref", "stands twice: row 2"),
        (f"{'B' * 201},bo@example.org,,,", "name", "has 201 characters; 200 are taken"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_with_its_number(line: str, part: str, says: str) -> None:
    sheet = parse_sheet(rows("Ada,ada@example.org,1,,", line, "Cy,cy@example.org,3,,"), "it")
    checked = check_rows(sheet, COLUMNS)  # type: ignore[arg-type]
    (left,) = checked.left_out
    assert (left.row, left.part) == (3, part)
    assert says in left.said
    assert [each.name for each in checked.people] == ["Ada", "Cy"]


def test_a_part_of_a_table_knows_who_stood_before_it() -> None:
    sheet = parse_sheet(rows("Ada,ada@example.org,,,", "Ada,ada@example.org,,,", "Bo,bo@example.org,,,"), "it")
    checked = check_rows(sheet, COLUMNS, first=1, most=1)  # type: ignore[arg-type]
    assert ([left.row for left in checked.left_out], checked.people) == ([3], [])
