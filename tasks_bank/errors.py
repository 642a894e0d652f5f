"""Everything that tasks_bank raises.

TaskBankError            exit code 2
├── UnknownTask          no folder of that name
├── BrokenTask           a folder that does not keep the shape of a task
├── BadDial              a dial that the task does not have, or a value outside its range
├── BrokenSkill          a skill's folder that does not keep the Agent Skills format, or a file that it does not have
├── BadSeed              a case that a task without a generator does not have
├── MissingExtra     4   a package of an optional extra is not installed
└── NoPlace              a task cannot be put where it should go: no home, a name that is taken, a folder that is closed
"""

from collections.abc import Iterable
from typing import ClassVar


class TaskBankError(Exception):
    """A mistake that the user can mend; its text is one sentence that says what, the value and what to do."""

    exit_code: ClassVar[int] = 2


class UnknownTask(TaskBankError):
    """No task folder has the name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"there is no task '{name}'; the tasks are {', '.join(sorted(known)) or '(none)'}")


class BrokenTask(TaskBankError):
    """A task folder is incomplete or contradicts itself."""


class BadDial(TaskBankError):
    """A dial is unknown or out of range."""


class BadSeed(TaskBankError):
    """A task that is data only has no case of that seed."""


class BrokenSkill(TaskBankError):
    """A skill's folder breaks a rule of its format, or does not hold what is asked of it."""


class MissingExtra(TaskBankError):
    """What was asked for needs a package that only comes with an extra."""

    exit_code = 4


class NoPlace(TaskBankError):
    """There is no place for a task of one's own."""
