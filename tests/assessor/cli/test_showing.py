import json
import math

import numpy as np

from assessor.cli.showing import as_json, as_text


def test_numpy_numbers_become_plain_ones_and_what_is_not_finite_null() -> None:
    told = as_json({"n": np.int64(3), "se": np.float64("nan"), "rows": [{"a": np.array([1.0, math.inf])}], "on": True})
    assert json.loads(told) == {"n": 3, "se": None, "rows": [{"a": [1.0, None]}], "on": True}


def test_text_has_single_values_by_line_and_rows_as_a_table() -> None:
    told = as_text(
        {"n": 3, "converged": True, "items": [{"item": "x", "a": 1.23456}, {"item": "long", "a": None, "b": 0.5}]}
    )
    assert told.splitlines() == [
        "n          3",
        "converged  yes",
        "",
        "items",
        "item       a       b",
        "x     1.2346",
        "long       -  0.5000",
    ]
