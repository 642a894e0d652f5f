"""Runs a plan's missing trials in this process; stops cleanly when asked."""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from harness.messages import Provider
from harness.meter.budget import Limits
from harness.meter.prices import PriceTable
from harness.plan.benchmark import Plan, PlannedTrial
from harness.run.batch import Hall, run_batch
from harness.run.build import Done, Workshop
from harness.run.matching import Matching, used_before
from harness.store.ledger import Ledger
from tasks_bank.task import Task


class Watch(Protocol):
    """Is told how a run gets on."""

    def begin(self, todo: int) -> None:
        """So many trials have to be done."""
        ...

    def ended(self, done: Done) -> None:
        """A trial has ended and is committed."""
        ...

    def stopping(self, under_way: int) -> None:
        """The user asked to stop; so many trials are still under way."""
        ...


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a run needs besides its plan."""

    task: Task
    ledger: Ledger
    make_providers: Callable[[], Mapping[str, Provider]]
    """Makes the providers inside the running loop, by name."""
    prices: PriceTable
    max_connections: int
    limits: Limits
    """Of this command, over all trials."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """How a run ended before all was done, if it did."""

    by_user: bool = False
    limit: str = ""
    """The run's limit that is used up; empty when none is."""


def run_here(plan: Plan, todo: Sequence[tuple[PlannedTrial, int]], equipment: Equipment, watch: Watch) -> Stopped:
    """Run the trials with their attempt numbers, until all have ended, a limit of the run is used up, or Ctrl-C.

    The first Ctrl-C lets the trials under way finish and begins no new one; the second drops them.
    """
    return asyncio.run(_run(plan, todo, equipment, watch))


async def _run(plan: Plan, todo: Sequence[tuple[PlannedTrial, int]], equipment: Equipment, watch: Watch) -> Stopped:
    providers = equipment.make_providers()
    try:
        return await _run_with(providers, plan, todo, equipment, watch)
    finally:
        for provider in providers.values():
            await provider.close()


async def _run_with(
    providers: Mapping[str, Provider],
    plan: Plan,
    todo: Sequence[tuple[PlannedTrial, int]],
    equipment: Equipment,
    watch: Watch,
) -> Stopped:
    hall = Hall(equipment.max_connections)
    workshop = Workshop(
        plan=plan,
        task=equipment.task,
        ledger=equipment.ledger,
        providers=providers,
        prices=equipment.prices,
        max_connections=equipment.max_connections,
        limits=equipment.limits,
        places=hall,
    )
    matching = Matching(plan, used_before(plan, equipment.ledger), hall)
    stop, under_way, ended = asyncio.Event(), 0, 0
    watch.begin(len(todo))
    workshop.budget.begin()

    async def submit(piece: tuple[PlannedTrial, int]) -> None:
        nonlocal under_way, ended
        under_way += 1
        try:
            done = await workshop.run(*piece, await matching.allowance(piece[0]))
            matching.ended(piece[0], done.trial.outcome, done.trial.why, done.tokens, done.nano_usd)
            ended += 1
            watch.ended(done)
            if workshop.budget.used_up:
                stop.set()
        finally:
            under_way -= 1

    batch = asyncio.ensure_future(run_batch(todo, submit, hall=hall, stop=stop))

    def interrupt() -> None:
        if stop.is_set():
            batch.cancel()
        else:
            stop.set()
            watch.stopping(under_way)

    try:
        with _heard(interrupt):
            await batch
    except asyncio.CancelledError:
        if not stop.is_set():
            raise
    if limit := workshop.budget.used_up:
        await workshop.note_limit(limit)
        return Stopped(limit=limit)
    return Stopped(by_user=ended < len(todo))


@contextmanager
def _heard(interrupt: Callable[[], None]) -> Iterator[None]:
    """Have the user's wish to stop told. Signals reach only the main thread; what runs elsewhere stops otherwise."""
    loop = asyncio.get_running_loop()
    heard = (signal.SIGINT, signal.SIGTERM) if threading.current_thread() is threading.main_thread() else ()
    for signum in heard:
        loop.add_signal_handler(signum, interrupt)
    try:
        yield
    finally:
        for signum in heard:
            loop.remove_signal_handler(signum)
