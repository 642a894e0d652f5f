"""The context source `instructions`: the rules that a person who gives context would add."""

from collections.abc import Sequence

from harness.context.fitting import CountTokens, fitted
from harness.context.own_keys import OwnKeys, own_keys
from harness.plan.design import SourceSettings
from harness.plan.tools import Part
from tasks_bank.case import Brief


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

    def supply(self, brief: Brief, wanted: Sequence[str], count_tokens: CountTokens) -> list[Part]:  # noqa: ARG002 rules are no file: the port's patterns do not apply
        """Return the rules, cut at a line where they do not fit; nothing when the brief has none."""
        if not brief.rules.strip():
            return []
        kept, notice = fitted([(self._title, brief.rules)], self._budget_tokens, count_tokens)
        text = "\n".join(filter(None, (*(text for _, text in kept), notice)))
        return [Part(self._title, text, self.name)]


def create(settings: SourceSettings) -> Instructions:
    """Make the source. Raises BadDesign for keys that it does not have."""
    return Instructions(settings)
