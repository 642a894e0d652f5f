"""Keeps, lists and forgets the notes of a project.

What is taken from a run is what its answers handed to a person, never what the marker found: marks come from the hidden
truth, and a note of them would tell the next trial what is right. A note carries the digest of the case that it was
learned on, so that it is not shown to a trial on that case.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime

from harness.context.remembering.kept import Kept, Project
from harness.errors import BadPlan
from harness.plan.benchmark import Plan, PlannedTrial
from harness.store.ledger import open_ledger
from harness.store.records import TrialRecord
from tasks_bank.answer import Answer
from tasks_bank.catalog import find_task
from tasks_bank.notes.note import Kind, Note
from tasks_bank.reading.answer import read_answer
from tasks_bank.task import Task

_LONGEST_WHY = 500
_LONGEST_ITEM = 100


def remember_run(ledger_url: str, run: str, project: str, design: str | None = None) -> list[Kept]:
    """Keep what the answers of a run handed to a person as carry-overs; returns the notes that are new.

    Raises BadPlan where the run is of a task whose cases are made up, or of several designs and none is named.
    """
    place = Project(project)
    with open_ledger(ledger_url, must_exist=True) as ledger:
        record = ledger.run(run)
        plan = Plan.from_json(record.plan)
        trials = {trial.id: trial for trial in ledger.trials(plan.id) if trial.outcome == "done"}
    task = find_task(plan.task)
    if task.own is None:
        raise BadPlan(
            f"the cases of task '{plan.task}' are made up, and each is of another company: there is no next month to "
            "remember for; its dial 'notes' deals notes, and --add keeps what a person writes"
        )
    arm = _arm(plan, design)
    done = [(planned, trials[planned.id]) for planned in plan.trials if planned.arm.id == arm and planned.id in trials]
    if forgotten := [trial for _, trial in done if trial.forgotten_at]:
        raise BadPlan(f"the texts of run {plan.id} were forgotten, so that {len(forgotten)} answers cannot be read")
    return place.add([kept for planned, trial in done for kept in _handed_over(task, plan.id, planned, trial)])


def remember_words(
    project: str, *, text: str, about: str, by: str, kind: Kind, expires: date | None = None
) -> list[Kept]:
    """Keep what a person wrote; returns the note, or nothing where it is there already."""
    today = datetime.now(UTC).date()
    return Project(project).add([Kept(Note(_id(project, text, about, by), kind, about, text, today, by, expires))])


def remembered(project: str) -> list[Kept]:
    """Return the notes of a project, oldest first."""
    return Project(project).notes()


def forget_notes(project: str, of: str) -> int:
    """Forget the note of that id, or all of the run of that id; returns how many. Raises BadPlan for none."""
    gone = Project(project).forget(of)
    if not gone:
        raise BadPlan(f"project '{project}' has no note '{of}', and none of a run of that id; --list lists them")
    return gone


def _arm(plan: Plan, design: str | None) -> str:
    """Return the arm whose answers are meant."""
    arms = [arm.id for arm in plan.arms if arm.kind == "design"]
    if design in arms:
        return str(design)
    if design is None and len(arms) == 1:
        return arms[0]
    said = f"has no design '{design}'" if design else f"has {len(arms)} designs"
    raise BadPlan(f"run {plan.id} {said}; say whose answers to remember with --design: {', '.join(arms)}")


def _handed_over(task: Task, run: str, planned: PlannedTrial, trial: TrialRecord) -> Iterator[Kept]:
    """Return what one answer handed to a person, each a carry-over; of repeats only the first counts."""
    if planned.epoch > 1:
        return
    rows = read_answer(Answer.from_json(trial.answer), task.deliverables).tables.get("escalations", ())
    for row in rows:
        item, reason, why = (row.get(name, "") for name in ("item", "reason", "why"))
        about = f"{item[:_LONGEST_ITEM]} (case {planned.seed})"
        text = f"Handed to a person: {item[:_LONGEST_ITEM]}, {reason[:_LONGEST_ITEM]}. {why[:_LONGEST_WHY]}".strip()
        note = Note(
            id=_id(run, planned.id, item, reason),
            kind="carry_over",
            about=about,
            text=text,
            at=trial.started_at.date(),
            by=f"design {planned.arm.design.name[: _LONGEST_ITEM // 2]}",
        )
        if item.strip():
            yield Kept(note, run, str(trial.answer.get("case", "")))


def _id(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:10]
