"""Items that ask nearly the same.

How alike two are: the words that both questions (stem and exhibit) have, as a share of the words that either has
(Jaccard 1912, New Phytologist 11, 37-50). Only pairs that share one of their rarest words can reach the limit (Bayardo,
Ma and Srikant 2007, Proceedings of WWW, 131-140), so that not all pairs have to be compared.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessor.bank.item import Item

LIMIT = 0.6
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Alike:
    """Two items and how alike they are."""

    first: Item
    second: Item
    overlap: float
    """From LIMIT to 1."""


def alike(items: Sequence[Item]) -> Iterator[Alike]:
    """Yield each pair of items that are more alike than the limit."""
    words = [frozenset(_WORD.findall(f"{item.stem} {item.exhibit}".lower())) for item in items]
    frequency = Counter(word for said in words for word in said)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, said in enumerate(words):
        rare = sorted(said, key=lambda word: (frequency[word], word))[: len(said) - math.ceil(LIMIT * len(said)) + 1]
        for other in sorted({other for word in rare for other in holders[word]}):
            overlap = len(said & words[other]) / len(said | words[other])
            if overlap >= LIMIT:
                yield Alike(items[other], items[place], overlap)
        for word in rare:
            holders[word].append(place)
