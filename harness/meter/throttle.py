"""How many requests may be under way: fewer when the service says that it is asked too much, slowly more again."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from types import TracebackType

SHRINK_TO = 0.8
"""What a push back leaves of the number, rounded down."""
COOL_DOWN_S = 15.0
"""Push backs so close together are one: the requests that they answer were sent before the number fell."""
GROW_EACH_S = 1.0
"""At most so often the number grows, by a twentieth of the most allowed, at least by one."""
_GROW_BY = 20
_TOO_MANY_PUSHED_BACK = 0.2
"""While more than this share of the answers are push backs, the number does not grow."""


class Throttle:
    """Places for requests to one service (adaptive concurrency: additive increase, multiplicative decrease).

    It starts with as many as the user allows, which is also the most. The figures are Inspect AI's (a fifth less at a
    push back, 15 s between two), except that a run starts where its user says.
    """

    def __init__(
        self, most: int, tell: Callable[[str], None] = lambda _: None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.most = most
        self.allowed = most
        self._tell = tell
        self._clock = clock
        self._under_way = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._shrunk_at = self._changed_at = float("-inf")
        self._answered = self._pushed_back = 0

    @property
    def free(self) -> bool:
        """True when a request could begin at once."""
        return self._under_way < self.allowed and not self._waiting

    async def __aenter__(self) -> None:
        if self.free:
            self._under_way += 1
            return
        place = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            await place  # whoever resolves it has counted it as under way
        except asyncio.CancelledError:
            if not place.cancelled():
                self._leave()
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def answered(self) -> None:
        """Note a reply: where fewer than before are allowed, one more may be after a while."""
        self._answered += 1
        if self.allowed == self.most:
            return
        now = self._clock()
        share = self._pushed_back / (self._answered + self._pushed_back)
        if now - self._changed_at >= GROW_EACH_S and share <= _TOO_MANY_PUSHED_BACK:
            self._change(min(self.most, self.allowed + max(1, self.most // _GROW_BY)), now, "answers come again")

    def pushed_back(self, why: str) -> None:
        """Note that the service was asked too much."""
        self._pushed_back += 1
        now = self._clock()
        if self.allowed > 1 and now - self._shrunk_at >= COOL_DOWN_S:
            self._shrunk_at = now
            self._change(max(1, int(self.allowed * SHRINK_TO)), now, why)

    def _change(self, allowed: int, now: float, why: str) -> None:
        self._tell(f"{self.allowed} -> {allowed} requests at a time: {why}")
        self.allowed, self._changed_at = allowed, now
        self._answered = self._pushed_back = 0
        self._hand_on()

    def _leave(self) -> None:
        self._under_way -= 1
        self._hand_on()

    def _hand_on(self) -> None:
        """Give free places to those who wait, first come, first served."""
        while self._waiting and self._under_way < self.allowed:
            place = self._waiting.popleft()
            if not place.cancelled():
                self._under_way += 1
                place.set_result(None)
