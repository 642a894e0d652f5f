"""Ranking by words. The second method for the formulas is a sum over words written out here."""

import math
from collections import Counter

import pytest

from harness.context.finding.words import K1, B, TfIdf, Words, singular, terms

TEXTS = [
    "The invoice of Quayside is paid late, the invoice is large",
    "Two invoices and a receipt from Quayside",
    "Holiday list of the office",
    "",
]
QUERY = "invoice from Quayside"


def bm25(query: str, texts: list[str]) -> list[float]:
    said = [Counter(terms(text)) for text in texts]
    mean = sum(sum(counts.values()) for counts in said) / len(said)
    scores = []
    for counts in said:
        score = 0.0
        for word in terms(query):
            holding = sum(word in other for other in said)
            idf = math.log(1 + (len(said) - holding + 0.5) / (holding + 0.5))
            often, length = counts[word], sum(counts.values())
            score += idf * often / (often + K1 * (1 - B + B * length / mean))
        scores.append(score)
    return scores


def tf_idf(query: str, texts: list[str]) -> list[float]:
    said = [Counter(terms(text)) for text in [*texts, query]]
    known = {word for counts in said[:-1] for word in counts}
    vectors = []
    for counts in said:
        idf = {w: 1 + math.log((1 + len(texts)) / (1 + sum(w in other for other in said[:-1]))) for w in counts}
        vector = {w: (1 + math.log(n)) * idf[w] for w, n in counts.items() if w in known}
        length = math.hypot(*vector.values()) or 1.0
        vectors.append({w: value / length for w, value in vector.items()})
    asked = vectors.pop()
    return [sum(value * asked.get(word, 0.0) for word, value in vector.items()) for vector in vectors]


def test_bm25_is_its_formula() -> None:
    assert Words(TEXTS).scores(QUERY) == pytest.approx(bm25(QUERY, TEXTS), abs=1e-6)


def test_tf_idf_is_its_formula() -> None:
    assert TfIdf(TEXTS).scores(QUERY) == pytest.approx(tf_idf(QUERY, TEXTS), abs=1e-6)


@pytest.mark.parametrize("ranker", [Words, TfIdf])
@pytest.mark.parametrize(("texts", "query"), [([], "x"), (["", ""], "x"), (TEXTS, ""), (TEXTS, "the zebra of")])
def test_where_no_word_is_shared_nothing_is_found(ranker: type[Words | TfIdf], texts: list[str], query: str) -> None:
    scores = ranker(texts).scores(query)
    assert (scores.shape, str(scores.dtype), bool(scores.any())) == ((len(texts),), "float32", False)


@pytest.mark.parametrize(
    ("word", "single"),
    [
        ("policies", "policy"),
        ("houses", "house"),
        ("shoes", "shoe"),
        ("invoices", "invoice"),
        ("days", "day"),
        ("boss", "boss"),
        ("status", "status"),
        ("gas", "gas"),
        ("b2s", "b2s"),
        ("employees", "employee"),
    ],
)
def test_a_plural_becomes_the_singular_by_harmans_rules(word: str, single: str) -> None:
    # Harman's second rule leaves 'oes', 'ees' and 'aes' to the third, which takes the s of 'employees'.
    assert singular(word) == single


def test_references_are_found_whole_and_by_their_numbers() -> None:
    assert terms("INV-72220 for £6,688.50, net") == ["inv-72220", "inv", "72220", "6688.50", "6688", "net"]


def test_the_library_tells_nothing_of_the_indexes_that_it_makes(caplog: pytest.LogCaptureFixture) -> None:
    Words(["a kiln", "a wheel"])
    assert caplog.records == []
