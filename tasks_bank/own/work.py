"""Does for a task that is data only what the three modules of any other task do: deals, marks, brings exemplars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from tasks_bank.answer import Answer
from tasks_bank.case import Case, Dials
from tasks_bank.checks.sheet import mark
from tasks_bank.deliverable import Deliverable
from tasks_bank.errors import BadSeed
from tasks_bank.exemplar import Exemplar
from tasks_bank.grade import Grade
from tasks_bank.own import answers
from tasks_bank.own.dealing import brief_of, truth_of
from tasks_bank.own.folder import case_folders, digest_of
from tasks_bank.own.marking import checks_of
from tasks_bank.own.spec import OwnSpec


@dataclass(frozen=True)
class OwnWork:
    """The work of one task that is data only."""

    name: str
    folder: Path
    spec: OwnSpec
    deliverables: Sequence[Deliverable]

    @cached_property
    def digest(self) -> str:
        """Sixteen hex digits of all that decides a case or a mark: a changed folder is another version."""
        return digest_of(self.folder)

    @cached_property
    def cases(self) -> Mapping[str, Path]:
        """The cases by name, in the order of their seeds."""
        return case_folders(self.folder)

    def check_seeds(self, seeds: Sequence[int]) -> None:
        """Refuse seeds that there is no case for: a case that came twice would count as two. Raises BadSeed."""
        many = len(self.cases)
        for seed in seeds:
            if not 1 <= seed <= many:
                has = "one case, of seed 1" if many == 1 else f"{many} cases, of seeds 1 to {many}"
                raise BadSeed(f"task '{self.name}' has {has}; there is none of seed {seed}")

    def generate(self, seed: int, dials: Dials) -> Case:
        """Deal the case of a seed."""
        self.check_seeds([seed])
        folder = [*self.cases.values()][seed - 1]
        return Case(
            task=self.name,
            version=self.spec.version,
            seed=seed,
            dials=dials,
            brief=brief_of(self.folder, folder, self.deliverables),
            systems={},
            truth=truth_of(self.name, self.spec, folder, self.deliverables),
        )

    def grade(self, case: Case, answer: Answer) -> Grade:
        """Mark one answer; the grader's name tells which state of the folder marked."""
        marked = mark(case, answer, checks_of(self.spec))
        return replace(marked, grader=f"{marked.grader}#{self.digest[:8]}")

    def exemplars(self, case: Case) -> Sequence[Exemplar]:
        """Return the answers with known marks for a case."""
        return answers.exemplars(case)

    def careless(self, case: Case) -> Answer:
        """Return what somebody hands in who asks nobody."""
        return answers.careless(case)
