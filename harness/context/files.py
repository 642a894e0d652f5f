"""The context source `files`: the case's files as text, each under its name."""

from collections.abc import Sequence

from harness.context.fitting import CountTokens, fitted, in_order, matches
from harness.context.own_keys import OwnKeys, own_keys
from harness.context.reading_files.texts import texts_of
from harness.plan.design import SourceSettings
from harness.plan.tools import Part
from tasks_bank.case import Brief


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

    def supply(self, brief: Brief, wanted: Sequence[str], count_tokens: CountTokens) -> list[Part]:
        """Return the files that fit, in the design's order, and say what was left out."""
        keys = self._keys
        chosen = [
            file
            for file in brief.files
            if matches(file.name, keys.include)
            and not matches(file.name, keys.exclude)
            and matches(file.name, wanted or ("*",))
        ]
        if not chosen:
            return [Part("files", f"[no file fits {', '.join(wanted or keys.include)}]", self.name)]
        kept, notice = fitted(in_order(texts_of(chosen), keys.order), self._budget_tokens, count_tokens)
        if notice:
            name, text = kept.pop() if kept else ("files", "")
            kept.append((name, f"{text.rstrip()}\n{notice}".lstrip()))
        return [Part(name, text, self.name) for name, text in kept]


def create(settings: SourceSettings) -> Files:
    """Make the source. Raises BadDesign for keys that it does not have."""
    return Files(settings)
