"""Items and patterns of answers for tests: the LSAT6 reference, and what Hypothesis draws."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st

from assessor.scoring.pool import NOT_ADMINISTERED, Floats, ItemParameters, Pool, Responses

LSAT6: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "lsat6_reference.json").read_text())["lsat6"]


def lsat6_pool() -> Pool:
    fitted = LSAT6["mirt_2pl"]
    pairs = zip(fitted["a"], fitted["d"], strict=True)
    return Pool([ItemParameters(f"item{place}", a, (-d / a,)) for place, (a, d) in enumerate(pairs, start=1)])


def lsat6_patterns() -> Responses:
    patterns = LSAT6["mirt_2pl"]["scores_by_pattern"]["pattern"]
    return np.array([[int(answer) for answer in pattern] for pattern in patterns])


def bank(size: int, seed: int = 1, *, steps: int = 1) -> Pool:
    """Items like those of a real bank: slopes about 1.1, difficulties N(0, 1.2)."""
    dice = np.random.default_rng(seed)
    return Pool(
        [
            ItemParameters(f"item{place}", float(dice.lognormal(0.1, 0.3)), tuple(dice.normal(0, 1.2, steps).tolist()))
            for place in range(size)
        ]
    )


def answers(pool: Pool, theta: Floats, seed: int = 2) -> Responses:
    """Answers as the items would give them."""
    dice = np.random.default_rng(seed)
    beyond = np.cumsum(pool.probabilities(theta), axis=2)
    given: Responses = (dice.random((len(theta), len(pool), 1)) > beyond[:, :, :-1]).sum(axis=2)
    return np.minimum(given, pool.top)


_items = st.builds(
    ItemParameters,
    name=st.uuids().map(str),
    a=st.floats(0.2, 3),
    steps=st.lists(st.floats(-4, 4), min_size=1, max_size=5).map(tuple),
)


@st.composite
def pools_and_rows(draw: st.DrawFn) -> tuple[Pool, Responses]:
    """A pool of 1 to 240 items, and a pattern: all lowest, all highest, alternating, edges, anything, with gaps."""
    some = draw(st.lists(_items, min_size=1, max_size=6))
    times = draw(st.sampled_from([1, 1, 1, 40]))
    pool = Pool([ItemParameters(str(place), one.a, one.steps) for place, one in enumerate(some * times)])
    dice = np.random.default_rng(draw(st.integers(0, 1000)))
    anything: Responses = dice.integers(0, pool.top + 1)
    every: Responses = np.arange(len(pool))
    row = {
        "lowest": np.zeros_like(pool.top),
        "highest": pool.top,
        "alternating": pool.top * (every % 2),
        "edges": pool.top * dice.integers(0, 2, len(pool)),
        "one item": np.where(every == 0, anything, NOT_ADMINISTERED),
        "gaps": np.where(dice.random(len(pool)) < 0.5, anything, NOT_ADMINISTERED),
        "anything": anything,
    }[draw(st.sampled_from(["lowest", "highest", "alternating", "edges", "one item", "gaps", "anything"]))]
    return pool, row
