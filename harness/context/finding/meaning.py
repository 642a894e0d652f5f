"""Ranks passages by their meaning: the cosine of sentence embeddings of the model MiniLM, worked out in this process.

A text of more than 256 word pieces is read up to there, as the model was trained; keep chunks shorter than that.
"""

import functools
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from harness.context.finding.bert import Bert, Floats
from harness.context.finding.threads import one_thread_each, spread
from harness.context.finding.weights import model_folder
from harness.context.finding.words import Scores

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

MOST_PIECES = 256
_HEADS = 12
_PIECES_AT_ONCE = 1024
_DECIMALS = 5
"""Of a cosine; the last bits depend on which texts were worked on together."""
_VECTORS_KEPT = 20_000
"""Some 30 MB: arms of a run ask for the same passages of the same case."""


class Embedder:
    """Makes embeddings; one text at a time gives the same as many, to the last few bits."""

    def __init__(self, bert: Bert, tokenizer: "Tokenizer") -> None:
        self._bert = bert
        self._tokenizer = tokenizer
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, Floats] = OrderedDict()

    def embed(self, texts: Sequence[str]) -> Floats:
        """Return a vector of length 1 for each text."""
        keys = [hashlib.sha256(text.encode()).digest() for text in texts]
        with self._lock:
            had = {key: self._kept[key] for key in keys if key in self._kept}
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in had}
        # Outside the lock: a question must not wait for an index that is being made. Twice made is the same.
        made = dict(zip(new, self._made(list(new.values())), strict=True))
        with self._lock:
            self._kept.update(made)
            while len(self._kept) > _VECTORS_KEPT:
                self._kept.popitem(last=False)
        return np.stack([made[key] if key in made else had[key] for key in keys])

    def _made(self, texts: Sequence[str]) -> list[Floats]:
        """Embed texts, those of like length together, since a batch takes as long as its longest."""
        encoded = self._tokenizer.encode_batch(list(texts))
        batches = list(_batches(encoded))
        made = spread(lambda batch: self._batch([encoded[place].ids for place in batch]), batches)
        vectors = {
            place: vector
            for batch, rows in zip(batches, made, strict=True)
            for place, vector in zip(batch, rows, strict=True)
        }
        return [vectors[place] for place in range(len(texts))]

    def _batch(self, texts: Sequence[Sequence[int]]) -> Floats:
        """Embed texts, given as the numbers of their word pieces, in one go."""
        tokens = np.zeros((len(texts), max(map(len, texts))), np.int64)
        there = np.zeros_like(tokens)
        for row, ids in enumerate(texts):
            tokens[row, : len(ids)] = ids
            there[row, : len(ids)] = 1
        return _pooled(self._bert.vectors(tokens, there), there.astype(np.float32))


def _batches(encoded: Sequence["Encoding"]) -> Iterator[list[int]]:
    """Yield the places of texts that go together, the shortest first."""
    batch: list[int] = []
    for place in sorted(range(len(encoded)), key=lambda place: len(encoded[place].ids)):
        if batch and (len(batch) + 1) * len(encoded[place].ids) > _PIECES_AT_ONCE:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _pooled(vectors: Floats, there: Floats) -> Floats:
    """Return the mean over the tokens of each text, scaled to length 1."""
    mean: Floats = np.einsum("btd,bt->bd", vectors, there) / there.sum(axis=1)[:, None]
    mean /= np.linalg.norm(mean, axis=1, keepdims=True)
    return mean


@functools.cache
def shared_embedder() -> Embedder:
    """Return the process's embedder. Raises MissingPiece when it is not installed, or not the one that was measured."""
    return new_embedder()


def new_embedder() -> Embedder:
    """Make an embedder that has embedded nothing yet. Raises MissingPiece, as `shared_embedder` does."""
    folder = model_folder()
    from safetensors.numpy import load_file  # noqa: PLC0415 an extra
    from tokenizers import Tokenizer  # noqa: PLC0415 the same

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_PIECES)
    return Embedder(Bert(load_file(folder / "model.safetensors"), _HEADS), tokenizer)


class Meaning:
    """Ranks by the cosine of embeddings."""

    def __init__(self, texts: Sequence[str], embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors = embedder.embed(texts) if texts else np.zeros((0, 1), np.float32)

    def scores(self, query: str) -> Scores:
        """Score every passage."""
        if not len(self._vectors):
            return np.zeros(0, np.float32)
        asked = self._embedder.embed([query])[0]
        with one_thread_each().inside():
            alike: Scores = self._vectors @ asked
        return np.round(alike, _DECIMALS)
