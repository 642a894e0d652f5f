"""What marks a case: references such as B48213, of which cases of different seeds share none, and its canary."""

from random import Random

_BLOCK = 200
_BLOCKS = 450
_STRIDE = 197
"""Shares no factor with the number of blocks, so that any 450 seeds in a row get different blocks."""
_STARTS = ("bl", "cr", "dr", "fl", "gr", "kl", "pr", "sk", "tr", "vr", "zw", "pl")
_MIDDLES = ("a", "e", "i", "o", "u", "oo", "ai")
_ENDS = ("bb", "ck", "ft", "lm", "mp", "nk", "rd", "sk", "zz", "lt")


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


def nonsense_word(rng: Random) -> str:
    """Make a word such as ``flomp-zwaisk-4417`` that no document will hold by chance."""
    syllables = ("".join(rng.choice(part) for part in (_STARTS, _MIDDLES, _ENDS)) for _ in range(2))
    return "-".join([*syllables, str(rng.randint(1000, 9999))])
