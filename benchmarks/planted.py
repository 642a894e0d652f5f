"""A made-up model whose answers depend on parts of its context by planted amounts, and the cases that it is given.

It reads what it is sent: a part counts only where its text has really reached the request.
"""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from harness.messages import CallLimits, Evidence, Reply, Request, Usage
from tasks_bank.case import Case, Dials
from tasks_bank.task import Task, read_task

ROOT = Path(__file__).parent.parent
HOME = ROOT / "tests" / "fixtures" / "home"
DESIGN = ROOT / "benchmarks" / "planted.toml"
SEEN_BY = {
    "files": "[petty_cash.csv]",
    "skills": "petty-cash: How to sort",
    "instructions": "# Petty cash rules",
}
"""By which words the model sees that it has a part."""
EFFECTS: Mapping[str, tuple[float, float]] = {
    "files": (0.20, 0.10),
    "skills": (-0.12, 0.10),
    "instructions": (0.0, 0.0),
}
"""By how much a part lifts the chance that a line is right: on average over cases, and how far it strays from case to
case, evenly to both sides. The chances stay between 0 and 1."""
_CHANCE, _STRAYS = 0.45, 0.10
"""Without any part."""
_MARKS_FOR_LINES = 0.5
"""Of petty cash; the model hands in nothing else."""
WORTH = {part: effect * _MARKS_FOR_LINES for part, (effect, _) in EFFECTS.items()}
"""What each part is truly worth in quality, over all cases that could be dealt: the mean is linear in the chances."""
_REFERENCE = re.compile(r"Our reference: CASE-(\d+)")


@dataclass(frozen=True)
class Referenced(Task):
    """Petty cash with the case's seed in the ask, so that the model knows which one it is whatever else it sees."""

    dealt: dict[int, Case] = field(default_factory=dict)

    def deal(self, seed: int, dials: Dials) -> Case:
        """Deal a case, and keep it for the model."""
        case = super().deal(seed, dials)
        case = replace(case, brief=replace(case.brief, ask=f"{case.brief.ask}\nOur reference: CASE-{seed}"))
        self.dealt[seed] = case
        return case


def referenced() -> Referenced:
    """Read the task."""
    task = read_task(HOME / "tasks" / "petty_cash")
    return Referenced(task.name, task.folder, task.spec)


class Planted:
    """Gives each line its right category with the case's chance, and leaves out the others."""

    name = "scripted"
    model = ""
    evidence: Evidence = "scripted"
    limits = CallLimits()
    base_url: str | None = None

    def __init__(self, task: Referenced) -> None:
        self._dealt = task.dealt

    async def send(self, request: Request) -> Reply:
        """Answer, as well as what is seen allows."""
        seen = "\n".join(message.text for message in request.messages)
        found = _REFERENCE.search(seen)
        assert found
        seed = int(found.group(1))
        chance = chance_of(seed, [part for part, words in SEEN_BY.items() if words in seen])
        luck = random.Random(f"lines {request.digest}")
        rows = [row for row in self._dealt[seed].truth.tables["lines"] if luck.random() < chance]
        text = "\n".join(["line,category", *(f"{row['line']},{row['category']}" for row in rows)])
        return Reply(text, "end", Usage(self.count_tokens(seen), output=self.count_tokens(text)), self.name)

    def count_tokens(self, text: str) -> int:
        """Count the words of a text."""
        return len(text.split())

    async def close(self) -> None:
        """Release nothing."""


def chance_of(seed: int, parts: list[str]) -> float:
    """Return the chance that a line of a case is right; what a part does to a case is drawn once for the case."""
    chance = _CHANCE + random.Random(f"case {seed}").uniform(-_STRAYS, _STRAYS)
    for part in parts:
        effect, strays = EFFECTS[part]
        chance += effect + random.Random(f"{part} {seed}").uniform(-strays, strays)
    return chance
