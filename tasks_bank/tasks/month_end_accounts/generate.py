"""Deals a month to be closed as a case: the brief with real files, the company's systems, and the hidden truth."""

from functools import cache
from pathlib import Path
from random import Random

from tasks_bank.case import Case, Dials
from tasks_bank.task import Task, read_task
from tasks_bank.tasks.month_end_accounts.dealing import deal_books
from tasks_bank.tasks.month_end_accounts.files import files_of, systems_of
from tasks_bank.tasks.month_end_accounts.truth import tell_truth
from tasks_bank.world.references import nonsense_word


def generate(seed: int, dials: Dials) -> Case:
    """Deal the case of a seed."""
    books = deal_books(seed, dials)
    company = books.company
    words = {
        "company": company.name,
        "month": company.month.name,
        "manager": company.finance_manager.name,
        "assistant": company.who("Accounts Assistant").first_name,
        "limit": f"{books.limit:,}",
    }
    systems = systems_of(books)
    rules = _task().brief((), words).rules
    return Case(
        task="month_end_accounts",
        version=_task().version,
        seed=seed,
        dials=dials,
        brief=_task().brief(files_of(books, systems, rules), words),
        systems=systems,
        truth=tell_truth(books, nonsense_word(Random(f"month_end_accounts canary {seed}"))),
    )


@cache
def _task() -> Task:
    return read_task(Path(__file__).parent)
