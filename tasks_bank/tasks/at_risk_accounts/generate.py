"""Deals a review of accounts as a case: the brief with real files, the company's systems, and the hidden truth.

Dealing takes 0.02 s at small, 0.04 s at the default dials and 0.09 s at large (measured on two shared cores).
"""

from functools import cache
from pathlib import Path
from random import Random

from tasks_bank.case import Case, Dials
from tasks_bank.task import Task, read_task
from tasks_bank.tasks.at_risk_accounts.dealing import deal_review
from tasks_bank.tasks.at_risk_accounts.files import files_of, systems_of
from tasks_bank.tasks.at_risk_accounts.truth import tell_truth
from tasks_bank.world.paper import date_as_written
from tasks_bank.world.references import nonsense_word


def generate(seed: int, dials: Dials) -> Case:
    """Deal the case of a seed."""
    review = deal_review(seed, dials)
    policy = review.policy
    words = {
        "company": review.company.name,
        "head": review.company.who("Head of Sales").name,
        "first_month": review.months[0].name,
        "last_month": review.months[-1].name,
        "day": date_as_written(review.day, "words"),
        "window_end": date_as_written(review.window_end, "words"),
        "slight_fall": str(policy.slight_fall),
        "steep_fall": str(policy.steep_fall),
        "high_value": f"{policy.high_value:,}",
    }
    systems = systems_of(review)
    rules = _task().brief((), words).rules
    return Case(
        task="at_risk_accounts",
        version=_task().version,
        seed=seed,
        dials=dials,
        brief=_task().brief(files_of(review, systems, rules), words),
        systems=systems,
        truth=tell_truth(review, nonsense_word(Random(f"canary at_risk_accounts {seed}"))),
    )


@cache
def _task() -> Task:
    return read_task(Path(__file__).parent)
