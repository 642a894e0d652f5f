"""What the skills scan holds beside one another, and what it never makes of it."""

from dataclasses import replace

import pytest

from reports.data import Bullets, Chart, Note, Paragraph, Section, Table
from reports.kinds.skills.overview import build, build_list
from reports.kinds.skills.rows import Scan
from reports.kinds.skills.samples import scan
from reports.kinds.skills.sections import codes, in_short, measured, prior
from reports.programme.made_up import BEGAN, ksbs, sat
from reports.programme.rows import Area, Ksb, Rating


def tables(section: Section | None) -> dict[str, Table]:
    assert section is not None
    return {block.id: block for block in section.blocks if isinstance(block, Table)}


def said(section: Section | None) -> str:
    assert section is not None
    return " ".join(
        block.text if isinstance(block, Paragraph | Note) else " ".join(block.items)
        for block in section.blocks
        if isinstance(block, Paragraph | Note | Bullets)
    )


def rated(own: int | None, theirs: int | None, most: int = 5) -> Ksb:
    mine = None if own is None else Rating(own, most, BEGAN)
    other = None if theirs is None else Rating(theirs, 5, BEGAN)
    return Ksb("K1", "", (), mine, mine, other, other, 0, 0)


@pytest.mark.parametrize(
    ("own", "theirs", "most", "expected"),
    [(1, 3, 5, True), (3, 1, 5, True), (2, 3, 5, False), (None, 3, 5, False), (1, 4, 4, False)],
)
def test_ratings_two_steps_apart_on_one_scale_are_talked_over(
    own: int | None, theirs: int, most: int, *, expected: bool
) -> None:
    assert codes.apart(rated(own, theirs, most)) is expected


def test_every_rated_code_has_both_ratings_with_their_day() -> None:
    found = tables(codes.build(scan()))["ratings"]
    assert len(found.rows) == 64
    assert [column.title for column in found.columns] == [
        "Code",
        "Learner, 2 Mar 2026",
        "Employer, 16 Mar 2026",
        "To talk over",
    ]
    assert {cell.day for row in found.rows for cell in row.cells[1:2]} == {BEGAN}


def test_codes_that_nobody_has_rated_are_named() -> None:
    made = (*ksbs(2, last_on=None), replace(rated(None, None), code="K3"))
    assert "Rated by neither yet: K3." in said(codes.build(scan(ksbs=made)))


def test_a_link_to_an_area_is_a_name_and_no_figure() -> None:
    plain, linked = ksbs(2, last_on=None)
    assert "Linked area" not in [column.title for column in tables(codes.build(scan()))["ratings"].columns]
    found = tables(codes.build(scan(ksbs=(plain, replace(linked, areas=("Checking", "Instructing"))))))["ratings"]
    assert [row.cells[-1].text for row in found.rows] == ["none", "Checking and Instructing"]
    assert "The area's figure is not the code's." in found.note


def test_areas_stand_with_their_error_and_how_many_questions() -> None:
    section = measured.build(scan(first=replace(sat(BEGAN, 0.0), areas=(Area("Checking", 7, 0.31, 0.4, ""),))))
    chart = next(block for block in section.blocks if isinstance(block, Chart))
    assert [cell.text for cell in chart.table.rows[0].cells[3:]] == ["0.31", "0.40", "7"]
    assert "Checking 0.31, standard error 0.40" in chart.sentence


def test_without_a_result_nothing_is_measured_and_hidden_sittings_are_counted() -> None:
    assert said(measured.build(scan(first=None, hidden=2))).startswith("2 of 2 sittings left out")
    assert "Not measured" in said(measured.build(scan(first=None)))


def test_prior_learning_is_typed_by_a_person_and_never_follows_from_a_score() -> None:
    section = prior.build(scan())
    assert "No score, rating or level is turned into hours." in said(section)
    found = tables(section)
    assert [cell.text for cell in found["prior-learning"].rows[0].cells] == [
        "Certificate of a course in data protection, seen.",
        "K1 to K3",
        "12.00",
        "Jo Trainer",
        "2 March 2026",
    ]
    assert found["prior-new"].by_hand


def test_where_nothing_was_decided_there_is_room_to_decide() -> None:
    assert list(tables(prior.build(scan(priors=())))) == ["prior-new"]
    assert "nobody has decided anything yet" in said(in_short.build(scan(priors=())))


def test_without_a_programme_there_is_no_scan_but_what_was_measured() -> None:
    made = build(scan(enrolled=None, ksbs=(), priors=()))
    assert [section.id for section in made.sections] == ["short", "measured", "reading"]


def test_the_list_says_how_much_of_each_scan_is_there() -> None:
    made: list[Scan] = [scan(), replace(scan(first=None, ksbs=()), id="two", enrolled=None)]
    found = tables(build_list(made, lambda one: f"scans/{one.id}").sections[0])["scans"]
    assert [[cell.text for cell in row.cells[1:]] for row in found.rows] == [
        ["ST0000 version 2.0", "64", "64", "2 March 2026"],
        ["on none", "0", "0", "not measured"],
    ]
