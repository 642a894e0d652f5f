"""Context sources for tests: opened on a brief, asked once."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from harness.context.reading_files.texts import texts_of
from harness.context.registry import make_source
from harness.plan.design import SourceSettings
from harness.plan.sources import Given, Opened, Part
from tasks_bank.case import Brief, Case, Truth
from tasks_bank.serving.serve import served

T = TypeVar("T")


def words(text: str) -> int:
    return len(text.split())


def given(brief: Brief, **changes: Any) -> Given:  # noqa: ANN401 - any field of Given
    fields: dict[str, Any] = {
        "brief": brief,
        "texts": texts_of(brief.files),
        "serve": partial(served, Case("made_up", 1, 1, {}, brief, {}, Truth({}, (), {}, "hidden"))),
        "task_folder": Path("no-such-task"),
        "count_tokens": words,
    }
    return Given(**(fields | changes))


def settings(budget_tokens: int = 1000, **own: Any) -> SourceSettings:  # noqa: ANN401 - JSON
    return SourceSettings.model_validate({"budget_tokens": budget_tokens, **own})


def within(opening: AbstractAsyncContextManager[Opened], ask: Callable[[Opened], T]) -> T:
    """Open a source, ask it something, and close it."""

    async def run() -> T:
        async with opening as opened:
            return ask(opened)

    return asyncio.run(run())


def supplied(
    name: str, made_from: SourceSettings, brief: Brief, wanted: Sequence[str] = (), query: str = ""
) -> list[Part]:
    source = make_source(name, made_from)
    return within(source.open(given(brief)), lambda opened: list(opened.supply(wanted, query)))
