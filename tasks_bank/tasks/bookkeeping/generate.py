"""Deals a month of papers as a case: the brief with real files, the company's systems, and the hidden truth."""

from functools import cache
from pathlib import Path
from random import Random

from tasks_bank.case import Case, Dials
from tasks_bank.task import Task, read_task
from tasks_bank.tasks.bookkeeping.dealing import deal_pile
from tasks_bank.tasks.bookkeeping.files import files_of, systems_of
from tasks_bank.tasks.bookkeeping.truth import tell_truth
from tasks_bank.world.references import nonsense_word


def generate(seed: int, dials: Dials) -> Case:
    """Deal the case of a seed."""
    pile = deal_pile(seed, dials)
    company = pile.company
    words = {
        "company": company.name,
        "month": company.month.name,
        "manager": company.finance_manager.name,
        "asset_limit": str(pile.asset_limit),
        "products": ", ".join(company.brand.products),
    }
    systems = systems_of(pile)
    rules = _task().brief((), words).rules
    return Case(
        task="bookkeeping",
        version=_task().version,
        seed=seed,
        dials=dials,
        brief=_task().brief(files_of(pile, systems, rules), words),
        systems=systems,
        truth=tell_truth(pile, nonsense_word(Random(f"bookkeeping canary {seed}"))),
    )


@cache
def _task() -> Task:
    return read_task(Path(__file__).parent)
