"""Deals a vacancy as a case: the brief with real files, the company's systems, and the hidden truth."""

from functools import cache
from pathlib import Path
from random import Random

from tasks_bank.case import Case, Dials
from tasks_bank.task import Task, read_task
from tasks_bank.tasks.cv_screening.files import files_of, systems_of
from tasks_bank.tasks.cv_screening.people.roster import deal_roster
from tasks_bank.tasks.cv_screening.slots import MINUTES, MOST_A_DAY
from tasks_bank.tasks.cv_screening.truth import Screened, screen, tell_truth
from tasks_bank.world.references import nonsense_word


def generate(seed: int, dials: Dials) -> Case:
    """Deal the case of a seed."""
    roster = deal_roster(seed, dials)
    screened = screen(roster, seed)
    words = _words(screened)
    systems = systems_of(roster, screened.setting.diaries)
    rules = _task().brief((), words).rules
    return Case(
        task="cv_screening",
        version=_task().version,
        seed=seed,
        dials=dials,
        brief=_task().brief(files_of(roster, screened.setting.diaries, systems, rules), words),
        systems=systems,
        truth=tell_truth(screened, nonsense_word(Random(f"canary cv_screening {seed}"))),
    )


def _words(screened: Screened) -> dict[str, str]:
    """Return what the placeholders of brief and rules stand for."""
    roster, terms, setting = screened.roster, screened.roster.terms, screened.setting
    return {
        "company": roster.company.name,
        "job": terms.vacancy.title,
        "recruiter": roster.recruiter.name,
        "field": terms.vacancy.field,
        "closing_month": terms.closing.name,
        "need": str(terms.need_months),
        "threshold": str(terms.threshold),
        "qualification": terms.vacancy.qualification,
        "equals": "; ".join(terms.vacancy.overseas),
        "panel": " and ".join(f"{person.name} ({person.email})" for person in roster.panel),
        "minutes": str(MINUTES),
        "most_a_day": str(MOST_A_DAY),
        "first": setting.first.isoformat(),
        "last": setting.last.isoformat(),
    }


@cache
def _task() -> Task:
    return read_task(Path(__file__).parent)
