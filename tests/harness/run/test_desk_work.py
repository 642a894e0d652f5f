import asyncio
import threading
from collections.abc import Iterator

import pytest

from harness.run.desk_work import DeskWork


def where(*lengths_s: float) -> list[bool]:
    """Do pieces of work of these lengths, one after the other; say of each whether it was done in a thread."""
    now = 0.0
    seen = list[bool]()
    lengths: Iterator[float] = iter(lengths_s)

    def work() -> None:
        nonlocal now
        now += next(lengths)
        seen.append(threading.current_thread() is not threading.main_thread())

    async def one_by_one() -> None:
        desk = DeskWork(lambda: now)
        for _ in lengths_s:
            await desk.do("marking", work)

    asyncio.run(one_by_one())
    return seen


def test_the_first_piece_of_a_kind_is_done_in_a_thread_and_short_ones_after_it_are_not() -> None:
    assert where(0.0001, 0.0001, 0.0001) == [True, False, False]


def test_long_work_stays_in_a_thread() -> None:
    assert where(0.5, 0.5, 0.5) == [True, True, True]


def test_one_long_piece_sends_the_next_ones_back_to_a_thread_until_it_is_forgotten() -> None:
    seen = where(0.0001, 0.004, *[0.0001] * 60)
    assert seen[:3] == [True, False, True]
    assert not seen[-1]


def test_kinds_are_told_apart() -> None:
    async def both() -> list[int]:
        desk = DeskWork()
        await desk.do("short", threading.get_ident)
        return [await desk.do("short", threading.get_ident), await desk.do("other", threading.get_ident)]

    short, other = asyncio.run(both())
    assert short == threading.get_ident() != other


def test_a_fault_is_raised_where_the_work_was_asked_for() -> None:
    def fails() -> None:
        raise KeyError("x")

    async def twice() -> None:
        desk = DeskWork()
        for _ in range(2):
            with pytest.raises(KeyError):
                await desk.do("marking", fails)

    asyncio.run(twice())
