"""The forward pass. The second method is the same model with made-up weights, written out number by number."""

import math

import numpy as np
import pytest

from harness.context.finding.bert import Bert, Floats

SIZE, WIDE, HEADS, LAYERS, VOCABULARY, POSITIONS = 6, 8, 2, 2, 11, 5
TOKENS = [[1, 7, 3, 2], [1, 4, 2, 0]]
THERE = [[1, 1, 1, 1], [1, 1, 1, 0]]
Row = list[float]


def made_up() -> dict[str, Floats]:
    rng = np.random.default_rng(5)
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (VOCABULARY, SIZE),
        "embeddings.position_embeddings.weight": (POSITIONS, SIZE),
        "embeddings.token_type_embeddings.weight": (2, SIZE),
    }
    norms = ["embeddings"]
    dense: dict[str, tuple[int, int]] = {}
    for layer in (f"encoder.layer.{number}" for number in range(LAYERS)):
        inner = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense")
        dense |= {f"{layer}.{name}": (SIZE, SIZE) for name in inner}
        dense |= {f"{layer}.intermediate.dense": (WIDE, SIZE), f"{layer}.output.dense": (SIZE, WIDE)}
        norms += [f"{layer}.attention.output", f"{layer}.output"]
    for name, shape in dense.items():
        shapes |= {f"{name}.weight": shape, f"{name}.bias": shape[:1]}
    for name in norms:
        shapes |= {f"{name}.LayerNorm.weight": (SIZE,), f"{name}.LayerNorm.bias": (SIZE,)}
    return {name: rng.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


class ByHand:
    """One text through the model, with sums over lists of numbers."""

    def __init__(self, weights: dict[str, Floats]) -> None:
        self.weights = {name: values.astype(float).tolist() for name, values in weights.items()}

    def dense(self, name: str, row: Row) -> Row:
        matrix, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return [sum(w * x for w, x in zip(line, row, strict=True)) + b for line, b in zip(matrix, bias, strict=True)]

    def norm(self, name: str, row: Row) -> Row:
        scale, shift = self.weights[f"{name}.LayerNorm.weight"], self.weights[f"{name}.LayerNorm.bias"]
        mean = sum(row) / len(row)
        spread = math.sqrt(sum((x - mean) ** 2 for x in row) / len(row) + 1e-12)
        return [(x - mean) / spread * a + b for x, a, b in zip(row, scale, shift, strict=True)]

    def attention(self, layer: str, rows: list[Row]) -> list[Row]:
        query, key, value = (
            [self.dense(f"{layer}.attention.self.{part}", row) for row in rows] for part in ("query", "key", "value")
        )
        each = SIZE // HEADS
        seen: list[Row] = []
        for asking in query:
            mixed: Row = []
            for at in range(0, SIZE, each):
                part = slice(at, at + each)
                alike = [sum(map(float.__mul__, asking[part], other[part])) / math.sqrt(each) for other in key]
                shares = [math.exp(x) / sum(map(math.exp, alike)) for x in alike]
                mixed += [sum(s * v[n] for s, v in zip(shares, value, strict=True)) for n in range(at, at + each)]
            seen.append(mixed)
        return seen

    def vectors(self, tokens: list[int]) -> list[Row]:
        word, position, kind = (
            self.weights[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position", "token_type")
        )
        rows = [
            self.norm("embeddings", [sum(parts) for parts in zip(word[token], position[place], kind[0], strict=True)])
            for place, token in enumerate(tokens)
        ]
        for layer in (f"encoder.layer.{number}" for number in range(LAYERS)):
            seen = self.attention(layer, rows)
            rows = [
                self.norm(f"{layer}.attention.output", added(row, self.dense(f"{layer}.attention.output.dense", other)))
                for row, other in zip(rows, seen, strict=True)
            ]
            wide = [[gelu(x) for x in self.dense(f"{layer}.intermediate.dense", row)] for row in rows]
            rows = [
                self.norm(f"{layer}.output", added(row, self.dense(f"{layer}.output.dense", other)))
                for row, other in zip(rows, wide, strict=True)
            ]
        return rows


def added(row: Row, other: Row) -> Row:
    return [x + y for x, y in zip(row, other, strict=True)]


def gelu(x: float) -> float:
    return x * (1 + math.erf(x / math.sqrt(2))) / 2


def test_the_vectors_are_those_that_sums_by_hand_give() -> None:
    weights = made_up()
    by_hand = ByHand(weights)
    given = Bert(weights, HEADS).vectors(np.array(TOKENS), np.array(THERE))
    assert given.dtype == np.float32
    for row, (tokens, there) in enumerate(zip(TOKENS, THERE, strict=True)):
        own = tokens[: sum(there)]
        assert given[row, : len(own)] == pytest.approx(np.array(by_hand.vectors(own)), abs=2e-5)
