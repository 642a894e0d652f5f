import asyncio
from collections.abc import Iterator

import pytest

from harness.run.batch import Hall, run_batch


class Desk:
    """Takes pieces of work in, and keeps count of how many are under way."""

    def __init__(self, turns: int = 3) -> None:
        self.turns = turns
        self.begun: list[int] = []
        self.done: list[int] = []
        self.most = 0

    async def submit(self, piece: int) -> None:
        self.begun.append(piece)
        self.most = max(self.most, len(self.begun) - len(self.done))
        for _ in range(self.turns):
            await asyncio.sleep(0)
        self.done.append(piece)


def run(desk: Desk, pieces: Iterator[int] | range, at_once: int) -> None:
    asyncio.run(_run(desk, pieces, at_once))


async def _run(desk: Desk, pieces: Iterator[int] | range, at_once: int) -> None:
    await run_batch(pieces, desk.submit, hall=Hall(at_once), stop=asyncio.Event())


@pytest.mark.parametrize(("pieces", "at_once"), [(20, 1), (20, 4), (3, 8), (0, 4)])
def test_every_piece_is_done_once_and_no_more_are_under_way_than_allowed(pieces: int, at_once: int) -> None:
    desk = Desk()
    run(desk, range(pieces), at_once)
    assert sorted(desk.done) == list(range(pieces))
    assert desk.most == min(pieces, at_once)


def test_pieces_are_begun_in_their_order() -> None:
    desk = Desk()
    run(desk, range(10), 3)
    assert desk.begun == list(range(10))


def test_work_is_asked_for_only_when_there_is_a_hand_free() -> None:
    desk, taken = Desk(), list[int]()

    def endless() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            assert len(taken) - len(desk.done) <= 4
            yield number

    run(desk, endless(), 4)
    assert len(desk.done) == 100


def test_after_stop_what_is_under_way_ends_and_nothing_new_begins() -> None:
    desk = Desk()

    async def stop_early() -> None:
        stop = asyncio.Event()

        async def submit(piece: int) -> None:
            if piece == 4:
                stop.set()
            await desk.submit(piece)

        await run_batch(range(100), submit, hall=Hall(3), stop=stop)

    asyncio.run(stop_early())
    assert sorted(desk.done) == desk.begun == list(range(len(desk.begun)))
    assert len(desk.begun) <= 4 + 3


def test_the_first_failure_is_raised_as_it_is_and_the_rest_is_cancelled() -> None:
    desk = Desk(turns=1000)

    async def submit(piece: int) -> None:
        if piece == 2:
            raise KeyError(piece)
        await desk.submit(piece)

    async def fail() -> None:
        await run_batch(range(100), submit, hall=Hall(4), stop=asyncio.Event())

    with pytest.raises(KeyError, match="2"):
        asyncio.run(fail())
    assert set(desk.begun) <= {0, 1, 3}
    assert not desk.done


def test_a_piece_that_can_only_wait_lends_its_place_to_another() -> None:
    hall, begun, over = Hall(2), list[int](), asyncio.Event()

    async def submit(piece: int) -> None:
        begun.append(piece)
        if piece < 2:
            hall.lend()
            await over.wait()
            hall.take_back()
        elif piece == 5:
            over.set()

    asyncio.run(run_batch(range(8), submit, hall=hall, stop=asyncio.Event()))
    assert begun == list(range(8))


def test_no_more_than_eight_times_the_places_are_under_way_when_all_wait() -> None:
    hall, begun, over = Hall(2), list[int](), asyncio.Event()

    async def submit(piece: int) -> None:
        begun.append(piece)
        hall.lend()
        await over.wait()
        hall.take_back()

    async def look() -> None:
        batch = asyncio.ensure_future(run_batch(range(100), submit, hall=hall, stop=asyncio.Event()))
        for _ in range(200):
            await asyncio.sleep(0)
        assert len(begun) == 16
        over.set()
        await batch

    asyncio.run(look())
    assert len(begun) == 100
