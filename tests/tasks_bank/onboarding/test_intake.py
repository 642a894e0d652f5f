import datetime as dt
from dataclasses import replace
from random import Random

import pytest

from tasks_bank.task import Task
from tasks_bank.tasks.onboarding.dealing import deal_intake
from tasks_bank.tasks.onboarding.following import Work, has_right_to_work, why_not
from tasks_bank.tasks.onboarding.starters.intake import CHECK_IN_DAYS, Intake, Starter, working_days_from
from tasks_bank.tasks.onboarding.starters.places import meets_a_holiday
from tasks_bank.tasks.onboarding.starters.planted import KINDS, share_out
from tasks_bank.tasks.onboarding.starters.registers import STANDARD, kit
from tasks_bank.tasks.onboarding.wording import managers_mails
from tasks_bank.world.diaries import in_hours, is_free
from tasks_bank.world.month import bank_holidays, is_working_day
from tasks_bank.writing.diary import WholeDays

SEEDS = range(20)
DEFAULT = {"starters": 2, "sessions": 9, "other_roles": 4, "planted": 8, "disagree": 0.5, "noise": 0.5}


@pytest.fixture(scope="module")
def months() -> tuple[Intake, ...]:
    """Twenty months with eight kinds on two starters, without their papers."""
    return tuple(deal_intake(seed, DEFAULT) for seed in SEEDS)


def planted_on(months: tuple[Intake, ...], kind: str) -> list[tuple[Intake, Starter]]:
    found = [(intake, starter) for intake in months for starter in intake.starters if kind in starter.kinds]
    assert found, f"{kind} was never planted"
    return found


def test_working_days_pass_weekends_and_bank_holidays() -> None:
    thursday_before_easter = dt.date(2026, 4, 2)
    assert working_days_from(thursday_before_easter, 1) == dt.date(2026, 4, 7)
    assert working_days_from(dt.date(2026, 4, 7), -1) == thursday_before_easter
    assert working_days_from(thursday_before_easter, 0) == thursday_before_easter
    assert working_days_from(dt.date(2026, 3, 2), 5) == dt.date(2026, 3, 9)


def test_every_kind_is_planted_sooner_or_later(months: tuple[Intake, ...]) -> None:
    assert {kind for intake in months for starter in intake.starters for kind in starter.kinds} == set(KINDS)


def test_kinds_are_shared_out_once_before_one_comes_again() -> None:
    for seed in SEEDS:
        shares = share_out(Random(seed), 3, len(KINDS))
        assert sorted(kind for share in shares for kind in share) == sorted(KINDS)
        assert max(map(len, shares)) - min(map(len, shares)) <= 1


def test_no_more_is_planted_than_fits_on_one_starter() -> None:
    (share,) = share_out(Random(1), 1, 20)
    assert len(share) == len(KINDS) - 1
    assert len({"mentor_full", "no_mentor"} & share) == 1


def test_what_is_not_planted_is_in_order(months: tuple[Intake, ...]) -> None:
    for intake in months:
        for starter in intake.starters:
            assert has_right_to_work(starter) == ("right_to_work" not in starter.kinds)
            assert (starter.buddy is None) == ("no_mentor" in starter.kinds)
            assert meets_a_holiday(starter.start) == ("holiday_check_in" in starter.kinds)
            assert (starter.wish is not None) == ("clash" in starter.kinds)
            above = [code for code in starter.asked if code not in intake.profiles[starter.role]]
            assert len(above) == ("above_entitlement" in starter.kinds)


def test_the_manager_is_in_all_week_unless_that_is_planted(months: tuple[Intake, ...]) -> None:
    for intake in months:
        for starter in intake.starters:
            away = [intake.is_away(starter.manager, day) for day in starter.week]
            assert set(away) == {"manager_away" in starter.kinds}


def test_a_suggested_buddy_who_is_full_is_not_the_buddy(months: tuple[Intake, ...]) -> None:
    for intake, starter in planted_on(months, "mentor_full"):
        assert starter.suggested is not None
        assert starter.buddy not in {None, starter.suggested}
        mentor = next(each for each in intake.mentors if each.person == starter.suggested)
        assert mentor.taken == mentor.places


def test_a_proposed_time_clashes_and_another_time_does_not(months: tuple[Intake, ...]) -> None:
    for intake, starter in planted_on(months, "clash"):
        assert starter.wish is not None
        ref, start = starter.wish
        session = next(each for each in intake.sessions if each.ref == ref)
        host = intake.host(session)
        assert host is not None
        end = start + dt.timedelta(minutes=session.minutes)
        assert not is_free(intake.diaries[host.name], start, end)
        assert ref in intake.slots


def test_a_host_without_a_free_hour_stops_a_session(months: tuple[Intake, ...]) -> None:
    for intake, starter in planted_on(months, "no_slot"):
        unheld = [each for each in intake.sessions if each.starter == starter.ref and each.ref not in intake.slots]
        assert "no_slot" in {why_not(intake, session)[0] for session in unheld}


def test_nothing_stops_a_session_where_nothing_is_planted() -> None:
    for seed in SEEDS:
        intake = deal_intake(seed, DEFAULT | {"planted": 0})
        assert set(intake.slots) == {session.ref for session in intake.sessions}
        assert Work(intake).escalations() == []


def test_withdrawn_and_retired_things_are_replaced_by_current_ones(months: tuple[Intake, ...]) -> None:
    for intake, starter in planted_on(months, "withdrawn_document"):
        current = {each.code for each in intake.documents if not each.replaced_by}
        mine = [each for each in intake.documents if starter.is_audience(each.audience)]
        assert any(each.replaced_by in current for each in mine)
        assert {row["document"] for row in Work(intake).tables()["reading"]} <= current
    for intake, starter in planted_on(months, "retired_item"):
        current = {each.code for each in intake.items if not each.replaced_by}
        assert any(intake.item(code).replaced_by in current for code in kit(intake, starter.role, STANDARD))
        assert {row["item"] for row in Work(intake).tables()["it_requests"]} <= current


def test_nobody_is_in_two_places_in_the_model_diary(months: tuple[Intake, ...]) -> None:
    for intake in months:
        taken: set[tuple[str, dt.datetime]] = set()
        for session in intake.sessions:
            if session.ref not in intake.slots:
                continue
            start, end = intake.slots[session.ref]
            host = intake.host(session)
            assert host is not None
            assert in_hours(start, end)
            assert is_free(intake.diaries[host.name], start, end)
            halves = [start + n * dt.timedelta(minutes=30) for n in range(session.minutes // 30)]
            cells = {(who, half) for who in (host.name, session.starter) for half in halves}
            assert not cells & taken
            taken |= cells


def test_every_date_is_a_working_day(months: tuple[Intake, ...]) -> None:
    columns = {"checklist": "due", "it_requests": "needed_by", "reading": "due", "check_ins": "date"}
    for intake in months:
        tables = Work(intake).tables()
        dates = [row[column] for table, column in columns.items() for row in tables[table]]
        dates += [starter.start.isoformat() for starter in intake.starters]
        assert all(is_working_day(dt.date.fromisoformat(each)) for each in dates)


def test_a_holiday_check_in_is_moved_past_a_bank_holiday(months: tuple[Intake, ...]) -> None:
    for _, starter in planted_on(months, "holiday_check_in"):
        dates = [starter.start + dt.timedelta(days=count) for count in CHECK_IN_DAYS]
        passed = [date + dt.timedelta(days=n) for date in dates for n in range(4) if not is_working_day(date)]
        assert any(each in bank_holidays(each.year) for each in passed)


def test_starters_are_strangers_in_teams_of_their_own(months: tuple[Intake, ...]) -> None:
    for intake in months:
        words = {word for person in intake.company.people for word in person.name.split()}
        assert not any(word in words for starter in intake.starters for word in starter.name.split())
        assert len({starter.team for starter in intake.starters}) == len(intake.starters)


def test_buddies_are_of_the_team_and_have_a_place(months: tuple[Intake, ...]) -> None:
    for intake in months:
        for starter in intake.starters:
            if starter.buddy:
                mentor = next(each for each in intake.mentors if each.person == starter.buddy)
                assert starter.buddy.team == starter.team
                assert starter.buddy != starter.manager
                assert mentor.taken < mentor.places
                assert all(starter.buddy.is_in(day) for day in starter.week)


def test_leave_in_a_diary_is_the_persons_own(months: tuple[Intake, ...]) -> None:
    for intake in months:
        for person in intake.company.people:
            for entry in intake.diaries.get(person.name, ()):
                if isinstance(entry, WholeDays) and entry.title == "Annual leave":
                    assert any((entry.first, entry.last) == (away.first, away.last) for away in person.leave)


def test_nobody_takes_leave_for_a_bank_holiday_alone(months: tuple[Intake, ...]) -> None:
    away = [entry for intake in months for diary in intake.diaries.values() for entry in diary]
    for entry in away:
        if isinstance(entry, WholeDays):
            days = range((entry.last - entry.first).days + 1)
            assert any(is_working_day(entry.first + dt.timedelta(days=count)) for count in days)


def test_a_permission_that_ran_out_was_valid_when_it_was_checked(months: tuple[Intake, ...]) -> None:
    for intake in months:
        for starter in intake.starters:
            said = starter.right_to_work
            assert not (said.checked and said.valid_until) or said.checked < said.valid_until


def test_a_right_to_work_until_the_start_date_itself_is_in_order(months: tuple[Intake, ...]) -> None:
    starter = next(each for intake in months for each in intake.starters if has_right_to_work(each))
    on_the_day = replace(starter.right_to_work, valid_until=starter.start)
    the_day_before = replace(starter.right_to_work, valid_until=starter.start - dt.timedelta(days=1))
    assert has_right_to_work(replace(starter, right_to_work=on_the_day))
    assert not has_right_to_work(replace(starter, right_to_work=the_day_before))


def test_where_papers_do_not_disagree_the_last_starters_are_the_same() -> None:
    intake = deal_intake(3, DEFAULT | {"disagree": 0})
    assert intake.last_duties == intake.duties
    assert all(starter.told_start == starter.start for starter in intake.starters)
    assert all(codes == kit(intake, role, STANDARD) for role, codes in intake.last_kit.items())


def test_where_all_papers_disagree_no_line_of_the_old_checklist_holds() -> None:
    intake = deal_intake(3, DEFAULT | {"disagree": 1})
    assert all(old.shift != new.shift for old, new in zip(intake.last_duties, intake.duties, strict=True))
    assert all(starter.told_start < starter.start for starter in intake.starters)


def test_seeds_share_no_reference(months: tuple[Intake, ...]) -> None:
    seen: set[str] = set()
    for intake in months:
        refs = [starter.ref for starter in intake.starters] + [session.ref for session in intake.sessions]
        refs += [duty.code for duty in intake.duties] + [item.code for item in intake.items]
        refs += [document.code for document in intake.documents]
        assert len(set(refs)) == len(refs)
        assert not seen & set(refs)
        seen |= set(refs)


def test_the_dials_at_their_ends_can_be_dealt(task: Task) -> None:
    for end in ("low", "high"):
        dials = {name: getattr(dial, end) for name, dial in task.spec.dial.items()}
        for seed in range(3):
            deal_intake(seed, dials)
    for seed in range(3):
        deal_intake(seed, task.dials("small,planted=20"))


def test_a_wish_comes_in_a_second_mail_after_the_first(months: tuple[Intake, ...]) -> None:
    for intake, starter in planted_on(months, "clash"):
        first, second = managers_mails(intake, starter)
        assert first.sent < second.sent
        assert second.answers == first.ref
        assert second.sent.date() < starter.start


def test_an_older_checklist_keeps_what_is_done_before_the_start_before_it(months: tuple[Intake, ...]) -> None:
    for intake in months:
        pairs = zip(intake.last_duties, intake.duties, strict=True)
        assert all((old.shift < 0) == (new.shift < 0) for old, new in pairs)
