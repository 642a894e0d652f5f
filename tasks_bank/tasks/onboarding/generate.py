"""Deals a month's starters as a case: the brief with real files, the company's systems, and the hidden truth."""

from functools import cache
from pathlib import Path
from random import Random

from tasks_bank.case import Case, Dials
from tasks_bank.task import Task, read_task
from tasks_bank.tasks.onboarding.dealing import deal_intake
from tasks_bank.tasks.onboarding.files import files_of
from tasks_bank.tasks.onboarding.remembered import remember
from tasks_bank.tasks.onboarding.starters.intake import Intake
from tasks_bank.tasks.onboarding.systems import systems_of
from tasks_bank.tasks.onboarding.truth import tell_truth
from tasks_bank.tasks.onboarding.wording import day_in_words, time_in_words
from tasks_bank.world.month import bank_holidays
from tasks_bank.world.references import nonsense_word


def generate(seed: int, dials: Dials) -> Case:
    """Deal the case of a seed."""
    intake = deal_intake(seed, dials)
    words = _words(intake)
    systems = systems_of(intake)
    policy = _task().brief((), words).rules
    case = Case(
        task="onboarding",
        version=_task().version,
        seed=seed,
        dials=dials,
        brief=_task().brief(files_of(intake, systems, policy), words),
        systems=systems,
        truth=tell_truth(intake, nonsense_word(Random(f"canary {seed}"))),
    )
    return remember(case, intake)


def _words(intake: Intake) -> dict[str, str]:
    """Return what fills the gaps in brief and policy."""
    company, month = intake.company, intake.company.month
    first, last = month.after(-1).first, month.after(4).last
    holidays = sorted(
        day
        for year in {first.year, month.year, last.year}
        for day in bank_holidays(year)
        if first <= day <= last and day.weekday() < 5  # noqa: PLR2004 - Saturday is day 5 of the calendar
    )
    return {
        "company": company.name,
        "month": month.name,
        "manager": company.who("HR Manager").name,
        "starters": ", ".join(f"{each.name} ({each.ref})" for each in intake.starters),
        "bank_holidays": ", ".join(day_in_words(day) for day in holidays),
        "arrival": time_in_words(intake.arrival),
        "equipment_days": _days(intake.lead["equipment"]),
        "licence_days": _days(intake.lead["licence"]),
        "access_days": "1 working day before it" if intake.lead["access"] else "on it",
    }


def _days(count: int) -> str:
    return f"{count} working days"


@cache
def _task() -> Task:
    return read_task(Path(__file__).parent)
