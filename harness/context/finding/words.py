"""Ranks passages by the words that they share with a question: BM25, and TF-IDF with the cosine.

Words are made alike first: small letters, no plural, compounds whole and in parts, so that ``INV-72220`` is found by
``72220`` as well. Figures lose the commas between their thousands.
"""

import logging
import re
from collections.abc import Iterator, Sequence

import bm25s
import numpy as np
import numpy.typing as npt
from bm25s.stopwords import STOPWORDS_EN

# It tells of every index that it makes, on a logger that it sets to DEBUG itself.
logging.getLogger("bm25s").setLevel(logging.WARNING)

Scores = npt.NDArray[np.float32]
"""One for each passage, in their order; more is better, and 0 or less is not found."""

K1 = 1.5
B = 0.75
"""The usual values of BM25's two numbers: how soon a repeated word stops to count, and how much length does."""

_WORD = re.compile(r"[^\W_]+(?:[-'./@\u2019][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SHORTEST_PART = 3
_COMMON = frozenset(STOPWORDS_EN)
_PLURALS = (("ies", "y", ("eies", "aies")), ("es", "e", ("aes", "ees", "oes")), ("s", "", ("us", "ss")))
"""Ending, what it becomes, and the endings that stay: the S-stemmer of Harman (1991)."""


def terms(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return list(_terms(text))


def _terms(text: str) -> Iterator[str]:
    for word in _WORD.findall(_THOUSANDS.sub("", text).lower()):
        if word not in _COMMON:
            yield singular(word)
            parts = _PART.findall(word)
            if len(parts) > 1:
                yield from (singular(part) for part in parts if len(part) >= _SHORTEST_PART and part not in _COMMON)


def singular(word: str) -> str:
    """Take a plural's ending from a word of letters; the first rule whose ending fits decides."""
    if len(word) <= _SHORTEST_PART or not word.isalpha():
        return word
    for ending, becomes, stays in _PLURALS:
        if word.endswith(ending) and not word.endswith(stays):
            return word[: -len(ending)] + becomes
    return word


class Words:
    """Ranks by BM25, with the smoothed idf that Lucene uses: ln(1 + (N - n + 0.5) / (n + 0.5))."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._none = np.zeros(len(texts), np.float32)
        self._bm25 = bm25s.BM25(k1=K1, b=B, method="lucene")
        said = [terms(text) for text in texts]
        self._is_empty = not any(said)
        if not self._is_empty:
            self._bm25.index(said, show_progress=False)

    def scores(self, query: str) -> Scores:
        """Score every passage."""
        asked = [] if self._is_empty else self._bm25.get_tokens_ids(terms(query))
        if not asked:
            return self._none
        return np.asarray(self._bm25.get_scores_from_ids(asked), np.float32)


class TfIdf:
    """Ranks by the cosine of TF-IDF vectors: (1 + ln tf) times (1 + ln((1 + N) / (1 + n)))."""

    def __init__(self, texts: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 heavy, and most use BM25

        self._none = np.zeros(len(texts), np.float32)
        self._vectors = TfidfVectorizer(analyzer=terms, sublinear_tf=True, dtype=np.float32)
        self._is_empty = not any(map(terms, texts))
        if not self._is_empty:
            self._matrix = self._vectors.fit_transform(texts)

    def scores(self, query: str) -> Scores:
        """Score every passage."""
        if self._is_empty:
            return self._none
        asked = self._vectors.transform([query])
        return np.asarray((self._matrix @ asked.T).toarray()[:, 0], np.float32)
