"""Spreads sittings over processes; whatever their number, the outcome is the same.

The work is cut into a fixed number of parts, each with its own lots and its own counts of exposure, which go on from
those of the condition's warm-up.
"""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Self, TypeVar

from assessor.simulating.condition import Condition
from assessor.simulating.crowd import Crowd, Part, joined, sit_part
from assessor.simulating.world import World

PARTS = 4
"""Parts of a crowd."""
LEVELS = 5
FEWEST_PEOPLE = 20 * PARTS
"""With fewer, parts would be empty and shares mean nothing."""
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Size:
    """How much is simulated."""

    people: int
    """Of the main condition."""

    @property
    def warm_up(self) -> int:
        """Sittings before those that are shown, in each condition."""
        return min(400, self.people)

    def of(self, condition: Condition) -> int:
        """Return the people of one part of a condition."""
        return max(1, round(self.people * condition.share / PARTS))

    def fewest(self, condition: Condition) -> int:
        """Return how many of each level one part has at least."""
        return self.of(condition) // LEVELS if condition.levelled else 0

    def total(self, conditions: Sequence[Condition]) -> int:
        """Return all sittings, those that are added to fill levels left out."""
        return sum(self.warm_up + PARTS * self.of(condition) for condition in conditions)


def simulate(
    world: World, conditions: Sequence[Condition], size: Size, *, jobs: int, seen: Callable[[int], object]
) -> dict[str, Crowd]:
    """Return the crowd of each condition by its key. `seen` is told how many sittings have ended."""
    with _Workers(world, jobs) as workers:
        warm_ups = [Part(condition, 0, size.warm_up) for condition in conditions]
        warm = []
        for crowd in workers.each(sit_part, warm_ups):
            warm.append(crowd.exposures)
            seen(size.warm_up)
        parts = [
            Part(condition, 1 + number, size.of(condition), size.fewest(condition), before)
            for condition, before in zip(conditions, warm, strict=True)
            for number in range(PARTS)
        ]
        found: dict[str, list[Crowd]] = {condition.key: [] for condition in conditions}
        for part, crowd in zip(parts, workers.each(sit_part, parts), strict=True):
            found[part.condition.key].append(crowd)
            seen(part.people)
    return {key: joined(crowds) for key, crowds in found.items()}


class _Workers:
    """Processes that share a world; with one job, this process alone."""

    def __init__(self, world: World, jobs: int) -> None:
        self._world = world
        self._pool: ProcessPoolExecutor | None = None
        if jobs > 1:
            # Not forked: other threads of this process may hold locks.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(world,))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool is None:
            return
        if kind is not None:
            for child in multiprocessing.active_children():
                child.terminate()
        self._pool.shutdown(cancel_futures=True)

    def each(self, do: Callable[[Part, World], Found], parts: Sequence[Part]) -> Iterator[Found]:
        """Yield what is done to each part, in their order."""
        if self._pool is None:
            return (do(part, self._world) for part in parts)
        return self._pool.map(partial(_do, do), parts)


_shared: list[World] = []
"""The world of a worker process."""


def _begin(world: World) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits
    _shared[:] = [world]


def _do(do: Callable[[Part, World], Found], part: Part) -> Found:
    return do(part, _shared[0])
