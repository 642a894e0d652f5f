"""The tools by which a model opens a skill, and then a file of it, when it needs them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from harness.plan.sources import Handed
from tasks_bank.errors import BrokenSkill
from tasks_bank.skills.folder import read_resource, resources
from tasks_bank.skills.skill import Skill

_NAME = "the skill's name, as in the list"


def _parameters(**about: str) -> Mapping[str, Any]:
    properties = {name: {"type": "string", "description": said} for name, said in about.items()}
    return {"type": "object", "properties": properties, "required": list(about), "additionalProperties": False}


@dataclass(slots=True)
class LoadSkill:
    """Gives the body of a skill, and says which further files it has."""

    skills: Sequence[Skill]
    name: str = "load_skill"
    about: str = "Open a skill by its name: returns its instructions."
    parameters: Mapping[str, Any] = field(default_factory=lambda: _parameters(name=_NAME))

    async def call(self, arguments: Mapping[str, Any]) -> Handed:
        """Return the instructions."""
        skill = _named(self.skills, arguments.get("name"))
        if skill is None:
            return _not_there(self.skills, arguments.get("name"))
        files = resources(skill)
        more = [f"Further files, to be read with read_skill_resource: {', '.join(files)}"] if files else []
        return Handed("\n\n".join([skill.body, *more]))


@dataclass(slots=True)
class ReadSkillResource:
    """Gives one further file of a skill."""

    skills: Sequence[Skill]
    name: str = "read_skill_resource"
    about: str = "Read a further file of a skill, by the path that the skill gives."
    parameters: Mapping[str, Any] = field(
        default_factory=lambda: _parameters(name=_NAME, path="such as references/fees.md")
    )

    async def call(self, arguments: Mapping[str, Any]) -> Handed:
        """Return the file."""
        skill = _named(self.skills, arguments.get("name"))
        if skill is None:
            return _not_there(self.skills, arguments.get("name"))
        try:
            return Handed(read_resource(skill, str(arguments.get("path", ""))))
        except BrokenSkill as wrong:
            return Handed(str(wrong), mistake=True)


def _named(skills: Sequence[Skill], name: object) -> Skill | None:
    return next((skill for skill in skills if skill.name == name), None)


def _not_there(skills: Sequence[Skill], name: object) -> Handed:
    there = ", ".join(skill.name for skill in skills)
    return Handed(f"there is no skill {str(name)[:64]!r}; there are {there}", mistake=True)
