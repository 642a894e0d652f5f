"""What both bare loops share: the words of their command and so many requests at a time. Nothing of ours is imported.

A loop asks each prompt and throws the reply away: no marks, no record, no limits. With ``--patient`` it tries again
what failed: as long after as the service asks for, else after half a second with jitter, and its place is free
while it waits.
"""

import argparse
import asyncio
import json
import random
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

Turns = list[dict[str, Any]]
"""A prompt: turns with role and content, which is the same on both wires."""
Ask = Callable[[Turns], Awaitable[str]]
MOST_TOKENS = 200
"""As the tiny task's design allows."""
_BACK_OFF_S = 0.5


class Unfinished(Exception):
    """An answer that broke off, or that is none."""


def words() -> argparse.Namespace:
    """Read the words of the command."""
    parser = argparse.ArgumentParser(description="Ask many prompts over one SDK, and do nothing else.")
    parser.add_argument("--base-url", required=True)
    parser.add_argument("--prompts", type=Path, required=True, help="a JSON list of conversations, asked in turn")
    parser.add_argument("--trials", type=int, required=True)
    parser.add_argument("--connections", type=int, default=100)
    parser.add_argument("--client", choices=("default", "aiohttp"), default="default", help="which of the SDK's own")
    parser.add_argument("--patient", action="store_true", help="try again what failed")
    parser.add_argument("--first-token-timeout-s", type=float)
    return parser.parse_args()


async def ask_all(ask: Ask, args: argparse.Namespace) -> None:
    """Ask all prompts; say at the end how many replies hold what a right one does."""
    prompts: list[Turns] = json.loads(args.prompts.read_text(encoding="utf-8"))
    slots = asyncio.Semaphore(args.connections)
    right = 0

    async def one(place: int) -> None:
        nonlocal right
        prompt = prompts[place % len(prompts)]
        said = await (_patiently(ask, prompt, slots) if args.patient else ask(prompt))
        right += "| received |" in said

    if args.patient:
        # A trial that waits gives its place away, so there have to be others that can take it.
        async with asyncio.TaskGroup() as group:
            for place in range(args.trials):
                group.create_task(one(place))
    else:
        queue = iter(range(args.trials))

        async def worker() -> None:
            for place in queue:
                await one(place)

        async with asyncio.TaskGroup() as group:
            for _ in range(args.connections):
                group.create_task(worker())
    print(json.dumps({"right": right, "trials": args.trials}))
    if right != args.trials:
        sys.exit("some replies were not what the stub says")


async def _patiently(ask: Ask, prompt: Turns, slots: asyncio.Semaphore) -> str:
    while True:
        try:
            async with slots:
                return await ask(prompt)
        except Exception as error:  # noqa: BLE001 - whatever breaks is tried again, as a simple loop would
            asked = _retry_after_s(error)
        await asyncio.sleep(_BACK_OFF_S * random.uniform(0.5, 1.5) if asked is None else asked)


def _retry_after_s(error: Exception) -> float | None:
    headers = getattr(getattr(error, "response", None), "headers", {})
    return float(headers["retry-after"]) if "retry-after" in headers else None
