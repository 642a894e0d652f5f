"""Deals a week's rota as a case: the brief with real files, the company's systems, and the hidden truth."""

from functools import cache
from pathlib import Path
from random import Random

from tasks_bank.case import Case, Dials
from tasks_bank.task import Task, read_task
from tasks_bank.tasks.rota_planning.dealing import deal_week
from tasks_bank.tasks.rota_planning.files import files_of, systems_of
from tasks_bank.tasks.rota_planning.truth import tell_truth
from tasks_bank.world.references import nonsense_word


def generate(seed: int, dials: Dials) -> Case:
    """Deal the case of a seed."""
    week, rota = deal_week(seed, dials)
    first, last = week.days[0], week.days[-1]
    words = {
        "company": week.company.name,
        "manager": week.company.who("Head of Support").name,
        "monday": f"{first:%A} {first.day} {first:%B %Y}",
        "sunday": f"{last:%A} {last.day} {last:%B %Y}",
    }
    systems = systems_of(week, _task().deliverables)
    rules = _task().brief((), words).rules
    return Case(
        task="rota_planning",
        version=_task().version,
        seed=seed,
        dials=dials,
        brief=_task().brief(files_of(week, systems, rules), words),
        systems=systems,
        truth=tell_truth(week, rota, nonsense_word(Random(f"canary {seed}"))),
    )


@cache
def _task() -> Task:
    return read_task(Path(__file__).parent)
