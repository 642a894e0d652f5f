"""What is written of a programme, what is refused, and what a trainer's caseload makes of it."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlmodel import select

from assessor.db import Store
from assessor.jobs.erasing import erase_person
from assessor.models.declared import new_id
from assessor.models.people.audit_entry import AuditEntry
from assessor.models.people.person import Person
from assessor.models.programme import CLASSES
from assessor.models.programme.enrolment import Enrolment
from assessor.models.programme.hours_entry import HoursEntry
from assessor.models.programme.ksb_link import KsbLink
from assessor.models.programme.programme_rules import ProgrammeRules
from assessor.models.programme.progress_review import ProgressReview
from assessor.people.refusals import Refused
from assessor.programmes import keeping
from assessor.programmes.caseload import CaseloadRow, caseload, counts
from assessor.programmes.keeping import Change, Prior
from assessor.programmes.rag import Rules
from assessor.programmes.reading import known_of, rules_of
from tests.assessor.programmes.conftest import NOON, House, housed, wish

D = dt.date
TODAY = NOON.date()


def enrolment(house: House) -> Enrolment:
    with house.store.session(house.organisation_id) as session:
        return session.get_one(Enrolment, house.enrolment_id)


def row_of(house: House, today: dt.date = TODAY) -> CaseloadRow:
    with house.store.session(house.organisation_id) as session:
        (row,) = caseload(session, [house.learner], today, rules_of(session))
    return row


def add_review(house: House, held_on: dt.date, **more: object) -> None:
    own = {"organisation_id": house.organisation_id, "enrolment_id": house.enrolment_id, "person_id": house.learner}
    with house.store.session(house.organisation_id, write=True) as session:
        row = {"id": new_id(), "held_on": held_on, "source": "typed", "source_ref": str(held_on), "at": NOON}
        session.add(ProgressReview.model_validate({**own, **row, **more}))


def add_hours(house: House, on: dt.date, minutes: int) -> None:
    own = {"organisation_id": house.organisation_id, "enrolment_id": house.enrolment_id, "person_id": house.learner}
    with house.store.session(house.organisation_id, write=True) as session:
        for part in range(minutes // 60):  # an entry is at most 100 hours
            row = {"id": new_id(), "on": on, "minutes": 60, "source": "typed", "source_ref": f"{on} {part}", "at": NOON}
            session.add(HoursEntry.model_validate({**own, **row}))


def test_a_learner_is_pinned_to_the_version_of_the_first_day_and_it_is_noted(house: House) -> None:
    assert (enrolment(house).programme, enrolment(house).version) == ("ST1512", "2.1")
    with house.store.session(house.organisation_id) as session:
        assert session.exec(select(AuditEntry.action)).all() == ["enrolment.made"]


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({}, "starts_on", "one programme at a time"),
        ({"person_id": "nobody"}, "person_id", "no such learner"),
        ({"programme": "ST9999"}, "programme", "there is no programme 'ST9999'"),
        ({"starts_on": D(2024, 1, 1)}, "programme", "nobody starts ST1512 on 2024-01-01"),
        ({"planned_end_on": D(2026, 6, 1)}, "planned_end_on", "cannot end on 2026-06-01"),
        ({"starts_on": D(2028, 1, 1), "planned_end_on": D(2029, 1, 1), "review_months": 4}, "review_reason", "reason"),
    ],
)
def test_an_enrolment_that_cannot_be_is_refused(
    house: House, changes: dict[str, object], field: str, said: str
) -> None:
    asked = replace(wish(house.learner), **changes)  # type: ignore[arg-type] # any of its parts
    with house.store.session(house.organisation_id, write=True) as session:
        with pytest.raises(Refused, match=said) as refused:
            keeping.enrol(session, house.trainer, asked, NOON)
        assert refused.value.field == field


def test_prior_learning_needs_a_person_evidence_and_codes_of_the_standard(house: House) -> None:
    program = replace(house.trainer, person_id=None)
    with house.store.session(house.organisation_id, write=True) as session:
        for who, prior, said in (
            (program, Prior(60, "certificate"), "decided by a person"),
            (house.trainer, Prior(60, " "), "on what evidence"),
            (house.trainer, Prior(0, "certificate"), "how many hours"),
            (house.trainer, Prior(60, "certificate", ["K30"]), "ST1512 has no 'K30'"),
        ):
            with pytest.raises(Refused, match=said):
                keeping.decide_prior(session, who, enrolment(house), prior, NOON)
        keeping.decide_prior(session, house.trainer, enrolment(house), Prior(120, "certificate", ["K1"]), NOON)
        assert known_of(session, [house.enrolment_id], Rules())[0].plan.prior_min == 120


def test_breaks_do_not_overlap_and_end_after_they_began(house: House) -> None:
    one = enrolment(house)
    with house.store.session(house.organisation_id, write=True) as session:
        with pytest.raises(Refused, match="no break that could end"):
            keeping.end_break(session, house.trainer, one, D(2026, 10, 1))
        keeping.begin_break(session, house.trainer, one, D(2026, 9, 1), NOON)
        with pytest.raises(Refused, match="a break from 2026-09-01 already"):
            keeping.begin_break(session, house.trainer, one, D(2026, 9, 20), NOON)
        keeping.end_break(session, house.trainer, one, D(2026, 10, 1))
    assert row_of(house).standing.review.due_on == D(2026, 9, 30) + dt.timedelta(days=30)


def test_a_change_of_employer_is_who_employs_now_and_re_bases(house: House) -> None:
    new = Change(D(2026, 9, 1), employer="Other Ltd", progress_percent=5)
    with house.store.session(house.organisation_id, write=True) as session:
        keeping.change(session, house.trainer, enrolment(house), new, NOON)
    known = row_of(house).standing.known
    assert known.employer == "Other Ltd"
    assert known.course.elapsed_percent(D(2026, 9, 1)) == 5


def test_a_learner_with_nothing_logged_has_not_started_and_the_first_review_is_overdue(house: House) -> None:
    row = row_of(house)
    assert (row.has_not_started, row.is_overdue, row.standing.review.due_on) == (True, True, D(2026, 9, 30))


def test_a_recent_figure_of_the_learners_own_system_counts_before_hours(house: House) -> None:
    # 23 November is the 175th day of 548: 31.9 %. On 20 November 172 days: 31.4 %; 21 % is 10.4 behind.
    add_hours(house, D(2026, 7, 1), 30000)
    add_review(house, D(2026, 11, 20), progress_percent=21)
    row = row_of(house)
    assert row.standing.rag.progress is not None
    assert (row.standing.rag.progress.basis, row.is_red) == ("the learner's own system", True)
    assert row.standing.rag.points == -10.4


def test_an_old_figure_gives_way_to_hours(house: House) -> None:
    add_hours(house, D(2026, 7, 1), 9600)  # 32 % of 30,000 minutes
    add_review(house, D(2026, 7, 31), progress_percent=90)
    rag = row_of(house).standing.rag
    assert rag.progress is not None
    assert (rag.progress.basis, rag.word) == ("time off the job", "on track")


def test_a_trainers_judgement_counts_until_the_next_review(house: House) -> None:
    add_hours(house, D(2026, 7, 1), 9600)
    add_review(house, D(2026, 8, 1), rag_override="red", rag_reason="no time at work")
    assert row_of(house).is_red
    add_review(house, D(2026, 11, 1))
    assert not row_of(house).is_red


def test_the_counts_of_a_caseload_are_of_its_rows(house: House) -> None:
    add_hours(house, D(2026, 7, 1), 60)
    row = row_of(house)
    found = counts([row])
    assert (found.learners, found.due, found.overdue, found.red, found.not_started) == (1, 1, 1, 1, 0)


def test_who_has_ended_is_in_no_caseload(house: House) -> None:
    with house.store.session(house.organisation_id, write=True) as session:
        one = session.get_one(Enrolment, house.enrolment_id)
        keeping.end(session, house.trainer, one, D(2026, 11, 1), completed=False)
    with house.store.session(house.organisation_id) as session:
        assert caseload(session, [house.learner], TODAY, Rules()) == []


def test_the_newest_rules_of_the_own_organisation_count(house: House) -> None:
    with house.store.session(house.organisation_id, write=True) as session:
        with pytest.raises(Refused, match="a number from 1 to 12, not 0"):
            keeping.set_rules(session, house.trainer, Rules(review_months=0), NOON)
        keeping.set_rules(session, house.trainer, Rules(15, 20, 4), NOON)
    with house.store.session(house.organisation_id) as session:
        assert rules_of(session) == Rules(15, 20, 4)
    assert row_of(house).standing.review.due_on == D(2026, 10, 31)


def test_months_of_a_plan_are_kept_and_can_be_changed(house: House) -> None:
    with house.store.session(house.organisation_id, write=True) as session:
        for minutes in (600, 900):
            keeping.plan_months(session, house.trainer, enrolment(house), {D(2026, 6, 1): minutes})
    assert row_of(house).standing.off_job.planned_min == 900


def test_nothing_of_a_programme_is_left_of_who_is_erased_and_others_keep_theirs(house: House) -> None:
    add_review(house, D(2026, 8, 1))
    add_hours(house, D(2026, 7, 1), 60)
    with house.store.session(house.organisation_id, write=True) as session:
        keeping.begin_break(session, house.trainer, enrolment(house), D(2026, 9, 1), NOON)
        keeping.plan_months(session, house.trainer, enrolment(house), {D(2026, 6, 1): 60})
        keeping.decide_prior(session, house.trainer, enrolment(house), Prior(60, "certificate"), NOON)
        erase_person(session, house.store, session.get_one(Person, house.learner))
    with house.store.session_across() as session:
        left = {table: session.exec(select(table)).all() for table in CLASSES if table not in {ProgrammeRules, KsbLink}}
    assert [row.id for row in left.pop(Enrolment)] == [house.other]  # type: ignore[attr-defined] # enrolments
    assert not any(left.values())


def test_on_postgresql_a_caseload_is_the_same(on_postgres: Store) -> None:
    there = housed(on_postgres)
    add_hours(there, D(2026, 7, 1), 9600)
    add_review(there, D(2026, 8, 1), progress_percent=1)  # when 61 of 548 days had passed: 11.1 %
    row = row_of(there)
    assert (row.standing.review.due_on, row.standing.rag.word, row.name != "") == (D(2026, 11, 30), "behind", True)
