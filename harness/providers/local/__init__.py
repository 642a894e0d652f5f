"""The embedded model: a real, very small language model in this process, with no key, no network and no charge.

It shows the machinery, not what AI can do. Its replies are the same for the same request on the same machine and
engine; across builds of the engine they are not.
"""

import asyncio
import functools
import threading
from concurrent.futures import ThreadPoolExecutor

from harness.errors import UnknownModel
from harness.messages import CallLimits, Evidence, Provider, ProviderSettings, Reply, Request
from harness.providers.local.dialect import to_body, to_reply
from harness.providers.local.engine import MOST_SLOTS, Engine, check_installed, shared_engine, threads_wanted
from harness.providers.local.weights import MODEL, find_weights

_COUNTS_KEPT = 1024


class Local:
    """The embedded model. It has no time-out: no answer can be lost on the way, and a budget can cancel it."""

    name = "local"
    model = MODEL
    evidence: Evidence = "embedded"
    base_url: str | None = None

    def __init__(self, slots: int, threads: int) -> None:
        self.limits = CallLimits(call_in_tokens=2000, call_out_tokens=200, timeout_s=None, at_once=slots)
        self._slots = slots
        self._threads = threads
        self._pool = ThreadPoolExecutor(slots, thread_name_prefix="local-model")
        # A case's texts are counted again for each agent and budget.
        self._count = functools.lru_cache(maxsize=_COUNTS_KEPT)(lambda text: self._engine().count_tokens(text))

    async def send(self, request: Request) -> Reply:
        """Answer one request; cancelling it frees its slot within a token."""
        stopped = threading.Event()
        loop = asyncio.get_running_loop()
        try:
            made = await loop.run_in_executor(self._pool, lambda: self._engine().complete(to_body(request), stopped))
        finally:
            stopped.set()
        return to_reply(request, made)

    def count_tokens(self, text: str) -> int:
        """Count the tokens of a text by the model's own tokeniser."""
        return self._count(text)

    async def close(self) -> None:
        """Let the threads go; the engine stays for the next who asks."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _engine(self) -> Engine:
        return shared_engine(find_weights(), self._slots, self._threads)


def create(settings: ProviderSettings) -> Provider:
    """Make the embedded provider. Raises UnknownModel, or MissingPiece when engine or weights are not there."""
    if settings.model not in {"", MODEL}:
        raise UnknownModel(
            f"provider 'local' has no model '{settings.model}'; write --model local, or --model local/{MODEL}"
        )
    check_installed()
    find_weights()
    return Local(slots=max(1, min(settings.max_connections, MOST_SLOTS)), threads=threads_wanted())
