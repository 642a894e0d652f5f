import datetime as dt

import pytest

from tasks_bank.task import Task
from tasks_bank.tasks.rota_planning.dealing import deal_week
from tasks_bank.tasks.rota_planning.planted import KINDS
from tasks_bank.tasks.rota_planning.week import Shift, Week, Worker, is_of_age, may_at_face_value, may_work, window_of
from tasks_bank.world.company import company_of
from tasks_bank.world.month import bank_holidays

SEEDS = range(15)


@pytest.fixture(scope="module")
def weeks(task: Task) -> tuple[Week, ...]:
    return tuple(deal_week(seed, task.dials())[0] for seed in SEEDS)


def shift_of(week: Week, kind: str) -> Shift:
    found = next(item for name, item in week.planted if name == kind)
    assert isinstance(found, Shift)
    return found


def worker_of(week: Week, kind: str) -> Worker:
    found = next(item for name, item in week.planted if name == kind)
    assert isinstance(found, Worker)
    return found


def test_every_kind_is_dealt_at_default(weeks: tuple[Week, ...]) -> None:
    assert all({kind for kind, _ in week.planted} == set(KINDS) for week in weeks)


def test_the_seed_says_which_kinds_a_small_week_holds(task: Task) -> None:
    small = [deal_week(seed, task.dials("small"))[0] for seed in range(25)]
    assert {kind for week in small for kind, _ in week.planted} == set(KINDS)
    assert all(len({kind for kind, _ in week.planted}) == 4 for week in small)


def test_only_the_planted_shifts_are_open_to_nobody(weeks: tuple[Week, ...]) -> None:
    for week in weeks:
        planted = {shift_of(week, kind).ref for kind in ("skill_missing", "holder_away")}
        assert planted == {
            shift.ref for shift in week.shifts if not any(may_work(worker, shift) for worker in week.workers)
        }


def test_the_holder_who_is_away_has_the_skill(weeks: tuple[Week, ...]) -> None:
    for week in weeks:
        shift = shift_of(week, "holder_away")
        holders = [worker for worker in week.workers if worker.skills.get(shift.skill, dt.date.min) >= shift.date]
        assert len(holders) == 1
        assert window_of(holders[0], shift.date) is None


def test_a_single_holder_may_work_the_shift(weeks: tuple[Week, ...]) -> None:
    for week in weeks:
        shift = shift_of(week, "single_holder")
        assert sum(may_work(worker, shift) for worker in week.workers) == 1


def test_a_late_sunday_bars_an_early_monday_and_nothing_else(weeks: tuple[Week, ...]) -> None:
    for week in weeks:
        worker = worker_of(week, "last_week_rest")
        monday = [shift for shift in week.shifts if shift.date == week.monday]
        assert any(shift.start < 9 and not may_work(worker, shift) for shift in monday)
        worker.worked_until = None
        freed = [shift for shift in week.shifts if may_work(worker, shift)]
        worker.worked_until = dt.datetime.combine(week.monday - dt.timedelta(days=1), dt.time(22))
        assert all(shift in monday and shift.start < 9 for shift in freed if not may_work(worker, shift))


def test_whoever_is_under_18_may_work_no_late_shift(weeks: tuple[Week, ...]) -> None:
    for week in weeks:
        worker = worker_of(week, "under_18")
        assert not any(is_of_age(worker, day) for day in week.days)
        late = [shift for shift in week.shifts if shift.end > 20]
        assert late
        assert not any(may_work(worker, shift) for shift in late)


def test_the_traps_change_who_may_work(weeks: tuple[Week, ...]) -> None:
    for kind in ("expired_skill", "last_week_rest", "under_18"):
        barred = 0
        for week in weeks:
            worker = worker_of(week, kind)
            barred += sum(may_at_face_value(worker, shift) and not may_work(worker, shift) for shift in week.shifts)
        assert barred >= len(weeks), kind


def test_the_second_mail_takes_the_first_one_back(weeks: tuple[Week, ...]) -> None:
    for week in weeks:
        first, second = worker_of(week, "changed_mind").changes[:2]
        assert first.days == second.days
        assert first.sent < second.sent
        assert first.can != second.can


def test_everybody_has_a_name_of_their_own(weeks: tuple[Week, ...]) -> None:
    for week in weeks:
        outsiders = [worker.name for worker in week.workers if worker.post == "bank staff"]
        known = {person.name for person in company_of(weeks.index(week)).people}
        assert len({worker.name for worker in week.workers}) == len(week.workers)
        assert not known.intersection(outsiders)


def test_employees_were_of_age_when_they_started(weeks: tuple[Week, ...]) -> None:
    for week in weeks:
        started = {person.name: person.started for person in week.company.people}
        for worker in week.workers:
            assert worker.name not in started or is_of_age(worker, started[worker.name])


def test_rates_and_shifts_are_what_a_business_has(weeks: tuple[Week, ...]) -> None:
    for week in weeks:
        assert all(11 <= worker.rate_pence / 100 <= 21 for worker in week.workers)
        assert all(4 <= shift.hours <= 8 and shift.start >= 6 and shift.end <= 22 for shift in week.shifts)
        assert week.monday.weekday() == 0
        assert not set(week.days) & set(bank_holidays(week.monday.year))


def test_mails_come_before_the_week(weeks: tuple[Week, ...]) -> None:
    for week in weeks:
        sent = [change.sent for worker in week.workers for change in worker.changes]
        assert all(moment.date() < week.monday and 6 <= moment.hour <= 23 for moment in sent)


def test_mails_disagree_with_the_list_for_the_stated_share_of_workers(task: Task) -> None:
    for share in (0.0, 0.5, 1.0):
        week, _ = deal_week(5, task.dials(f"default,planted=0,disagree={share}"))
        wrote = [worker for worker in week.workers if worker.changes]
        assert len(wrote) == pytest.approx(share * len(week.workers), abs=1)
        for worker in wrote:
            for change in worker.changes:
                assert all((worker.usual[day.weekday()] is not None) != change.can for day in change.days)
