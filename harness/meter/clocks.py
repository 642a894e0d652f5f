"""How long one could only wait: for a place, between repeats, and for attempts that came to nothing.

All times are seconds of one monotonic clock.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

Stretch = tuple[float, float]
MOSTLY_ITS_OWN = 0.95
"""Whoever runs out of time after so much of it was their own work has themselves to thank for it."""
_MOST_KEPT = 2000
"""Stretches kept before those that lie wholly in the past are added up."""


@dataclass(slots=True, eq=False)
class Asking:
    """One question to a model that is not answered yet."""

    asked: float
    sent: float | None = None
    """When the attempt that is under way was sent; None while there is none."""


@dataclass(slots=True)
class WorkClock:
    """Tells waiting from working, where several things go on at once.

    One waits while a question is open and nothing is on its way to an answer; what comes to nothing (a service that is
    busy, a stream that breaks off) was waiting too. What overlaps counts once, and waiting beside work is no waiting.
    """

    _open: list[Asking] = field(default_factory=list)
    _asked: list[Stretch] = field(default_factory=list)
    _answered: list[Stretch] = field(default_factory=list)
    _past_s: float = 0.0
    """Waiting that was added up before, all of it before the stretches kept."""

    def ask(self, now: float) -> Asking:
        """Note that a question is open."""
        asking = Asking(now)
        self._open.append(asking)
        return asking

    def answer(self, asking: Asking, now: float) -> None:
        """Note that the attempt under way has come to something; the question may stay open for its end."""
        if asking.sent is not None:
            self._answered.append((asking.sent, now))
            asking.sent = None

    def close(self, asking: Asking, now: float) -> None:
        """Note that a question is no longer open."""
        self._open.remove(asking)
        self._asked.append((asking.asked, now))
        if len(self._asked) > _MOST_KEPT or len(self._answered) > _MOST_KEPT:
            self._add_up(min((one.asked for one in self._open), default=now))

    def waited_s(self, now: float) -> float:
        """Return how long one could only wait until now; an attempt that is under way counts as work."""
        asked = [*self._asked, *((one.asked, now) for one in self._open)]
        answered = [*self._answered, *((one.sent, now) for one in self._open if one.sent is not None)]
        return self._past_s + _only_first_s(asked, answered)

    def _add_up(self, until: float) -> None:
        """Add up what lies before a moment from which on all questions are known to be settled or open."""
        past = [[(start, min(end, until)) for start, end in each if start < until] for each in self._lists()]
        self._past_s += _only_first_s(*past)
        self._asked, self._answered = (
            [(max(start, until), end) for start, end in each if end > until] for each in self._lists()
        )

    def _lists(self) -> tuple[list[Stretch], list[Stretch]]:
        return self._asked, self._answered


@dataclass(frozen=True, slots=True)
class Question:
    """One question to a model in one of the clocks that it is noted in: the trial's, the run's, an agent's."""

    work: WorkClock
    clock: Callable[[], float]
    asking: Asking

    @classmethod
    def asked(cls, work: WorkClock, clock: Callable[[], float]) -> "Question":
        """Note that a question is open."""
        return cls(work, clock, work.ask(clock()))

    def send(self) -> None:
        """Note that an attempt is under way."""
        self.asking.sent = self.clock()

    def drop(self) -> None:
        """Note that no attempt is under way any more; what it was counts as waiting, unless it was answered."""
        self.asking.sent = None

    def answer(self) -> None:
        """Note that the attempt under way has come to something."""
        self.work.answer(self.asking, self.clock())

    def close(self) -> None:
        """Note that the question is no longer open."""
        self.work.close(self.asking, self.clock())


def _only_first_s(first: Iterable[Stretch], second: Iterable[Stretch]) -> float:
    """Return the length of what the first cover and the second do not."""
    changes = sorted(
        (at, kind, step)
        for kind, stretches in enumerate((first, second))
        for start, end in stretches
        for at, step in ((start, 1), (end, -1))
    )
    depth, since, total = [0, 0], 0.0, 0.0
    for at, kind, step in changes:
        if depth[0] and not depth[1]:
            total += at - since
        depth[kind] += step
        since = at
    return total
