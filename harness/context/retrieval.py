"""The context source `retrieval`: of the case's files, the passages that fit what an agent is asked now."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from pydantic import Field

from harness.context.finding.asking import MOST_TOP, Limits, OpenRetrieval
from harness.context.finding.index import NEED_EMBEDDINGS, Index, RankerName, chunks_of
from harness.context.finding.weights import check_installed
from harness.context.fitting import matches
from harness.context.own_keys import OwnKeys, own_keys
from harness.plan.design import SourceSettings
from harness.plan.sources import Given

_INDEXES_KEPT = 8
"""A plan goes case by case, so older ones are not asked for again."""
Texts = tuple[tuple[str, str], ...]


class RetrievalKeys(OwnKeys):
    """What a design may say of finding passages."""

    ranker: RankerName = "words"
    top: int = Field(default=8, ge=1, le=MOST_TOP)
    """How many passages are supplied at most."""
    include: tuple[str, ...] = ("*",)
    exclude: tuple[str, ...] = ()
    chunk_tokens: int = Field(default=200, ge=20)
    """How long a passage may be."""
    offers_tool: bool = False
    """Whether the model may search by itself as well."""


class Retrieval:
    """Finds passages by an index of each case."""

    def __init__(self, settings: SourceSettings) -> None:
        self.name = "retrieval"
        self._budget_tokens = settings.budget_tokens
        self._keys = own_keys(self.name, settings, RetrievalKeys)
        if self._keys.ranker in NEED_EMBEDDINGS:
            check_installed()
        # One thread: two indexes that are made at the same time would only share the cores.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="retrieval")
        self._indexes: OrderedDict[Texts, asyncio.Future[Index]] = OrderedDict()

    @asynccontextmanager
    async def open(self, given: Given) -> AsyncIterator[OpenRetrieval]:
        """Make the passages of a case ready; other trials go on meanwhile."""
        keys = self._keys
        limits = Limits(keys.top, self._budget_tokens, given.count_tokens)
        yield OpenRetrieval(await self._index(given), limits, self._thread, offers_tool=keys.offers_tool)

    async def _index(self, given: Given) -> Index:
        """Return the index of a case's files, made once however many trials ask for it at the same moment."""
        keys, loop = self._keys, asyncio.get_running_loop()
        texts = {
            name: text
            for name, text in given.texts.items()
            if matches(name, keys.include) and not matches(name, keys.exclude)
        }
        known: Texts = tuple(texts.items())
        if known not in self._indexes or self._indexes[known].get_loop() is not loop:
            self._indexes[known] = loop.run_in_executor(
                self._thread, lambda: Index(chunks_of(texts, keys.chunk_tokens, given.count_tokens), keys.ranker)
            )
            if len(self._indexes) > _INDEXES_KEPT:
                self._indexes.popitem(last=False)
        # A trial that is stopped while it waits must not take the index from the others.
        return await asyncio.shield(self._indexes[known])


def create(settings: SourceSettings) -> Retrieval:
    """Make the source. Raises BadDesign for keys that it does not have, MissingPiece where a model is not installed."""
    return Retrieval(settings)
