"""Throws away at once what a piece of work left behind, so that whoever complains of it does so here and not later."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def thrown_away() -> Iterator[None]:
    """Collect at the end what was made within and nobody holds any more: asyncio speaks up when a task is thrown away.

    What was there before is left alone. In the process of a whole suite, looking through all of it takes half a second.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.collect()
        gc.unfreeze()
