"""Deals a batch of support tickets as a case: the brief with real files, the desk's systems, and the hidden truth."""

from functools import cache
from pathlib import Path
from random import Random

from tasks_bank.case import Case, Dials
from tasks_bank.task import Task, read_task
from tasks_bank.tasks.support_triage.dealing import deal_desk
from tasks_bank.tasks.support_triage.desk import Desk
from tasks_bank.tasks.support_triage.files import files_of, systems_of
from tasks_bank.tasks.support_triage.truth import tell_truth
from tasks_bank.world.month import bank_holidays
from tasks_bank.world.references import nonsense_word


def generate(seed: int, dials: Dials) -> Case:
    """Deal the case of a seed."""
    desk = deal_desk(seed, dials)
    first, last = desk.days[0], desk.days[-1]
    words = {
        "company": desk.company.name,
        "manager": desk.company.who("Head of Support").name,
        "compliance": desk.company.who("Compliance Officer").name,
        "first_day": f"{first.day} {first:%B}",
        "last_day": f"{last.day} {last:%B %Y}",
        "some_users": str(desk.some_users),
        "holidays": _holidays(desk),
    }
    systems = systems_of(desk, _task().deliverables)
    rules = _task().brief((), words).rules
    return Case(
        task="support_triage",
        version=_task().version,
        seed=seed,
        dials=dials,
        brief=_task().brief(files_of(desk, systems, rules), words),
        systems=systems,
        truth=tell_truth(desk, nonsense_word(Random(f"canary {seed}"))),
    )


def _holidays(desk: Desk) -> str:
    """Name the bank holidays that a due date may meet."""
    month = desk.company.month
    near = [month, month.after(1)]
    years = sorted({each.year for each in near})
    days = [day for year in years for day in sorted(bank_holidays(year)) if any(day in each for each in near)]
    named = ", ".join(f"{day.day} {day:%B %Y}" for day in days if day.weekday() < 5)  # noqa: PLR2004 - Saturday is day 5
    return named or "none in these weeks"


@cache
def _task() -> Task:
    return read_task(Path(__file__).parent)
