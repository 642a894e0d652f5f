"""Words and cells that reports on programmes share."""

import datetime as dt
from dataclasses import replace

import pytest

from reports.data import Paragraph, Table
from reports.programme import ratings
from reports.programme.areas import told_of
from reports.programme.made_up import BEGAN, ENROLLED, TODAY, sat
from reports.programme.ratings import Ask
from reports.programme.rows import Area, Ksb, Rating
from reports.programme.said import codes_said, facts_of, hours, hours_cell

OTHER_DAY = BEGAN + dt.timedelta(7)
ASK = Ask("Learner", lambda ksb: ksb.self_first)
LATER = Ask("Learner, last", lambda ksb: ksb.self_last, lambda ksb: ksb.self_first)


def ksb(code: str, first: Rating | None, last: Rating | None = None) -> Ksb:
    return Ksb(code, "", (), first, last or first, None, None, 0, 0)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (("K1",), "K1"),
        (("K1", "K2"), "K1 and K2"),
        (("K1", "K2", "K3"), "K1 to K3"),
        (("K1", "K3", "K4", "K5", "S1"), "K1, K3 to K5 and S1"),
        (("K29", "S30"), "K29 and S30"),
    ],
)
def test_codes_that_follow_one_another_are_said_as_a_run(codes: tuple[str, ...], expected: str) -> None:
    assert codes_said(codes) == expected


def test_time_is_told_in_hours_and_minutes_and_in_tables_as_hours() -> None:
    assert [hours(minutes) for minutes in (0, 45, 60, 90, 90_061)] == [
        "0 min",
        "45 min",
        "1 h",
        "1 h 30 min",
        "1,501 h 1 min",
    ]
    assert hours_cell(-90, sign=True).text == "-1.50"
    assert hours_cell(0, sign=True).text == "+0.00"
    assert hours_cell(None).text == "not known"
    assert hours_cell(100).value == pytest.approx(100 / 60)


def test_a_moved_end_stands_with_the_one_planned_at_first() -> None:
    said = {fact.name: fact.text for fact in facts_of(ENROLLED)}
    assert said["Time"] == (
        "2 March 2026 to 30 November 2027 (at first 31 August 2027); then gateway and end-point assessment"
    )
    assert said["Programme"].endswith("Level 4 apprenticeship")


def test_a_unit_has_no_assessment_at_its_end_and_one_that_has_ended_says_when() -> None:
    unit = replace(ENROLLED, assessment="", gateway="", ended_on=TODAY, ended_as="withdrawn", employer="", trainers=())
    said = {fact.name: fact.text for fact in facts_of(unit)}
    assert said["Time"].endswith("; withdrawn on 23 November 2026")
    assert (said["Employer"], said["Trainer"]) == ("not known", "not known")


def test_ratings_of_one_day_have_it_in_the_head_and_others_each_beside_them() -> None:
    one = [ksb("K1", Rating(2, 5, BEGAN)), ksb("K2", Rating(3, 5, BEGAN))]
    two = [one[0], ksb("K2", Rating(3, 5, OTHER_DAY))]
    assert ratings.columns_of([ASK], one)[0].title == "Learner, 2 Mar 2026"
    assert ratings.columns_of([ASK], two)[0].title == "Learner"
    assert [ratings.cells_of(each, [ASK], two)[0].text for each in two] == ["2 (2 Mar 2026)", "3 (9 Mar 2026)"]


def test_ratings_on_several_scales_each_name_theirs() -> None:
    made = [ksb("K1", Rating(2, 4, BEGAN)), ksb("K2", Rating(3, 5, BEGAN))]
    assert ratings.columns_of([ASK], made)[0].unit == "rating"
    cell = ratings.cells_of(made[0], [ASK], made)[0]
    assert (cell.text, cell.value) == ("2 of 4", None)


def test_a_single_rating_is_not_shown_as_a_later_one() -> None:
    made = [ksb("K1", Rating(2, 5, BEGAN)), ksb("K2", Rating(2, 5, BEGAN), Rating(3, 5, OTHER_DAY)), ksb("K3", None)]
    assert [ratings.cells_of(each, [LATER], made)[0].text for each in made] == ["no later one", "3", "not rated"]


def test_an_area_that_is_measured_once_stands_at_every_time_and_others_once() -> None:
    before = replace(sat(BEGAN, 0.0), areas=(Area("A", 5, 0.1, 0.4, ""), Area("B", 4, None, None, "too few")))
    now = replace(sat(TODAY, 0.0), areas=(Area("A", 4, 0.1, 0.4, ""), Area("B", 4, None, None, "too few")))
    found = told_of([("at the start", before), ("now", now)])
    assert isinstance(found, Table)
    assert [(row.cells[0].text, row.cells[1].text, row.cells[3].text) for row in found.rows] == [
        ("A", "at the start", "0.10"),
        ("A", "now", "not measured"),
        ("B", "now", "not measured"),
    ]


def test_areas_that_are_measured_at_no_time_are_a_sentence() -> None:
    bare = replace(sat(TODAY, 0.0), areas=(Area("A", 4, 0.2, 0.3, ""),))
    assert isinstance(told_of([("now", bare)]), Paragraph)
