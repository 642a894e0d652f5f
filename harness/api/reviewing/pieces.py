"""Pieces of finished work for a seeded review: as many with one planted defect as without any, in an order by chance.

Half of them are as they were, so that "all of it is wrong" pays no better than a coin. The ledger's answers stay as
they are: defects are planted in copies, and only where the mark proves that they are defects (`tasks_bank.planting`).
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

from harness.api.marking.regrade import answered, dealt_again
from harness.api.reviewing.deciding import Subject
from harness.api.reviewing.reviewer import Reviewer
from harness.context.reading_files.texts import texts_of
from harness.errors import BadPlan
from harness.plan.benchmark import Plan
from harness.store.ledger import Ledger
from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.catalog import find_task
from tasks_bank.deliverable import Deliverable, Row
from tasks_bank.planting.classes import CLASSES
from tasks_bank.planting.defect import Class, Defect, Work
from tasks_bank.planting.planting import Bed
from tasks_bank.task import Task

DEFECTS = 10
"""So many pieces with a defect, and as many without."""
MOST_DEFECTS = 200
Of = Literal["answers", "truth"]
_MARK = "missing"


@dataclass(frozen=True, slots=True)
class Piece:
    """One table of finished work, as a reviewer sees it."""

    subject: Subject
    case: Case
    texts: Mapping[str, str]
    """The case's papers as text, by name."""
    table: Deliverable
    rows: tuple[Row, ...]
    defect: Defect | None
    """Not to be shown before the decision."""

    def is_found(self, where: str) -> bool | None:
        """Say whether a reviewer's words name the planted defect; None where none was planted.

        A row by its number, with or without the column: ``3``, ``3 amount``; a row that is not there by its name:
        ``missing B-07``.
        """
        if self.defect is None:
            return None
        first, _, rest = where.strip().casefold().partition(" ")
        if self.defect.name == "row dropped":
            return first == _MARK and self.defect.key[0].casefold() in rest.split()
        if not first.isdecimal():
            return False
        places = {self.defect.place + 1} | ({self.defect.place} if self.defect.name == "row doubled" else set())
        column = rest.strip()
        return int(first) in places and column in {"", self.defect.column.casefold()}


def check_where(piece: Piece, where: str) -> str:
    """Return what is the matter with the words for a place; empty when they can be read."""
    first, _, rest = where.strip().partition(" ")
    if first.casefold() == _MARK:
        return "" if rest.strip() else "say which row is missing, by its name: missing B-07"
    if not first.isdecimal() or not 1 <= int(first) <= len(piece.rows):
        return f"'{where}' names no row: a number from 1 to {len(piece.rows)}, or missing NAME"
    known = [name.casefold() for name in piece.table.column_names]
    if rest.strip() and rest.strip().casefold() not in known:
        return f"there is no column '{rest.strip()}'; there are {', '.join(piece.table.column_names)}"
    return ""


def pieces_for(ledger: Ledger, run: str, by: Reviewer, defects: int = DEFECTS, of: Of = "answers") -> list[Piece]:
    """Return the pieces for a reviewer, the same ones in the same order whenever they are asked for.

    There are fewer where the finished work has too few tables that are right all through. Raises BadPlan where it has
    none, and for a number of defects that makes no sense.
    """
    if not 1 <= defects <= MOST_DEFECTS:
        raise BadPlan(f"--defects is {defects}; it goes from 1 to {MOST_DEFECTS}")
    plan = Plan.from_json(ledger.run(run).plan)
    task = find_task(plan.task)
    rng = Random(f"{plan.id} {by.name} {of} {defects}")
    beds = _truths(plan, task) if of == "truth" else _answers(ledger, plan, task)
    places = _places(beds, 2 * defects)
    if not places:
        raise BadPlan(
            f"no answer of run {plan.id} has a table that is right all through, so no planted defect could be told "
            "from its own; plant in the truth of its cases instead, with --of truth"
        )
    rng.shuffle(places)
    planted = _planted(plan, places, defects, rng)
    if not planted:
        raise BadPlan(f"no defect can be planted in the work of run {plan.id} so that its mark falls")
    untouched = [place.piece(plan, place.rows, None) for place in places[-len(planted) :]]
    found = [*planted, *untouched]
    rng.shuffle(found)
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """One table of one piece of finished work."""

    bed: Bed
    table: Deliverable
    texts: Mapping[str, str]
    trial: tuple[str, int] | None
    """The trial whose answer it is and which attempt; None for a case's truth."""

    @property
    def rows(self) -> Sequence[Row]:
        return self.bed.rows(self.table.name)

    def piece(self, plan: Plan, rows: Sequence[Row], defect: Defect | None) -> Piece:
        """Make what is shown of it."""
        case = self.bed.case
        said: dict[str, Any] = {"of": "answer" if self.trial else "truth", "table": self.table.name, "rows": len(rows)}
        said |= defect.to_json() if defect else {"class": ""}
        trial_id, attempt = self.trial or (None, None)
        text = json.dumps([case.seed, trial_id, attempt, said], sort_keys=True)
        name = hashlib.sha256(text.encode()).hexdigest()[:16]
        item = f"{case.name}, {self.table.name}"
        subject = Subject(plan.id, name, "seeded", trial_id, attempt, item, planted=said)
        return Piece(subject, case, self.texts, self.table, tuple(rows), defect)


_Beds = Iterator[tuple[Bed, tuple[str, int] | None]]


def _truths(plan: Plan, task: Task) -> _Beds:
    """Yield what perfect answers to the run's cases hold. Raises BadPlan where other cases would be dealt."""
    if (task.version, task.digest) != (plan.task_version, plan.task_digest):
        raise BadPlan(f"run {plan.id} is of {plan.task_named}, and another version is installed; install that one")
    for seed in plan.seeds:
        case = task.deal(seed, plan.dial_values)
        yield Bed(task, case, Work.of_truth(case)), None


def _answers(ledger: Ledger, plan: Plan, task: Task) -> _Beds:
    """Yield the answers of a run's designs, the best first, case by case."""
    arms = {trial.id: trial.arm.kind for trial in plan.trials}
    scores = {(grade.trial_id, grade.attempt): grade.score for grade in ledger.grades(plan.id)}
    trials = [trial for trial in answered(ledger, plan) if arms[trial.id] == "design"]
    cases = dealt_again(plan, task, trials)
    for trial in sorted(trials, key=lambda one: scores.get((one.id, one.attempt), 0.0), reverse=True):
        case = cases[trial.id]
        yield Bed(task, case, Work.of_answer(case, Answer.from_json(trial.answer))), (trial.id, trial.attempt)


def _places(beds: _Beds, enough: int) -> list[_Place]:
    """Return tables that are right all through, each case's table once, and stop where there are enough."""
    found: list[_Place] = []
    taken: set[tuple[int, str]] = set()
    for bed, trial in beds:
        texts: Mapping[str, str] = {}
        for table in bed.sound:
            if (bed.case.seed, table.name) not in taken:
                taken.add((bed.case.seed, table.name))
                texts = texts or texts_of(bed.case.brief.files)
                found.append(_Place(bed, table, texts, trial))
        if len(found) >= enough:
            break
    return found


def _planted(plan: Plan, places: Sequence[_Place], defects: int, rng: Random) -> list[Piece]:
    """Plant so many defects, the classes in turn and the tables in turn; the same defect never twice."""
    found: dict[str, Piece] = {}
    for number in range(defects):
        turn = [*places[number % len(places) :], *places[: number % len(places)]]
        names: list[Class | None] = [CLASSES[number % len(CLASSES)], None]
        piece = next(
            (
                made
                for name in names
                for place in turn
                if (copy := place.bed.plant(place.table, rng, name))
                and (made := place.piece(plan, copy.rows, copy.defect)).subject.name not in found
            ),
            None,
        )
        if piece:
            found[piece.subject.name] = piece
    return [*found.values()]
