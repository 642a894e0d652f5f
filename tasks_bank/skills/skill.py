"""What a skill is, and what can be wrong with one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tasks_bank.errors import BrokenSkill

FILE = "SKILL.md"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as the format wants it."""

    file: str
    """Within the skill's folder."""
    line: int
    """Counted from 1; 0 where no line is meant."""
    text: str
    """One sentence without its full stop: what, the value, what to do."""
    is_warning: bool = False
    """True for what the format advises and does not forbid."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {'advice: ' if self.is_warning else ''}{self.text}"


@dataclass(frozen=True, slots=True)
class Skill:
    """Know-how for a kind of work, in the Agent Skills format."""

    name: str
    description: str
    """What it does and when to use it: all that is seen of it before it is opened."""
    body: str
    """The instructions, Markdown."""
    folder: Path
    license: str = ""
    compatibility: str = ""
    allowed_tools: str = ""
    """What it asks to be allowed; it is shown and grants nothing."""
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Examined:
    """A skill's folder after a look at all of it."""

    skill: Skill | None
    """None where it breaks a rule of the format."""
    problems: Sequence[Problem]

    @property
    def errors(self) -> list[Problem]:
        """What has to be put right before it can be used."""
        return [problem for problem in self.problems if not problem.is_warning]

    def must(self, folder: Path) -> Skill:
        """Return the skill. Raises BrokenSkill with everything that is wrong."""
        if self.skill is None:
            raise BrokenSkill(f"skill {folder.name} ({folder}): {'; '.join(str(problem) for problem in self.errors)}")
        return self.skill
