"""What trainers type in, and a standard code by code."""

import datetime as dt

import pytest

from assessor.models.programme.enrolment import Enrolment
from assessor.people.refusals import Refused
from assessor.programmes.caseload import caseload
from assessor.programmes.noting import Link, Rating, Review, link_evidence, note_review, rate
from assessor.programmes.rag import Rules
from assessor.programmes.skills import KsbRow, Rated, ksb_rows
from tests.assessor.programmes.conftest import NOON, House

D = dt.date
TODAY = NOON.date()


@pytest.fixture
def enrolment(house: House) -> Enrolment:
    with house.store.session(house.organisation_id) as session:
        return session.get_one(Enrolment, house.enrolment_id)


def rows(house: House, enrolment: Enrolment, until: dt.date = TODAY) -> dict[str, KsbRow]:
    with house.store.session(house.organisation_id) as session:
        return {row.code: row for row in ksb_rows(session, enrolment, until)}


def test_a_review_that_was_typed_in_moves_the_next_one(house: House, enrolment: Enrolment) -> None:
    with house.store.session(house.organisation_id, write=True) as session:
        note_review(session, house.trainer, enrolment, Review(held_on=D(2026, 11, 3), progress_percent=30), NOON)
        note_review(session, house.trainer, enrolment, Review(planned_on=D(2027, 2, 1)), NOON)
    with house.store.session(house.organisation_id) as session:
        (row,) = caseload(session, [house.learner], TODAY, Rules())
    review = row.standing.review
    assert (review.due_on, review.planned_on, review.state) == (D(2027, 2, 28), D(2027, 2, 1), "not due yet")
    assert row.standing.rag.word == "on track"


@pytest.mark.parametrize(
    ("review", "said"),
    [
        (Review(), "Say on which day"),
        (Review(held_on=D(2026, 5, 1)), "from 2026-06-01 on"),
        (Review(held_on=TODAY, colour="red"), "needs its reason"),
        (Review(held_on=TODAY, reason="ill"), "needs its reason"),
        (Review(held_on=TODAY, progress_percent=101), "from 0 to 100"),
    ],
)
def test_a_review_that_says_too_little_or_too_much_is_refused(
    house: House, enrolment: Enrolment, review: Review, said: str
) -> None:
    with house.store.session(house.organisation_id, write=True) as session, pytest.raises(Refused, match=said):
        note_review(session, house.trainer, enrolment, review, NOON)


def test_each_code_has_the_first_and_the_last_rating_of_both_and_no_other_day(
    house: House, enrolment: Enrolment
) -> None:
    given = [
        Rating("K1", "self", 2, 5, D(2026, 6, 2)),
        Rating("K1", "self", 3, 5, D(2026, 9, 2)),
        Rating("K1", "self", 5, 5, D(2026, 12, 2)),
        Rating("K1", "employer", 1, 5, D(2026, 6, 2)),
        Rating("K1", "employer", 2, 5, D(2026, 6, 2)),
    ]
    with house.store.session(house.organisation_id, write=True) as session:
        rate(session, house.trainer, enrolment, given, NOON)
    found = rows(house, enrolment)
    assert len(found) == 64
    row = found["K1"]
    assert (row.self_first, row.self_last) == (Rated(2, 5, D(2026, 6, 2)), Rated(3, 5, D(2026, 9, 2)))
    assert row.employer_first == row.employer_last == Rated(2, 5, D(2026, 6, 2))
    assert (row.words, row.areas, found["B6"].self_first) == ("", (), None)


def test_evidence_is_counted_for_each_code_and_signed_off_by_its_day(house: House, enrolment: Enrolment) -> None:
    with house.store.session(house.organisation_id, write=True) as session:
        for title, signed in (("Report", D(2026, 10, 1)), ("Film", None)):
            work = Link(title, D(2026, 9, 1), ["K1", "S2"], "https://example.org/1", signed)
            link_evidence(session, house.trainer, enrolment, work, NOON)
    now, before = rows(house, enrolment)["S2"], rows(house, enrolment, D(2026, 9, 30))["S2"]
    assert (now.evidence, now.signed_off, before.evidence, before.signed_off) == (2, 1, 2, 0)


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (Link(" ", TODAY), "Say what it is"),
        (Link("Report", TODAY, link="javascript:alert(1)"), "begins with https://"),
        (Link("Report", TODAY, ["K99"]), "ST1512 has no 'K99'"),
    ],
)
def test_evidence_that_cannot_be_linked_is_refused(house: House, enrolment: Enrolment, work: Link, said: str) -> None:
    with house.store.session(house.organisation_id, write=True) as session, pytest.raises(Refused, match=said):
        link_evidence(session, house.trainer, enrolment, work, NOON)


@pytest.mark.parametrize(
    ("rating", "said"),
    [(Rating("K1", "self", 6, 5, TODAY), "from 0 to 5"), (Rating("K30", "self", 1, 5, TODAY), "has no 'K30'")],
)
def test_a_rating_beyond_its_scale_or_standard_is_refused(
    house: House, enrolment: Enrolment, rating: Rating, said: str
) -> None:
    with house.store.session(house.organisation_id, write=True) as session, pytest.raises(Refused, match=said):
        rate(session, house.trainer, enrolment, [rating], NOON)
