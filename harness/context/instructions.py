"""The context source `instructions`: the rules that a person would add, and if wanted the project's own page."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pydantic import Field

from harness.context.fitting import fitted
from harness.context.own_keys import OwnKeys, own_keys
from harness.plan.design import SourceSettings
from harness.plan.sources import Given, Part, SourceTool
from tasks_bank.catalog import HOME

_MOST_BYTES = 64_000
"""Of a page; it is read before it is cut to the budget."""


class InstructionsKeys(OwnKeys):
    """What a design may say of the rules."""

    title: str = "Rules"
    """What stands above them."""
    project: str = Field(default="", pattern=r"^([\w-][\w.-]{0,60}\.md)?$")
    """A page such as ``AGENTS.md`` to add: of the case's files, else the task's folder, else ``$TOPRUNG_HOME``."""


class Instructions:
    """Supplies the brief's rules."""

    def __init__(self, settings: SourceSettings) -> None:
        self.name = "instructions"
        self._budget_tokens = settings.budget_tokens
        self._keys = own_keys(self.name, settings, InstructionsKeys)

    @asynccontextmanager
    async def open(self, given: Given) -> AsyncIterator["OpenInstructions"]:
        """Give the rules of a case, and the page of the project."""
        page = _nearest(self._keys.project, given) if self._keys.project else ""
        yield OpenInstructions(given, self._keys, page, self._budget_tokens)


@dataclass(frozen=True, slots=True)
class OpenInstructions:
    """The rules of one case."""

    given: Given
    keys: InstructionsKeys
    page: str
    """The project's own page; empty where there is none."""
    budget_tokens: int
    name: str = "instructions"
    tools: Sequence[SourceTool] = ()

    def supply(self, wanted: Sequence[str], query: str) -> list[Part]:  # noqa: ARG002 - rules are no file, and do not depend on the question
        """Return rules and page, cut at a line where they do not fit; nothing when there are none."""
        both = ((self.keys.title, self.given.brief.rules), (self.keys.project, self.page))
        there = [(title, text) for title, text in both if text.strip()]
        kept, notice = fitted(there, self.budget_tokens, self.given.count_tokens)
        if notice:
            title, text = kept.pop() if kept else (there[0][0], "")
            kept.append((title, "\n".join(filter(None, (text, notice)))))
        return [Part(title, text, self.name) for title, text in kept]


def create(settings: SourceSettings) -> Instructions:
    """Make the source. Raises BadDesign for keys that it does not have."""
    return Instructions(settings)


def _nearest(name: str, given: Given) -> str:
    """Return the page nearest to the work: the deepest of the case's files, the task's, the installation's."""
    of_case = [(len(PurePosixPath(path).parts), text) for path, text in given.texts.items() if _called(path) == name]
    if of_case:
        return max(of_case)[1]
    home = os.environ.get(HOME)
    for folder in (given.task_folder, *([Path(home)] if home else ())):
        page = folder / name
        if page.is_file() and not page.is_symlink():
            with page.open("rb") as file:
                return str(file.read(_MOST_BYTES), "utf-8", "replace")
    return ""


def _called(path: str) -> str:
    return PurePosixPath(path).name
