"""The context source `memory`: notes of earlier months, shown as data and never as rules."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from pydantic import Field

from harness.context.own_keys import OwnKeys, own_keys
from harness.context.remembering.kept import Kept, Project
from harness.context.remembering.showing import shown
from harness.errors import BadDesign, BadPlan
from harness.plan.design import SourceSettings
from harness.plan.sources import Given, Part, SourceTool
from tasks_bank.notes.note import KINDS, Kind, Note

_OF_THE_CASE = "case"


class MemoryKeys(OwnKeys):
    """What a design may say of memory."""

    project: str = _OF_THE_CASE
    """``case``: the notes that a case brings; else the project whose notes ``toprung bench remember`` keeps."""
    kinds: tuple[Kind, ...] = KINDS
    """Which kinds of notes are shown."""
    max_age_days: int | None = Field(default=None, ge=0)
    """Notes that are older than the newest by more than so many days are not shown."""


class Memory:
    """Supplies notes: those of the case, or those of a project as they stand when the run begins."""

    def __init__(self, settings: SourceSettings) -> None:
        self.name = "memory"
        self._budget_tokens = settings.budget_tokens
        self._keys = own_keys(self.name, settings, MemoryKeys)
        self._kept = None if self._keys.project == _OF_THE_CASE else _of_project(self._keys.project)

    @asynccontextmanager
    async def open(self, given: Given) -> AsyncIterator["OpenMemory"]:
        """Choose the notes of a trial. What was learned from the case itself is not among them."""
        if self._kept is None:
            notes = list(given.notes)
        else:
            notes = [kept.note for kept in self._kept if not kept.case or kept.case != given.case_digest]
        yield OpenMemory(given, _young(notes, self._keys), self._budget_tokens)


@dataclass(frozen=True, slots=True)
class OpenMemory:
    """The notes of one trial."""

    given: Given
    notes: Sequence[Note]
    budget_tokens: int
    name: str = "memory"
    tools: Sequence[SourceTool] = ()

    def supply(self, wanted: Sequence[str], query: str) -> list[Part]:  # noqa: ARG002 - notes are no files, and do not depend on the question
        """Return the notes that fit, the newest first; nothing when there are none."""
        if not self.notes:
            return []
        return [
            Part("Notes", shown(self.notes, self.budget_tokens, self.given.count_tokens), self.name, standing=False)
        ]


def create(settings: SourceSettings) -> Memory:
    """Make the source. Raises BadDesign for keys that it does not have, and for a project that is not there."""
    return Memory(settings)


def _of_project(name: str) -> list[Kept]:
    try:
        project = Project(name)
        kept = project.notes()
    except BadPlan as error:
        raise BadDesign(f"context source 'memory': {error}") from error
    if not project.exists:
        begin = f"toprung bench remember --project {name} --add TEXT --about WHAT --by WHO"
        raise BadDesign(f"context source 'memory': project '{name}' has no notes; begin with: {begin}")
    return kept


def _young(notes: Sequence[Note], keys: MemoryKeys) -> list[Note]:
    newest = max((note.at for note in notes), default=None)
    return [
        note
        for note in notes
        if note.kind in keys.kinds
        and (keys.max_age_days is None or newest is None or (newest - note.at).days <= keys.max_age_days)
    ]
