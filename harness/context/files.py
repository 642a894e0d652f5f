"""The context source `files`: the case's files as text, each under its name."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from harness.context.fitting import fitted, in_order, matches
from harness.context.own_keys import OwnKeys, own_keys
from harness.plan.design import SourceSettings
from harness.plan.sources import Given, Part, SourceTool


class FilesKeys(OwnKeys):
    """What a design may say of files, as patterns of their names."""

    include: tuple[str, ...] = ("*",)
    exclude: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    """Which files matter most; the budget is spent on them first."""


class Files:
    """Supplies the case's files."""

    def __init__(self, settings: SourceSettings) -> None:
        self.name = "files"
        self._budget_tokens = settings.budget_tokens
        self._keys = own_keys(self.name, settings, FilesKeys)

    @asynccontextmanager
    async def open(self, given: Given) -> AsyncIterator["OpenFiles"]:
        """Give the files of a case."""
        yield OpenFiles(given, self._keys, self._budget_tokens)


@dataclass(frozen=True, slots=True)
class OpenFiles:
    """The files of one case."""

    given: Given
    keys: FilesKeys
    budget_tokens: int
    name: str = "files"
    tools: Sequence[SourceTool] = ()

    def supply(self, wanted: Sequence[str], query: str) -> list[Part]:  # noqa: ARG002 - files do not depend on the question
        """Return the files that fit, in the design's order, and say what was left out."""
        keys = self.keys
        chosen = {
            name: text
            for name, text in self.given.texts.items()
            if matches(name, keys.include) and not matches(name, keys.exclude) and matches(name, wanted or ("*",))
        }
        if not chosen:
            return [Part("files", f"[no file fits {', '.join(wanted or keys.include)}]", self.name, standing=False)]
        kept, notice = fitted(in_order(chosen, keys.order), self.budget_tokens, self.given.count_tokens)
        if notice:
            name, text = kept.pop() if kept else ("files", "")
            kept.append((name, f"{text.rstrip()}\n{notice}".lstrip()))
        return [Part(name, text, self.name, standing=False) for name, text in kept]


def create(settings: SourceSettings) -> Files:
    """Make the source. Raises BadDesign for keys that it does not have."""
    return Files(settings)
