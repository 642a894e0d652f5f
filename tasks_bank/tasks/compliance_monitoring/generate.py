"""Deals a month of compliance monitoring as a case: messages, records and rule books, the systems, and the truth."""

from functools import cache
from pathlib import Path
from random import Random

from tasks_bank.case import Case, Dials
from tasks_bank.task import Task, read_task
from tasks_bank.tasks.compliance_monitoring.dealing import deal_office
from tasks_bank.tasks.compliance_monitoring.files import files_of, systems_of
from tasks_bank.tasks.compliance_monitoring.office import Office
from tasks_bank.tasks.compliance_monitoring.rulebook import Limits
from tasks_bank.tasks.compliance_monitoring.truth import tell_truth
from tasks_bank.world.references import nonsense_word


def generate(seed: int, dials: Dials) -> Case:
    """Deal the case of a seed."""
    office = deal_office(seed, dials)
    rules = office.rules
    systems = systems_of(office)
    words = _words(office, rules.new, f"In force from {rules.changed_on:%d/%m/%Y}.")
    old = _words(office, rules.old, f"In force until {rules.changed_on:%d/%m/%Y}, when issue {rules.new.issue} came.")
    clauses, _, _ = _task().brief((), old).rules.partition("## 6")
    return Case(
        task="compliance_monitoring",
        version=_task().version,
        seed=seed,
        dials=dials,
        brief=_task().brief(files_of(office, systems, _task().brief((), words).rules, clauses), words),
        systems=systems,
        truth=tell_truth(office, nonsense_word(Random(f"canary {seed}"))),
    )


def _words(office: Office, limits: Limits, in_force: str) -> dict[str, str]:
    """Return what stands in the places of the brief and of an issue of the rule book."""
    rules, company = office.rules, office.company
    return {
        "company": company.name,
        "month": company.month.name,
        "officer": company.who("Compliance Officer").name,
        "issue": str(limits.issue),
        "in_force": in_force,
        "old_issue": str(rules.old.issue),
        "changed_on": f"{rules.changed_on:%d/%m/%Y}",
        "last_day": f"{company.month.last:%d/%m/%Y}",
        "discount": str(limits.discount),
        "gift": str(limits.gift),
        "cooling": str(rules.cooling_days),
        "gift_days": str(rules.gift_days),
        "gift_most": str(rules.gift_most),
        "purchase": str(rules.purchase),
        "complaint_days": str(rules.complaint_days),
    }


@cache
def _task() -> Task:
    return read_task(Path(__file__).parent)
