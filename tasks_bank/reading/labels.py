"""Cleans the text of a cell, and reduces headings to what they are compared by."""

import re

LONGEST_CELL = 2000
"""Characters of a cell that are kept."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_ENTITY = re.compile(r"&(amp|nbsp|lt|gt|quot|pound|euro|#39);")
_ENTITIES = {"amp": "&", "nbsp": " ", "lt": "<", "gt": ">", "quot": '"', "pound": "£", "euro": "€", "#39": "'"}
_ESCAPED = re.compile(r"\\([\\_*|#\-\[\]()`~.+&$])")
_LINK = re.compile(r"!?\[([^\[\]]{1,200})\]\([^()\s]{0,500}\)")
_STRONG = re.compile(r"\*\*|~~|`+")
_WRAPPED = re.compile(r"(?s)([*_]{1,3})(?=\S)(.+)(?<=\S)\1")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[£$€]")
_WORD = re.compile(r"[^\W_]+")
_MONEY_WORDS = frozenset({"gbp", "eur", "usd", "pound", "euro"})
_SHORTEST_PLURAL = 4


def seen(text: str) -> str:
    """Strip the characters that have no width or only turn the direction of writing."""
    return _UNSEEN.sub("", text)


def clean(text: str) -> str:
    """Strip what a reader does not see: emphasis, backticks, links, escapes, direction marks and extra blanks."""
    text = text[: 2 * LONGEST_CELL]
    if text.isalnum() and text.isascii():
        return text[:LONGEST_CELL]
    text = _CONTROL.sub(" ", seen(text))
    text = _BREAK.sub("; ", text)
    text = _ENTITY.sub(lambda found: _ENTITIES[found[1]], text)
    text = _STRONG.sub("", _LINK.sub(r"\1", text)).strip()
    if wrapped := _WRAPPED.fullmatch(text):
        text = wrapped[2]
    return " ".join(_ESCAPED.sub(r"\1", text).split())[:LONGEST_CELL]


def words(text: str) -> tuple[str, ...]:
    """Return the words of a heading in lower case and in the singular."""
    return tuple(_singular(word) for word in _WORD.findall(text.casefold().replace("_", " ")))


def label(text: str) -> str:
    """Return what headings are compared by: their words run together."""
    return "".join(words(text))


def bare_label(text: str) -> str:
    """Return the label without a unit: ``Amount (GBP)``, ``amount_gbp`` and ``Amount £`` are all ``amount``."""
    found = words(_BRACKETS.sub(" ", text))
    return "".join(word for word in found if word not in _MONEY_WORDS) or label(text)


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1]
