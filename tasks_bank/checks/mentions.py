"""Marks a text by the facts that it states: each fact in any of its spellings, and nothing that it must not say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tasks_bank.checks.rows import bounded
from tasks_bank.grade import Check

_LONGEST = 20_000
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a text has to state."""

    name: str
    """In words for the person who reads the marks."""
    spellings: tuple[str, ...]
    """Any of these will do, as whole words in any case: ``("14 September", "14/09/2026")``."""


def states(text: str, spelling: str) -> bool:
    """Tell whether a text holds a spelling as whole words; gaps and letter case do not matter."""
    return _pattern(spelling).search(_BLANKS.sub(" ", text[:_LONGEST])) is not None


def mentions_check(
    name: str, marks: float, text: str, facts: Sequence[Fact], *, never: Sequence[str] = (), diligence: float = 1.0
) -> Check:
    """Mark a text: the share of the facts that it states, times `diligence`, and nothing where it says a `never`.

    Put the likely wrong values (the old price, another person's name) into `never`: a text that states everything that
    could be stated then earns nothing.
    """
    missing = [fact.name for fact in facts if not any(states(text, spelling) for spelling in fact.spellings)]
    said = [word for word in never if states(text, word)]
    share = 0.0 if said or not text.strip() else (len(facts) - len(missing)) / len(facts)
    why = f"{len(facts) - len(missing)} of {len(facts)} facts stated; {len(said)} that must not be said"
    details = [*(f"not stated: {fact}" for fact in missing), *(f"must not be said: {word}" for word in said)]
    return Check(name, marks * share * diligence, marks, why, details=bounded(details))


@lru_cache(maxsize=2048)
def _pattern(spelling: str) -> re.Pattern[str]:
    words = r"\s".join(re.escape(word) for word in spelling.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
