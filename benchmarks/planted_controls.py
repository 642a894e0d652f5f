"""A made-up model for which it is planted how good a team, its one agent and each control of it are.

It tells them apart by what they send, as a service could: who has the work before them, who asks at which temperature.
"""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from benchmarks.planted import HOME
from harness.api.controls.rows import BesideKind
from harness.messages import CallLimits, Evidence, Reply, Request, Usage
from harness.plan.control import WARM
from tasks_bank.case import Case, Dials
from tasks_bank.file import File
from tasks_bank.task import Task, read_task

Row = BesideKind | str
TEAM = "team"
LINES_WORTH, TOTALS_WORTH = 0.5, 0.3
"""Of petty cash: what the models hand in, and what the team's code does."""
TEAM_TAKES, AGENT_TAKES = 2000, 1000
"""Tokens of a call: two of the one agent's are as much as one of the team's."""
_STRAYS, _HARDER = 0.1, 0.1
"""How far a row strays from case to case, and how far all rows do together, evenly to both sides."""
_REFERENCE = re.compile(r"Our reference: CASE-(\d+)")
_LOOKS, _CHECKS = "This is look", "You have done this work before"


@dataclass(frozen=True, slots=True)
class Truth:
    """How good each row truly is."""

    chances: Mapping[Row, float]
    """That a line is right: of the team's models, of the one agent, and of each way of it to spend more."""
    code: float
    """That a total is right which the team's code looks up."""

    def quality(self, row: Row) -> float:
        """Return the true mean quality of a row; the means are linear in the chances."""
        by_code = TOTALS_WORTH * self.code if row in {TEAM, "tools only"} else 0.0
        return LINES_WORTH * self.chances.get(row, 0.0) + by_code


@dataclass(frozen=True)
class WithSums(Task):
    """Petty cash with the case's seed in the ask and a file of sums, some of which are right."""

    truth: Truth = field(default_factory=lambda: Truth({}, 0.0))
    dealt: dict[int, Case] = field(default_factory=dict)

    def deal(self, seed: int, dials: Dials) -> Case:
        """Deal a case, and keep it for the model."""
        case = super().deal(seed, dials)
        luck = random.Random(f"sums {seed}")
        right = [row for row in case.truth.tables["totals"] if luck.random() < self.truth.code]
        sums = "\n".join(["category,amount", *(f"{row['category']},{row['amount']}" for row in right)])
        brief = replace(
            case.brief,
            ask=f"{case.brief.ask}\nOur reference: CASE-{seed}",
            files=(*case.brief.files, File("sums.csv", f"{sums}\n".encode())),
        )
        self.dealt[seed] = replace(case, brief=brief)
        return self.dealt[seed]


def with_sums(truth: Truth) -> WithSums:
    """Read the task."""
    task = read_task(HOME / "tasks" / "petty_cash")
    return WithSums(task.name, task.folder, task.spec, truth=truth)


class PlantedRows:
    """Gives each line its right category with the row's chance in the case, and leaves out the others."""

    name = "scripted"
    model = ""
    evidence: Evidence = "scripted"
    limits = CallLimits()
    base_url: str | None = None

    def __init__(self, task: WithSums) -> None:
        self._task = task

    async def send(self, request: Request) -> Reply:
        """Answer, as well as the row that asks does it."""
        if request.agent == "coordinator":
            return Reply("The book is sorted and added up.", "end", Usage(), self.name)
        seen = "\n".join(message.text for message in request.messages)
        found = _REFERENCE.search(seen)
        assert found
        seed, row = int(found.group(1)), row_of(request, seen)
        # The attempts of one trial are alike, so that their majority is as good as each of them.
        luck = random.Random(f"{row} {seed}" if row == "best of n" else f"{row} {seed} {request.digest}")
        chance = chance_of(self._task.truth, row, seed)
        rows = [line for line in self._task.dealt[seed].truth.tables["lines"] if luck.random() < chance]
        text = "\n".join(["line,category", *(f"{line['line']},{line['category']}" for line in rows)])
        return Reply(text, "end", Usage(TEAM_TAKES if row == TEAM else AGENT_TAKES), self.name)

    def count_tokens(self, text: str) -> int:
        """Count the words of a text."""
        return len(text.split())

    async def close(self) -> None:
        """Release nothing."""


def row_of(request: Request, seen: str) -> Row:
    """Say which row asks."""
    if request.agent == "sorter":
        return TEAM
    if _LOOKS in seen:
        return "same tokens"
    if _CHECKS in seen:
        return "self-check"
    return "best of n" if request.temperature == WARM else "context"


def chance_of(truth: Truth, row: Row, seed: int) -> float:
    """Return the chance that a line of a case is right; how a row strays there is drawn once for the case."""
    chance = truth.chances[row]
    if not chance:
        return 0.0
    harder = random.Random(f"case {seed}").uniform(-_HARDER, _HARDER)
    return chance + harder + random.Random(f"{row} of {seed}").uniform(-_STRAYS, _STRAYS)
