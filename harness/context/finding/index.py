"""An index of a case's passages: made once, asked many times."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from harness.context.finding.chunks import Chunk, CountTokens, chunked
from harness.context.finding.fusing import Fused, Ranker, order
from harness.context.finding.meaning import Meaning, shared_embedder
from harness.context.finding.words import TfIdf, Words
from harness.context.fitting import matches

RankerName = Literal["words", "tfidf", "meaning", "fused"]
NEED_EMBEDDINGS = frozenset({"meaning", "fused"})

_RANKERS: Mapping[RankerName, Callable[[Sequence[str]], Ranker]] = {
    "words": Words,
    "tfidf": TfIdf,
    "meaning": lambda texts: Meaning(texts, shared_embedder()),
    "fused": lambda texts: Fused([Words(texts), Meaning(texts, shared_embedder())]),
}


class Index:
    """Passages, and a way to rank them."""

    def __init__(self, chunks: Sequence[Chunk], ranker: RankerName) -> None:
        """Index passages. Raises MissingPiece where the ranker needs a model that is not installed."""
        self.chunks = chunks
        self._ranker = _RANKERS[ranker]([chunk.indexed for chunk in chunks])

    def search(self, query: str, top: int, names: Sequence[str] = ()) -> list[Chunk]:
        """Return the best passages for a question, best first; `names` are patterns of the files to look in."""
        found = (self.chunks[place] for place in order(self._ranker.scores(query)))
        fitting = [chunk for chunk in found if not names or matches(chunk.place.file, names)]
        return fitting[:top]


def chunks_of(texts: Mapping[str, str], chunk_tokens: int, count_tokens: CountTokens) -> list[Chunk]:
    """Cut the texts of a case's files, in their order."""
    return [chunk for name, text in texts.items() for chunk in chunked(name, text, chunk_tokens, count_tokens)]
