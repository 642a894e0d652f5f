"""The context source `instructions`: the rules that a person who gives context would add."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from harness.context.fitting import fitted
from harness.context.own_keys import OwnKeys, own_keys
from harness.plan.design import SourceSettings
from harness.plan.sources import Given, Part, SourceTool


class InstructionsKeys(OwnKeys):
    """What a design may say of the rules."""

    title: str = "Rules"
    """What stands above them."""


class Instructions:
    """Supplies the brief's rules."""

    def __init__(self, settings: SourceSettings) -> None:
        self.name = "instructions"
        self._budget_tokens = settings.budget_tokens
        self._title = own_keys(self.name, settings, InstructionsKeys).title

    @asynccontextmanager
    async def open(self, given: Given) -> AsyncIterator["OpenInstructions"]:
        """Give the rules of a case."""
        yield OpenInstructions(given, self._title, self._budget_tokens)


@dataclass(frozen=True, slots=True)
class OpenInstructions:
    """The rules of one case."""

    given: Given
    title: str
    budget_tokens: int
    name: str = "instructions"
    tools: Sequence[SourceTool] = ()

    def supply(self, wanted: Sequence[str], query: str) -> list[Part]:  # noqa: ARG002 - rules are no file, and do not depend on the question
        """Return the rules, cut at a line where they do not fit; nothing when the brief has none."""
        rules = self.given.brief.rules
        if not rules.strip():
            return []
        kept, notice = fitted([(self.title, rules)], self.budget_tokens, self.given.count_tokens)
        text = "\n".join(filter(None, (*(text for _, text in kept), notice)))
        return [Part(self.title, text, self.name)]


def create(settings: SourceSettings) -> Instructions:
    """Make the source. Raises BadDesign for keys that it does not have."""
    return Instructions(settings)
