"""Decides whether a model may see a task's files. A refusal says how to answer what is still open."""

import ipaddress
from urllib.parse import urlsplit

from harness.errors import BadPlan
from harness.messages import Evidence
from tasks_bank.task import Task


def check_may_see(task: Task, model: str, evidence: Evidence, base_url: str | None) -> None:
    """Refuse a remote model for files that hold real people's data, or may do so. Raises BadPlan."""
    said = task.people
    if said is None or said.there is False or not is_remote(evidence, base_url):
        return
    if said.there is None:
        raise BadPlan(
            f"{model} is not on this machine, and nobody has said whether the files of task '{task.name}' hold real "
            f"people's data; say it with: toprung tasks data {task.name} --people yes, or --people no"
        )
    if not said.remote:
        raise BadPlan(
            f"{model} is not on this machine, and the files of task '{task.name}' hold real people's data; take one "
            f"on this machine, or allow it with: toprung tasks data {task.name} --remote yes"
        )


def is_remote(evidence: Evidence, base_url: str | None) -> bool:
    """Tell whether what is asked leaves this machine: of real models only a server at a loopback address does not."""
    return evidence == "real" and not _is_loopback(base_url)


def _is_loopback(base_url: str | None) -> bool:
    host = urlsplit(base_url or "").hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
