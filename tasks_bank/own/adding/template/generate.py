"""Deals a month's deliveries. The same seed has to give the same case to the byte: no clock, no chance but `rng`."""

from functools import cache
from pathlib import Path
from random import Random

from tasks_bank.answer import Escalation
from tasks_bank.case import Case, Dials, System, Truth
from tasks_bank.deliverable import Column, Row
from tasks_bank.file import File
from tasks_bank.task import Task, read_task
from tasks_bank.world.company import company_of
from tasks_bank.world.references import References, nonsense_word
from tasks_bank.writing.csv_file import csv_file

LIMIT = 5
COLUMNS = (Column("order"), Column("item"), Column("ordered", "integer"), Column("delivered", "integer"))
ITEMS = ("copier paper, boxes", "pens, packs", "toner cartridges", "envelopes, packs", "folders", "desk lamps")


def generate(seed: int, dials: Dials) -> Case:
    """Deal the case of a seed."""
    task = _task()
    rng = Random(f"{task.name} {seed}")
    company = company_of(seed)  # the same company and people as in every other task of this seed
    orders = References(seed, rng).in_order("PO-", int(dials["orders"]))
    rows = tuple(_row(order, rng) for order in orders)
    # One order at least is far short, so that there is always something to hand over.
    rows = ({**rows[0], "ordered": "20", "delivered": str(rng.randint(3, 14))}, *rows[1:])
    words = {"month": company.month.name, "manager": company.who("Head of Operations").name, "limit": str(LIMIT)}
    rules = task.brief((), words).rules
    files = (
        File("deliveries.csv", csv_file([column.name for column in COLUMNS], rows)),
        File("rules.md", rules.encode()),
    )
    return Case(
        task=task.name,
        version=task.version,
        seed=seed,
        dials=dials,
        brief=task.brief(files, words),
        systems={"deliveries": System("deliveries", COLUMNS, rows, about="what was ordered and what came")},
        truth=_truth(rows, nonsense_word(Random(f"canary {seed}"))),
    )


def _row(order: str, rng: Random) -> Row:
    """Deal an order: two in three come complete."""
    ordered = rng.randint(4, 40)
    difference = rng.choice((0, 0, 0, 0, -1, -2, -3, 1, 2))
    delivered = str(ordered + difference)
    return {"order": order, "item": rng.choice(ITEMS), "ordered": str(ordered), "delivered": delivered}


def _truth(rows: tuple[Row, ...], canary: str) -> Truth:
    """Work out what a perfect answer holds. It must not be readable off anything that is shown."""
    came = {row["order"]: int(row["delivered"]) - int(row["ordered"]) for row in rows}
    far_short = [order for order, difference in came.items() if -difference > LIMIT]
    escalations = tuple(Escalation(order, "far_short", f"{-came[order]} pieces are missing") for order in far_short)
    return Truth(
        tables={
            "lines": tuple(
                {"order": order, "status": _status(difference), "difference": str(abs(difference))}
                for order, difference in came.items()
            ),
            "escalations": tuple({"item": e.item, "reason": e.reason, "why": e.why} for e in escalations),
        },
        escalations=escalations,
        facts={},
        canary=canary,
    )


def _status(difference: int) -> str:
    return "complete" if difference == 0 else "short" if difference < 0 else "over"


@cache
def _task() -> Task:
    return read_task(Path(__file__).parent)
