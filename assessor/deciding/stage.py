"""What figures rest on (the field: stages of validity evidence); the word travels with every calibration and result."""

from typing import Literal

Stage = Literal["simulated", "author-judged", "piloted", "calibrated", "validated"]
