"""Tables of trainers' systems: what is read, what is left out, and that the same table again changes nothing."""

import datetime as dt
from collections.abc import Mapping

import pytest
from sqlmodel import select

from assessor.models.people.audit_entry import AuditEntry
from assessor.models.programme.hours_entry import HoursEntry
from assessor.models.programme.ksb_rating import KsbRating
from assessor.models.programme.progress_review import ProgressReview
from assessor.programmes.importing import cells
from assessor.programmes.importing.adding import Came, Import, add_entries
from assessor.programmes.importing.cells import BadCell
from assessor.programmes.importing.enrolling import enrol_all
from assessor.programmes.importing.forms import entries_of
from assessor.programmes.importing.leaving import table_of
from assessor.programmes.importing.maps import KINDS, PARTS, BadMap, Kind, columns_of, map_names, read_map
from assessor.sheets import parse_sheet, sheet_bytes
from tests.assessor.programmes.conftest import NOON, House

D = dt.date
HOURS = """Learner ID,Start Date,Duration,Description,OTJ
L-1,01/07/2026,1:30,Workshop,Yes
L-1,02/07/2026 09:00,2,Reading,Yes
L-1,02/07/2026,2,Reading,Yes
L-1,03/07/2026,8,Usual work,No
L-9,01/07/2026,1,Workshop,Yes
L-1,31/06/2026,1,Workshop,Yes
L-1,01/05/2026,1,Too early,Yes
L-1,04/07/2026,,Nothing,Yes
"""


def read(house: House, kind: Kind, text: str, map_name: str, named: Mapping[str, str] | None = None) -> Came:
    sheet = parse_sheet(text.encode(), "table")
    columns = columns_of(kind, read_map(map_name), sheet.columns, named or {})
    how = Import(kind, house.trainer, NOON)
    with house.store.session(house.organisation_id, write=True) as session:
        if kind == "enrolments":
            return enrol_all(session, how, sheet, columns)
        return add_entries(session, how, entries_of(kind, sheet, columns, map_name))


def tallied(came: Came) -> tuple[int, int, int]:
    return came.new, came.changed, came.unchanged


def test_hours_are_read_and_what_is_wrong_with_a_row_leaves_that_one_out(house: House) -> None:
    came = read(house, "hours", HOURS, "onefile")
    assert (tallied(came), came.skipped) == ((3, 0, 0), 1)
    assert [(left.row, left.said) for left in came.left_out] == [
        (6, "nobody here has the number or address 'L-9'"),
        (7, "'31/06/2026' is no day; write it as 2027-01-31 or 31/01/2027"),
        (8, "the learner is on no programme that had begun by 2026-05-01"),
        (9, "'' is no time; write it as 1.5 or 1:30"),
    ]
    with house.store.session_across() as session:
        rows = session.exec(select(HoursEntry).order_by(HoursEntry.on)).all()  # type: ignore[arg-type] # a column
    assert [(row.enrolment_id, row.on, row.minutes) for row in rows] == [
        (house.enrolment_id, D(2026, 7, 1), 90),
        (house.enrolment_id, D(2026, 7, 2), 120),
        (house.enrolment_id, D(2026, 7, 2), 120),
    ]


def test_the_same_table_again_changes_nothing_and_is_not_noted_again(house: House) -> None:
    read(house, "hours", HOURS, "onefile")
    assert tallied(read(house, "hours", HOURS, "onefile")) == (0, 0, 3)
    with house.store.session(house.organisation_id) as session:
        noted = session.exec(select(AuditEntry).where(AuditEntry.action == "hours.imported")).all()
    assert [(entry.about, entry.detail["rows"]) for entry in noted] == [(f"person:{house.learner}", 3)]


def test_what_has_a_number_is_changed_when_it_has_changed_there(house: House) -> None:
    table = "learner,day,hours,reference\nL-1,2026-07-01,{},A7\n"
    assert tallied(read(house, "hours", table.format("1"), "plain")) == (1, 0, 0)
    assert tallied(read(house, "hours", table.format("2"), "plain")) == (0, 1, 0)
    twice = read(house, "hours", table.format("2") + "L-1,2026-07-01,3,A7\n", "plain")
    assert tallied(twice) == (0, 0, 1)
    assert twice.left_out[0].said == "stands twice: row 2 is the same one"


def test_ratings_are_read_for_both_raters_and_codes_of_the_standard_alone(house: House) -> None:
    lines = ("L-1,k1,3,4", "L-1,K30,3,", "L-1,S1,9,")
    table = "learner,code,self rating,employer rating,day\n" + "".join(f"{row},2026-06-02\n" for row in lines)
    came = read(house, "ksb", table, "plain")
    assert tallied(came) == (2, 0, 0)
    assert [left.said for left in came.left_out] == ["ST1512 has no 'K30'", "'9' is no whole number from 0 to 5"]
    with house.store.session(house.organisation_id) as session:
        rows = session.exec(select(KsbRating)).all()
    assert {(row.code, row.rater, row.rating, row.most) for row in rows} == {
        ("K1", "self", 3, 5),
        ("K1", "employer", 4, 5),
    }


def test_a_planned_review_becomes_a_held_one(house: House) -> None:
    head = "learner,planned on,held on,learner came,employer came,progress percent,colour,reason for the colour\n"
    assert tallied(read(house, "reviews", f"{head}L-1,2026-08-31,,,,,,\n", "plain")) == (1, 0, 0)
    held = read(house, "reviews", f"{head}L-1,2026-08-31,2026-08-28,yes,no,12 %,amber,ill for a month\n", "plain")
    assert tallied(held) == (0, 1, 0)
    with house.store.session(house.organisation_id) as session:
        row = session.exec(select(ProgressReview)).one()
    assert (row.held_on, row.progress_percent, row.rag_override) == (D(2026, 8, 28), 12, "amber")
    wrong = read(house, "reviews", f"{head}L-1,2026-11-30,,,,,red,\n", "plain")
    assert wrong.left_out[0].said == "a colour of the trainer's own needs its reason, and a reason its colour"


def test_learners_are_enrolled_once(house: House) -> None:
    table = "learner,programme,starts on,planned end on,planned hours\nL-1,au0010,2028-02-01,2028-04-01,80\n"
    assert tallied(read(house, "enrolments", table, "plain")) == (1, 0, 0)
    assert tallied(read(house, "enrolments", table, "plain")) == (0, 0, 1)
    left = read(house, "enrolments", table.replace("au0010", "AU0002"), "plain").left_out
    assert "AU0009, AU0010, AU0011 replaced it" in left[0].said


@pytest.mark.parametrize("kind", ["hours", "ksb", "reviews"])
def test_what_leaves_is_read_again_unchanged(house: House, kind: Kind) -> None:
    read(house, "hours", HOURS, "onefile")
    read(house, "ksb", "ULN,KSB,Self Rating,Employer Rating,Date\nL-1,B6,2,3,2 Jun 2026\n", "aptem")
    read(house, "reviews", "ULN,Review Date,Progress,Notes\nL-1,1/8/2026,30,=1+1\n", "bud")
    with house.store.session(house.organisation_id) as session:
        columns, rows = table_of(session, kind, read_map("plain"))
    text = sheet_bytes(columns, rows).decode("utf-8-sig")
    came = read(house, kind, text, "plain")
    assert (came.new, came.changed, came.left_out) == (0, 0, [])
    assert came.unchanged > 0


@pytest.mark.parametrize("name", map_names())
@pytest.mark.parametrize("kind", KINDS)
def test_every_map_finds_the_columns_that_it_writes(name: str, kind: Kind) -> None:
    of = read_map(name)
    assert set(of.headings(kind)) <= set(PARTS[kind])
    table = [names[0] for names in of.headings(kind).values()]
    found = columns_of(kind, of, table, {})
    assert list(found) == [part for part in PARTS[kind] if part in of.headings(kind)]
    assert len(set(found.values())) == len(found)


def test_a_map_that_was_made_without_an_export_says_so() -> None:
    assert [name for name in map_names() if "no export was seen" not in read_map(name).seen] == ["plain"]


def test_a_column_of_the_users_own_counts_before_the_map(house: House) -> None:
    table = "who,day,hours\nL-1,2026-07-01,1\n"
    with pytest.raises(
        BadMap, match="no column for learner was found among who, day, hours; name it: --column learner"
    ):
        read(house, "hours", table, "plain")
    assert tallied(read(house, "hours", table, "plain", {"learner": "who"})) == (1, 0, 0)
    with pytest.raises(BadMap, match="the table has no column 'whom'"):
        read(house, "hours", table, "plain", {"learner": "whom"})
    with pytest.raises(BadMap, match="hours have no part 'name'"):
        read(house, "hours", table, "plain", {"learner": "who", "name": "who"})


@pytest.mark.parametrize(
    ("cell", "minutes"), [("1.5", 90), ("1,5", 90), ("1:30", 90), ("1 h 30 min", 90), ("45m", 45), ("2 hours", 120)]
)
def test_time_is_read_as_people_write_it(cell: str, minutes: int) -> None:
    assert cells.minutes(cell, "time", "hours") == minutes
    assert cells.minutes("90", "time", "minutes") == 90


@pytest.mark.parametrize("cell", ["", "long", "-1", "1:5", "h"])
def test_time_that_cannot_be_read_is_said(cell: str) -> None:
    with pytest.raises(BadCell):
        cells.minutes(cell, "time", "hours")


@pytest.mark.parametrize(
    "cell", ["2026-07-04", "2026-07-04T09:00:00", "4/7/2026", "04.07.2026", "4 July 2026", "4-Jul-2026"]
)
def test_days_are_read_as_people_write_them(cell: str) -> None:
    assert cells.day(cell, "on") == D(2026, 7, 4)


@pytest.mark.parametrize("cell", ["", "29/02/2027", "7/4/26", "4 Jux 2026", "46207"])
def test_a_day_that_cannot_be_read_is_said(cell: str) -> None:
    with pytest.raises(BadCell, match="is no day"):
        cells.day(cell, "on")


def test_a_leap_day_is_a_day() -> None:
    assert cells.day("29/02/2028", "on") == D(2028, 2, 29)
