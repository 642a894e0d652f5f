import asyncio

from harness.meter.throttle import COOL_DOWN_S, Throttle


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def throttle(most: int = 20) -> tuple[Throttle, Clock, list[str]]:
    clock, told = Clock(), list[str]()
    return Throttle(most, told.append, clock), clock, told


def test_a_run_starts_with_as_many_requests_as_its_user_allows() -> None:
    made, _, told = throttle(20)
    assert (made.allowed, told) == (20, [])


def test_a_push_back_takes_a_fifth_away_and_is_told() -> None:
    made, _, told = throttle(20)
    made.pushed_back("it says 429")
    assert (made.allowed, told) == (16, ["20 -> 16 requests at a time: it says 429"])


def test_push_backs_close_together_are_one() -> None:
    made, clock, _ = throttle(20)
    for _ in range(10):
        made.pushed_back("429")
        clock.now += 1
    assert made.allowed == 16
    clock.now += COOL_DOWN_S
    made.pushed_back("429")
    assert made.allowed == 12


def test_one_request_is_always_allowed() -> None:
    made, clock, _ = throttle(3)
    for _ in range(20):
        made.pushed_back("429")
        clock.now += COOL_DOWN_S
    assert made.allowed == 1


def test_the_number_grows_again_once_a_second_while_answers_come() -> None:
    made, clock, told = throttle(20)
    made.pushed_back("429")
    for _ in range(50):
        made.answered()
    assert made.allowed == 16
    for _ in range(8):
        clock.now += 1
        made.answered()
    assert made.allowed == 20
    assert told[1:] == [f"{n} -> {n + 1} requests at a time: answers come again" for n in range(16, 20)]


def test_the_number_does_not_grow_while_many_are_turned_away() -> None:
    made, clock, _ = throttle(20)
    made.pushed_back("429")
    for _ in range(10):
        clock.now += 1
        made.pushed_back("429")
        made.answered()
    assert made.allowed == 16


def test_who_came_first_is_served_first_and_no_more_than_allowed_are_under_way() -> None:
    made, begun, most = Throttle(3), list[int](), 0

    async def one(number: int) -> None:
        nonlocal most
        async with made:
            begun.append(number)
            most = max(most, len(begun) - len(done))
            await asyncio.sleep(0)
            done.append(number)

    done = list[int]()

    async def all_of_them() -> None:
        await asyncio.gather(*(one(number) for number in range(12)))

    asyncio.run(all_of_them())
    assert begun == list(range(12))
    assert most == 3
    assert made.free


def test_fewer_allowed_than_under_way_lets_nobody_in_until_they_have_left() -> None:
    made, clock, _ = throttle(5)

    async def look() -> None:
        for _ in range(5):
            await made.__aenter__()
        made.pushed_back("429")  # 4 are allowed
        later = asyncio.ensure_future(made.__aenter__())
        await asyncio.sleep(0)
        await made.__aexit__(None, None, None)
        await asyncio.sleep(0)
        assert not later.done()
        await made.__aexit__(None, None, None)
        await later

    asyncio.run(look())
    del clock


def test_who_is_cancelled_while_waiting_takes_no_place() -> None:
    made = Throttle(1)

    async def look() -> None:
        await made.__aenter__()
        waiting = [asyncio.ensure_future(made.__aenter__()) for _ in range(3)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        await asyncio.sleep(0)
        await made.__aexit__(None, None, None)
        waiting[1].cancel()  # it has just been given the place
        await asyncio.wait_for(waiting[2], 1)
        await made.__aexit__(None, None, None)

    asyncio.run(look())
    assert made.free
