"""The passages of one trial: supplied for what an agent is asked, or searched for by the model; and what was found."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

from harness.context.finding.chunks import CountTokens
from harness.context.finding.diary import SUPPLIED, Diary, Find
from harness.context.finding.index import Index
from harness.context.fitting import fitted
from harness.context.tables.arguments import known_only, word
from harness.plan.sources import Handed, Part, SourceTool
from harness.plan.tools import ToolMistake

MOST_TOP = 50
_NOTHING = "[no passage of the files fits what is asked]"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be found at a time."""

    top: int
    budget_tokens: int
    count_tokens: CountTokens


class OpenRetrieval:
    """The passages of one case, and a diary of what was found in them."""

    name = "retrieval"

    def __init__(self, index: Index, limits: Limits, thread: Executor, *, offers_tool: bool) -> None:
        self.diary = Diary(index.chunks)
        self._index = index
        self._limits = limits
        self.tools: Sequence[SourceTool] = (SearchFiles(self, limits, thread),) if offers_tool else ()

    def supply(self, wanted: Sequence[str], query: str) -> list[Part]:
        """Return the best passages that fit, best first, and say what was left out."""
        kept, notice = self.found(SUPPLIED, query, self._limits.top, wanted)
        if notice:
            title, text = kept.pop() if kept else (self.name, "")
            kept.append((title, f"{text}\n{notice}".lstrip()))
        return [Part(title, text, self.name, standing=False) for title, text in kept or [(self.name, _NOTHING)]]

    def found(self, by: str, query: str, top: int, wanted: Sequence[str] = ()) -> tuple[list[tuple[str, str]], str]:
        """Return titles and texts of the best passages within the budget, and a line on what was left out."""
        began_s = time.monotonic()
        chunks = self._index.search(query, top, wanted)
        texts = [(chunk.title, chunk.shown) for chunk in chunks]
        kept, notice = fitted(texts, self._limits.budget_tokens, self._limits.count_tokens)
        shown = tuple(chunk.up_to(text) for chunk, (_, text) in zip(chunks, kept, strict=False))
        self.diary.note(Find(by, query, shown, began_s, time.monotonic() - began_s))
        return kept, notice


class SearchFiles:
    """The tool by which a model looks for passages itself."""

    name = "search_files"
    about = "Find the passages of the files that fit a question best, each with its place."
    parameters: Mapping[str, Any] = {
        "type": "object",
        "properties": {
            "query": {"type": "string", "description": "what to look for, in words"},
            "top": {
                "type": "integer",
                "minimum": 1,
                "maximum": MOST_TOP,
                "description": "how many passages at most; left out, as many as the design says",
            },
        },
        "required": ["query"],
        "additionalProperties": False,
    }

    def __init__(self, opened: OpenRetrieval, limits: Limits, thread: Executor) -> None:
        self._opened = opened
        self._limits = limits
        self._thread = thread

    async def call(self, arguments: Mapping[str, Any]) -> Handed:
        """Search; arguments that do not fit are a mistake, told to the model."""
        try:
            known_only(self.name, arguments, self.parameters)
            query = word(arguments, "query")
            top = self._top(arguments)
        except ToolMistake as mistake:
            return Handed(str(mistake), mistake=True)
        loop = asyncio.get_running_loop()
        kept, notice = await loop.run_in_executor(self._thread, lambda: self._opened.found(self.name, query, top))
        blocks = [f"[{title}]\n{text}" for title, text in kept]
        return Handed("\n\n".join(filter(None, (*blocks, notice))) or _NOTHING)

    def _top(self, arguments: Mapping[str, Any]) -> int:
        top = arguments.get("top", self._limits.top)
        if not isinstance(top, int) or isinstance(top, bool) or not 1 <= top <= MOST_TOP:
            raise ToolMistake(f"'top' is {top!r}; give a whole number from 1 to {MOST_TOP}")
        return top
