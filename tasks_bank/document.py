"""Describes tasks in Markdown, from their folders and one dealt case each; part of ``docs/tasks.md`` is what comes out.

The truth of the case stays out: of the marks only what they are for is told.
"""

from collections import Counter
from collections.abc import Sequence

from tasks_bank.case import Case
from tasks_bank.spec import FixOf
from tasks_bank.task import Task

SEED = 7
_FIXES: dict[FixOf, str] = {
    "missing": "a missing row",
    "wrong": "a wrong row",
    "stray": "a row too many",
    "wrong_total": "a wrong total",
    "missed_escalation": "something not handed over",
    "needless_escalation": "something handed over for nothing",
    "poor_text": "a poor text",
}


def describe(tasks: Sequence[Task]) -> str:
    """Return a table of the tasks, and a section on each."""
    rows = [
        f"| [{task.name}](#{task.name}) | {task.spec.title} | {task.spec.family} | {task.version} "
        f"| {task.spec.human_minutes.unaided:g} |"
        for task in tasks
    ]
    head = ["| task | title | family | version | a person's minutes, unaided |", "|---|---|---|---|---|"]
    return "\n\n".join(["\n".join([*head, *rows]), *(_section(task) for task in tasks)])


def _section(task: Task) -> str:
    case = task.deal(SEED, task.dials())
    return "\n\n".join(
        [
            f"### {task.name}",
            task.spec.about,
            f"**A case** (seed {SEED}, default dials): {_files(case)}.",
            f"**To hand in:** {'; '.join(_handed_in(task))}.",
            f"**Marks:** {_marks(task, case)}.",
            "\n".join(["| dial | from | to | default | what it turns |", "|---|---|---|---|---|", *_dials(task)]),
            _minutes(task),
        ]
    )


def _minutes(task: Task) -> str:
    minutes = task.spec.human_minutes
    fixes = ", ".join(f"{_FIXES[kind]} {value:g}" for kind, value in minutes.fix.items())
    spent = f"{minutes.unaided:g} unaided; {minutes.per_item_review:g} to review a row; to put right: {fixes}"
    return f"**A person's minutes:** {spent}. {minutes.source.strip()}"


def _files(case: Case) -> str:
    kinds = Counter(file.suffix.removeprefix(".").upper() or "other" for file in case.brief.files)
    rows = ", ".join(f"{name} {len(system.rows)}" for name, system in case.systems.items())
    files = ", ".join(f"{many} {kind}" for kind, many in sorted(kinds.items()))
    return f"{len(case.brief.files)} files ({files}); rows by system: {rows}"


def _handed_in(task: Task) -> list[str]:
    return [
        f"`{each.name}` ({each.kind}{': ' + ', '.join(each.column_names) if each.columns else ''})"
        for each in task.deliverables
    ]


def _marks(task: Task, case: Case) -> str:
    """Tell the marks by criterion, those of a judge last."""
    right = next(each.answer for each in task.exemplars(case) if each.kind == "right")
    grade = task.grade(case, right)
    ruled = [f"{check.name} {check.available:g}" for check in grade.checks if check.scored]
    judge = [f"{criterion.name} {criterion.marks:g}" for criterion in task.rubric.criterion]
    return f"by rule: {', '.join(ruled)}" + (f"; by a judge, where there is one: {', '.join(judge)}" if judge else "")


def _dials(task: Task) -> list[str]:
    return [
        f"| {name} | {dial.low:g} | {dial.high:g} | {task.dials()[name]:g} | {dial.about} |"
        for name, dial in task.spec.dial.items()
    ]
