"""Deals a parcel slip."""

from functools import cache
from pathlib import Path

from tasks_bank.case import Case, Dials, Truth
from tasks_bank.task import Task, read_task


def generate(seed: int, dials: Dials) -> Case:
    """Deal the case of a seed."""
    task = _task()
    parcels = [f"TR-{seed:06}{place:02}" for place in range(int(dials["parcels"]))]
    return Case(
        task="tiny",
        version=task.version,
        seed=seed,
        dials=dials,
        brief=task.brief((), {"parcel": ", ".join(parcels)}),
        systems={},
        truth=Truth(
            tables={"parcels": tuple({"parcel": parcel, "state": "received"} for parcel in parcels)},
            escalations=(),
            facts={},
            canary=f"canary-tiny-{seed:016x}",
        ),
    )


@cache
def _task() -> Task:
    return read_task(Path(__file__).parent)
