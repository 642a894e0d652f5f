"""LSAT6 and what R's mirt makes of it; the source stands in `tests/assessor/scoring/data/README.md`."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from assessor.scoring.pool import Responses

DATA = Path(__file__).parents[1] / "data"


def responses() -> Responses:
    return np.loadtxt(DATA / "lsat6.csv", delimiter=",", skiprows=1, dtype=np.int64)


def reference(program: str) -> Any:  # noqa: ANN401 as the file has it
    return json.loads((DATA / "lsat6_reference.json").read_text(encoding="utf-8"))["lsat6"][program]
