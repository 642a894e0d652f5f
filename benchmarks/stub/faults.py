"""Which requests go wrong, and how: drawn from a seed and the request alone, so that timing changes nothing."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, get_args

Fault = Literal["429", "529", "500", "cut", "hang", "garbage"]
FAULTS: tuple[Fault, ...] = get_args(Fault)


class Faults:
    """Draws a fault for each request from the seed, what it asks for, and how often that was asked before."""

    def __init__(self, rate: float, kinds: Sequence[Fault], seed: int) -> None:
        self._rate = rate
        self._kinds = tuple(kinds)
        self._seed = seed
        self._seen: defaultdict[bytes, int] = defaultdict(int)

    def draw(self, asked: bytes) -> Fault | None:
        """Return what goes wrong with this request; None when nothing does."""
        if not self._rate:
            return None
        self._seen[asked] += 1
        drawn = hashlib.sha256(b"%d:%d:%b" % (self._seed, self._seen[asked], asked)).digest()
        if int.from_bytes(drawn[:8]) >= self._rate * 2**64:
            return None
        return self._kinds[int.from_bytes(drawn[8:16]) % len(self._kinds)]


def parse_faults(text: str) -> tuple[float, tuple[Fault, ...], int]:
    """Read ``RATE[,KIND+KIND…[,SEED]]``: ``0.2``, ``0.2,429+529``, ``0.2,hang,7``. Raises ValueError."""
    rate, _, more = text.partition(",")
    named, _, seed = more.partition(",")
    kinds = tuple(kind for kind in FAULTS if not named or kind in named.split("+"))
    unknown = set(named.split("+")) - {"", *FAULTS}
    if unknown:
        raise ValueError(f"there is no fault '{min(unknown)}'; there are {', '.join(FAULTS)}")
    return float(rate), kinds, int(seed or 1)
