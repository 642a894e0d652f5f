"""Scores of two ways of working, brought together by case."""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from harness.stats.checking import finite

CaseKey = TypeVar("CaseKey", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Pairs:
    """What two ways of working made of the cases that both have; one number a case each, in the same order."""

    first: tuple[float, ...]
    second: tuple[float, ...]
    left_out: int
    """Cases that only one of them has."""

    @property
    def differences(self) -> list[float]:
        """The first minus the second, by case."""
        return [mine - theirs for mine, theirs in zip(self.first, self.second, strict=True)]


def case_means(values: Mapping[CaseKey, Sequence[float]]) -> dict[CaseKey, float]:
    """Average the epochs of each case, since they are not independent of each other.

    A case without any value is absent. Raises BadNumbers for a value that is not finite.
    """
    return {case: math.fsum(finite(epochs, "a mean")) / len(epochs) for case, epochs in values.items() if epochs}


def pairs(first: Mapping[CaseKey, Sequence[float]], second: Mapping[CaseKey, Sequence[float]]) -> Pairs:
    """Pair two ways of working by case, epochs averaged first. Raises BadNumbers."""
    mine, theirs = case_means(first), case_means(second)
    shared = [case for case in mine if case in theirs]
    return Pairs(
        tuple(mine[case] for case in shared), tuple(theirs[case] for case in shared), len(mine.keys() ^ theirs.keys())
    )
