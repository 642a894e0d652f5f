import random

import pytest

from harness.meter.clocks import WorkClock


def test_what_is_between_asking_and_sending_is_waiting() -> None:
    clock = WorkClock()
    asking = clock.ask(1.0)
    asking.sent = 3.0
    clock.answer(asking, 5.0)
    clock.close(asking, 5.0)
    assert clock.waited_s(9.0) == 2.0


def test_an_attempt_that_comes_to_nothing_was_waiting() -> None:
    clock = WorkClock()
    asking = clock.ask(0.0)
    asking.sent = 0.0
    asking.sent = None  # it failed after 4 s, and the next was sent after 2 s more
    asking.sent = 6.0
    clock.answer(asking, 7.0)
    clock.close(asking, 7.0)
    assert clock.waited_s(7.0) == 6.0


def test_an_attempt_under_way_counts_as_work_until_it_has_failed() -> None:
    clock = WorkClock()
    asking = clock.ask(0.0)
    asking.sent = 1.0
    assert clock.waited_s(5.0) == 1.0
    asking.sent = None
    assert clock.waited_s(5.0) == 5.0


def test_waits_that_overlap_count_once() -> None:
    clock = WorkClock()
    for start in (0.0, 1.0, 2.0):
        clock.close(clock.ask(start), start + 4.0)
    assert clock.waited_s(10.0) == 6.0


def test_waiting_beside_work_is_no_waiting() -> None:
    clock = WorkClock()
    waits, works = clock.ask(0.0), clock.ask(0.0)
    works.sent = 2.0
    clock.answer(works, 6.0)
    clock.close(works, 6.0)
    clock.close(waits, 10.0)
    assert clock.waited_s(10.0) == 2.0 + 4.0


def test_time_between_questions_is_work() -> None:
    clock = WorkClock()
    clock.close(clock.ask(0.0), 1.0)
    clock.close(clock.ask(5.0), 6.0)
    assert clock.waited_s(20.0) == 2.0


def test_adding_up_the_past_changes_nothing() -> None:
    """A second way: time is cut into steps, and each step is looked at on its own."""
    chance, clock = random.Random(7), WorkClock()
    asked, answered, now = list[tuple[int, int]](), list[tuple[int, int]](), 0
    under_way = list[tuple[object, int]]()
    for _ in range(9000):
        now += chance.randint(0, 2)
        if under_way and (len(under_way) > 5 or chance.random() < 0.5):
            asking, since = under_way.pop(chance.randrange(len(under_way)))
            sent = chance.randint(since, now)
            if chance.random() < 0.7:
                asking.sent = sent  # type: ignore[attr-defined] # an Asking
                clock.answer(asking, now)  # type: ignore[arg-type] # the same
                answered.append((sent, now))
            clock.close(asking, now)  # type: ignore[arg-type] # the same
            asked.append((since, now))
        else:
            under_way.append((clock.ask(now), now))
    asked += [(since, now) for _, since in under_way]
    steps = [0] * now
    for stretches, bit in ((asked, 1), (answered, 2)):
        for start, end in stretches:
            for step in range(start, end):
                steps[step] |= bit
    assert clock.waited_s(now) == pytest.approx(sum(step == 1 for step in steps))
    assert len(clock._asked) < 3000
