"""Keywords as people spell them: capitals, hyphens and a plural s come and go, and the keyword is still the same."""

import re
from collections.abc import Iterable
from functools import lru_cache
from random import Random

from tasks_bank.tasks.content_calendar.month.subjects import MODIFIERS

_WORD = re.compile(r"\w+")
_LONGEST = 5000
_LONGEST_WITHOUT_PLURAL = 3


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the words of a text without capitals, hyphens and plural s, a blank on each side of each word."""
    words = (_singular(word) for word in _WORD.findall(text[:_LONGEST].casefold().replace("_", " ")))
    return f" {' '.join(words)} "


def holds(text: str, phrase: str) -> bool:
    """Tell whether a text holds the words of a phrase, one after the other."""
    return plain(phrase) in plain(text)


def any_held(text: str, phrases: Iterable[str]) -> bool:
    """Tell whether a text holds any of the phrases."""
    return any(holds(text, phrase) for phrase in phrases)


def respelled(rng: Random, phrase: str, noise: float) -> str:
    """Spell a keyword as somebody else would; the noisier, the more often in another way."""
    *thing, modifier = phrase.split()
    if rng.random() < noise and MODIFIERS.get(modifier):
        modifier = MODIFIERS[modifier]
    if rng.random() < noise and len(thing) > 1:
        thing = [f"{thing[0]}-{thing[1]}", *thing[2:]]
    return " ".join([*thing, modifier])


def sentence_case(text: str) -> str:
    """Write a text with a capital at its start."""
    return text[:1].upper() + text[1:]


def _singular(word: str) -> str:
    is_plural = len(word) > _LONGEST_WITHOUT_PLURAL and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if is_plural else word
