"""References such as B48213 or INV-30412, dealt so that cases of different seeds do not share any."""

from random import Random

_BLOCK = 200
_BLOCKS = 450
_STRIDE = 197
"""Shares no factor with the number of blocks, so that any 450 seeds in a row get different blocks."""


class References:
    """Deals the references of one case: five digits behind a prefix."""

    def __init__(self, seed: int, rng: Random) -> None:
        self._seed = seed
        self._rng = rng
        self._left: dict[str, list[int]] = {}

    def in_order(self, prefix: str, count: int) -> list[str]:
        """Return rising references with gaps, as a bank numbers its lines. At most 200."""
        chosen = sorted(self._rng.sample(range(_BLOCK), count))
        return [f"{prefix}{self._start(prefix) + number}" for number in chosen]

    def any(self, prefix: str) -> str:
        """Return a reference that was not dealt before, in no order. At most 200 for each prefix."""
        left = self._left.setdefault(prefix, self._rng.sample(range(_BLOCK), _BLOCK))
        return f"{prefix}{self._start(prefix) + left.pop()}"

    def _start(self, prefix: str) -> int:
        """Return the first number of the case's block; it differs by prefix, so that B and INV- do not chime."""
        apart = sum(map(ord, prefix))
        return 10_000 + _BLOCK * ((self._seed * _STRIDE + apart) % _BLOCKS)
