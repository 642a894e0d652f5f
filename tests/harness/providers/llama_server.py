"""An independent server for OpenAI's two APIs: llama.cpp's own, with the embedded weights, inside xllamacpp."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import xllamacpp

from harness.providers.local.weights import find_weights

_CONTEXT_TOKENS = 2048


@dataclass(frozen=True)
class LlamaServer:
    base_url: str
    key: str


@contextmanager
def llama_server(slots: int = 2) -> Iterator[LlamaServer]:
    """Run the server on a free port of the loopback address, with a random key; greedy and seeded."""
    key = secrets.token_urlsafe(16)
    params = xllamacpp.CommonParams()
    params.model.path = str(find_weights())
    params.n_ctx, params.n_parallel, params.n_gpu_layers = _CONTEXT_TOKENS * slots, slots, 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.sampling.temp, params.sampling.seed = 0.0, 7
    params.hostnames, params.port, params.api_keys = ["127.0.0.1"], 0, [key]
    params.ui, params.offline, params.verbosity = False, True, 0
    server = xllamacpp.Server(params)
    try:
        yield LlamaServer(f"{server.listening_address}/v1", key)
    finally:
        del server
