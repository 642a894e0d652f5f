"""The forward pass of a BERT encoder in numpy, from the weights of its file. No training, no other kind of model."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_EPSILON = 1e-12
_ROWS_AT_ONCE = 64
"""Rows that are worked on together, element by element, so that they stay in the processor's cache."""
_ERF = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
_ERF_P = 0.3275911
"""Abramowitz and Stegun, 7.1.26: the error is below 1.5e-7, as much as single precision has."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer's weights, as they are multiplied from the right."""

    attend: Floats
    """Query, key and value side by side."""
    attend_bias: Floats
    attended: Floats
    attended_bias: Floats
    attended_norm: tuple[Floats, Floats]
    wide: Floats
    wide_bias: Floats
    narrow: Floats
    narrow_bias: Floats
    narrow_norm: tuple[Floats, Floats]


class Bert:
    """An encoder: tokens in, one vector for each token out."""

    def __init__(self, weights: Mapping[str, Floats], heads: int) -> None:
        """Take the weights by the names that they have in the published files."""
        self._words = weights["embeddings.word_embeddings.weight"]
        self._positions = weights["embeddings.position_embeddings.weight"]
        self._type = weights["embeddings.token_type_embeddings.weight"][0]
        self._norm = _norm_of(weights, "embeddings")
        count = sum(name.endswith(".intermediate.dense.bias") for name in weights)
        self._layers = [_layer(weights, f"encoder.layer.{number}") for number in range(count)]
        self._heads = heads

    def vectors(self, tokens: Ints, there: Ints) -> Floats:
        """Return (texts, tokens, size) for (texts, tokens); `there` is 0 where a text is over, else 1."""
        texts, length = tokens.shape
        state = self._words[tokens] + self._positions[:length] + self._type
        flat = _normed(state.reshape(texts * length, -1), self._norm)
        hidden = np.where(there[:, None, None, :] > 0, np.float32(0), np.float32(-1e9))
        for layer in self._layers:
            seen = self._attention(flat @ layer.attend + layer.attend_bias, hidden, texts)
            flat = _normed(flat + (seen @ layer.attended + layer.attended_bias), layer.attended_norm)
            wide = flat @ layer.wide
            _gelu(wide, layer.wide_bias)
            flat = _normed(flat + (wide @ layer.narrow + layer.narrow_bias), layer.narrow_norm)
        return flat.reshape(texts, length, -1)

    def _attention(self, both: Floats, hidden: Floats, texts: int) -> Floats:
        """Return each token's view of its text; `both` holds query, key and value side by side."""
        rows, width = both.shape
        parts = both.reshape(texts, rows // texts, 3, self._heads, width // 3 // self._heads)
        query, key, value = parts.transpose(2, 0, 3, 1, 4)
        scores = np.matmul(query, key.swapaxes(-1, -2)) * np.float32(1 / math.sqrt(query.shape[-1])) + hidden
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        seen: Floats = np.matmul(scores, value)
        return seen.transpose(0, 2, 1, 3).reshape(rows, width // 3)


def _layer(weights: Mapping[str, Floats], name: str) -> Layer:
    inner = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    return Layer(
        attend=np.concatenate([weights[f"{part}.weight"] for part in inner]).T,
        attend_bias=np.concatenate([weights[f"{part}.bias"] for part in inner]),
        attended=weights[f"{name}.attention.output.dense.weight"].T,
        attended_bias=weights[f"{name}.attention.output.dense.bias"],
        attended_norm=_norm_of(weights, f"{name}.attention.output"),
        wide=weights[f"{name}.intermediate.dense.weight"].T,
        wide_bias=weights[f"{name}.intermediate.dense.bias"],
        narrow=weights[f"{name}.output.dense.weight"].T,
        narrow_bias=weights[f"{name}.output.dense.bias"],
        narrow_norm=_norm_of(weights, f"{name}.output"),
    )


def _norm_of(weights: Mapping[str, Floats], name: str) -> tuple[Floats, Floats]:
    return weights[f"{name}.LayerNorm.weight"], weights[f"{name}.LayerNorm.bias"]


def _normed(rows: npt.NDArray[Any], norm: tuple[Floats, Floats]) -> Floats:
    """Normalise each row to mean 0 and variance 1, then scale and shift."""
    scale, shift = norm
    rows = rows - rows.mean(axis=-1, keepdims=True)
    spread = np.sqrt(np.einsum("ij,ij->i", rows, rows)[:, None] / np.float32(rows.shape[-1]) + np.float32(_EPSILON))
    rows /= spread
    rows *= scale
    rows += shift
    return rows


def _gelu(rows: Floats, bias: Floats) -> None:
    """Add the bias and put x * P(N(0, 1) < x) in the place of each x."""
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        part = rows[first : first + _ROWS_AT_ONCE]
        part += bias
        size = np.abs(part) * np.float32(math.sqrt(0.5))
        t = 1 / (1 + np.float32(_ERF_P) * size)
        tail = np.full_like(t, _ERF[-1])
        for number in reversed(_ERF[:-1]):
            tail *= t
            tail += np.float32(number)
        tail *= t
        np.multiply(size, size, out=size)
        np.negative(size, out=size)
        tail *= np.exp(size, out=size)
        # `tail` is 1 - erf(|x| / sqrt 2): half of it is the probability beyond |x|.
        tail *= np.float32(0.5)
        part *= np.where(part < 0, tail, 1 - tail)
