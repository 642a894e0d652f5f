"""The context source `skills`: know-how for a kind of work, in the Agent Skills format, opened bit by bit."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal

from harness.context.fitting import fitted, matches
from harness.context.own_keys import OwnKeys, own_keys
from harness.context.skill_folders.choosing import chosen, own_folders
from harness.context.skill_folders.opening import LoadSkill, ReadSkillResource
from harness.plan.design import SourceSettings
from harness.plan.sources import Given, Part, SourceTool
from tasks_bank.skills.folder import skill_folders
from tasks_bank.skills.skill import Skill

_INTRODUCTION = "Know-how for kinds of work. Open a skill with load_skill before you do the work that it is for."


class SkillsKeys(OwnKeys):
    """What a design may say of skills."""

    names: tuple[str, ...] = ()
    """Which skills, in this order; left out, all of the task and of `own`."""
    own: str = ""
    """A folder in ``$TOPRUNG_HOME/skills``: a skill, or several. One called as one of the task's stands in for it."""
    own_digest: str = ""
    """What `own` has to hold: sixteen hex digits that ``toprung tasks skills`` prints."""
    disclosure: Literal["progressive", "whole"] = "progressive"
    """``progressive``: names and descriptions, the rest by tools; ``whole``: all instructions at once, no tools."""


class Skills:
    """Supplies the skills of the task, and those of a folder of one's own."""

    def __init__(self, settings: SourceSettings) -> None:
        self.name = "skills"
        self._budget_tokens = settings.budget_tokens
        self._keys = own_keys(self.name, settings, SkillsKeys)
        self._own = own_folders(self._keys.own, self._keys.own_digest)

    @asynccontextmanager
    async def open(self, given: Given) -> AsyncIterator["OpenSkills"]:
        """Read the skills. Raises BadDesign where one is broken, or is not there."""
        skills = chosen([*skill_folders(given.task_folder / "skills"), *self._own], self._keys.names)
        whole = self._keys.disclosure == "whole"
        tools = () if whole or not skills else (LoadSkill(skills), ReadSkillResource(skills))
        yield OpenSkills(given, skills, self._budget_tokens, whole=whole, tools=tools)


@dataclass(frozen=True, slots=True)
class OpenSkills:
    """The skills of one trial."""

    given: Given
    skills: Sequence[Skill]
    budget_tokens: int
    whole: bool
    tools: Sequence[SourceTool]
    name: str = "skills"

    def supply(self, wanted: Sequence[str], query: str) -> list[Part]:  # noqa: ARG002 - skills do not depend on the question
        """Return the list of skills, or their instructions, cut where they do not fit; nothing when there are none."""
        skills = [skill for skill in self.skills if matches(skill.name, wanted or ("*",))]
        if not skills:
            return []
        if self.whole:
            texts = [(f"Skill {skill.name}", skill.body) for skill in skills]
        else:
            lines = [_INTRODUCTION, *(f"- {skill.name}: {' '.join(skill.description.split())}" for skill in skills)]
            texts = [("Skills", "\n".join(lines))]
        kept, notice = fitted(texts, self.budget_tokens, self.given.count_tokens)
        if notice:
            title, text = kept.pop() if kept else ("Skills", "")
            kept.append((title, f"{text}\n{notice}".lstrip()))
        return [Part(title, text, self.name) for title, text in kept]


def create(settings: SourceSettings) -> Skills:
    """Make the source. Raises BadDesign for keys that it does not have, and for skills that are not there."""
    return Skills(settings)
