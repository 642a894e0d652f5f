"""Deals meetings as a case: transcripts, lists and diaries as real files, the systems, and the hidden truth."""

from functools import cache
from pathlib import Path
from random import Random

from tasks_bank.case import Case, Dials
from tasks_bank.task import Task, read_task
from tasks_bank.tasks.meeting_admin.dealing import deal_desk
from tasks_bank.tasks.meeting_admin.files import files_of, systems_of
from tasks_bank.tasks.meeting_admin.truth import tell_truth
from tasks_bank.world.references import nonsense_word


def generate(seed: int, dials: Dials) -> Case:
    """Deal the case of a seed."""
    desk = deal_desk(seed, dials)
    systems = systems_of(desk)
    words = {
        "company": desk.company.name,
        "month": desk.company.month.name,
        "director": desk.company.people[0].name,
        "authority": f"{desk.authority:,}",
    }
    rules = _task().brief((), words).rules
    return Case(
        task="meeting_admin",
        version=_task().version,
        seed=seed,
        dials=dials,
        brief=_task().brief(files_of(desk, systems, rules), words),
        systems=systems,
        truth=tell_truth(desk, nonsense_word(Random(f"canary {seed}"))),
    )


@cache
def _task() -> Task:
    return read_task(Path(__file__).parent)
