"""The engine of the embedded model: one for the process, started at the first use and shared by all who ask.

It is xllamacpp's server object, called in process. Its listener, which cannot be left out, is bound to the loopback
address with a random key; only the tokeniser is used through it.
"""

import http.client
import json
import os
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from harness.errors import BadPlan, BadReply, MissingPiece, ProviderError, TooLong

SLOT_TOKENS = 4096
"""Room for one request, prompt and reply together; the model was trained for 8,192."""
MOST_SLOTS = 4
THREADS_VARIABLE = "TOPRUNG_LOCAL_THREADS"

_MOST_THREADS = 8
_BATCH_TOKENS = 63
"""From 64 tokens a batch on, the engine computes attention in another order, and a reply then depends on how much of
its prompt was cached. Below, the same request has the same reply whatever ran before or beside it (measured: ten
prompts cold, warm and four at once). The price: a short prompt takes a fifth more work, one of 2,500 tokens twice as
much (56 s against 28 s on one thread)."""
_CACHE_MIB = 256
_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Completion:
    """What the engine made of one request."""

    text: str
    finish: str
    """``stop`` or ``length``."""
    prompt_tokens: int
    cached_tokens: int
    """The part of the prompt that was not computed again."""
    output_tokens: int


class Engine:
    """The model, loaded. Safe to call from several threads; `slots` requests are computed at a time."""

    def __init__(self, weights: Path, slots: int, threads: int) -> None:
        self.slots = slots
        self._key = secrets.token_urlsafe(32)
        self._server = _start(weights, slots, threads, self._key)

    def complete(self, body: Mapping[str, Any], stopped: threading.Event) -> Completion:
        """Answer a chat request in llama.cpp's form; it ends early, between two tokens, once `stopped` is set.

        Raises BadReply.
        """
        chunks: list[dict[str, Any]] = []

        def hear(chunk: dict[str, Any]) -> bool:
            chunks.append(chunk)
            return stopped.is_set()

        # Streamed with progress, since the engine looks whether to go on only when it has something to tell.
        asked = {**body, "stream": True, "stream_options": {"include_usage": True}, "return_progress": True}
        try:
            self._server.handle_chat_completions(asked, hear)
        except ValueError as error:
            raise BadReply(f"the embedded model's engine turned the request down: {error}") from error
        return _read(chunks)

    def count_tokens(self, text: str) -> int:
        """Count the tokens of a text by the model's own tokeniser, without the marks of a chat's turns."""
        place = urlsplit(self._server.listening_address)
        connection = http.client.HTTPConnection(place.hostname or _LOOPBACK, place.port, timeout=60)
        try:
            head = {"Content-Type": "application/json", "Authorization": f"Bearer {self._key}"}
            connection.request("POST", "/tokenize", json.dumps({"content": text}), head)
            return len(json.loads(connection.getresponse().read())["tokens"])
        finally:
            connection.close()


_lock = threading.Lock()
_engines: dict[Path, Engine] = {}


def shared_engine(weights: Path, slots: int, threads: int) -> Engine:
    """Return the process's engine; the first who asks decides on its slots and threads."""
    with _lock:
        if weights not in _engines:
            _engines[weights] = Engine(weights, slots, threads)
        return _engines[weights]


def check_installed() -> None:
    """Raise MissingPiece when the engine cannot be imported."""
    try:
        import xllamacpp  # noqa: F401, PLC0415 - heavy and optional; asked for by --model local alone
    except ImportError as error:
        raise MissingPiece(
            f"the embedded model's engine cannot be loaded ({error}); "
            "run `make setup`, or install the extra `local`: pip install 'toprung[local]'"
        ) from error


def threads_wanted() -> int:
    """Return how many threads compute: half the cores, or what TOPRUNG_LOCAL_THREADS says. Raises BadPlan.

    Threads wait for each other by spinning: as many as there are cores collapse as soon as the machine has other work.
    """
    word = os.environ.get(THREADS_VARIABLE)
    if word is None:
        return min(_MOST_THREADS, max(1, (os.cpu_count() or 1) // 2))
    if not word.isascii() or not word.isdigit() or int(word) < 1:
        raise BadPlan(f"{THREADS_VARIABLE} is '{word}'; set it to a whole number of at least 1, or unset it")
    return int(word)


def _start(weights: Path, slots: int, threads: int, key: str) -> Any:  # noqa: ANN401 - the engine brings no types
    import xllamacpp  # noqa: PLC0415 - heavy and optional

    params = xllamacpp.CommonParams()
    params.model.path = str(weights)
    params.n_ctx, params.n_parallel, params.n_gpu_layers = SLOT_TOKENS * slots, slots, 0
    params.n_batch = params.n_ubatch = _BATCH_TOKENS
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.cache_ram_mib = _CACHE_MIB
    params.sampling.temp, params.sampling.seed = 0.0, 7
    params.hostnames, params.port, params.api_keys = [_LOOPBACK], 0, [key]
    params.ui, params.endpoint_slots, params.offline, params.verbosity = False, False, True, 0
    try:
        return xllamacpp.Server(params)
    except (RuntimeError, ValueError) as error:
        raise MissingPiece(f"the embedded model could not be started from {weights}: {error}") from error


def _read(chunks: list[dict[str, Any]]) -> Completion:
    """Put the streamed pieces together."""
    said: list[str] = []
    finish, usage = "", dict[str, Any]()
    for chunk in chunks:
        if trouble := chunk.get("error"):
            raise _in_our_words(trouble)
        usage = chunk.get("usage") or usage
        for choice in chunk["choices"]:
            said.append(choice["delta"].get("content") or "")
            finish = choice["finish_reason"] or finish
    if not usage:
        raise BadReply("the embedded model was stopped before it had answered")
    cached = usage["prompt_tokens_details"]["cached_tokens"]
    return Completion("".join(said), finish, usage["prompt_tokens"], cached, usage["completion_tokens"])


def _in_our_words(trouble: Mapping[str, Any]) -> ProviderError:
    if trouble.get("type") == "exceed_context_size_error":
        return TooLong(
            f"the prompt has {trouble['n_prompt_tokens']} tokens and the embedded model takes {trouble['n_ctx']}, "
            "its reply included; give it less context"
        )
    return BadReply(f"the embedded model's engine turned the request down: {trouble.get('message', trouble)}")
