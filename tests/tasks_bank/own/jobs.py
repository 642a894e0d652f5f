"""A small job of an employer's own, as it lies in a folder: two months of invoices to be registered."""

from pathlib import Path

from tasks_bank.own.work import OwnWork
from tasks_bank.task import read_task

TASK = """\
title = "Invoice register"
family = "bookkeeping"
version = 1
about = "Register a month's invoices."

[human_minutes]
unaided = 20
per_item_review = 1
source = "measured by hand on two months"

[[deliverable]]
name = "invoices"
kind = "table"
key = ["invoice"]
about = "every invoice"
columns = [
    { name = "invoice", about = "its number" },
    { name = "supplier", about = "its name" },
    { name = "due", type = "date" },
    { name = "category", type = "choice", choices = ["office", "travel"] },
    { name = "amount", type = "amount", about = "pounds" },
    { name = "remark", type = "prose", about = "anything odd" },
]

[[deliverable]]
name = "totals"
kind = "table"
key = ["category"]
about = "what was spent by category"
columns = [
    { name = "category", type = "choice", choices = ["office", "travel"] },
    { name = "amount", type = "amount", about = "pounds" },
]

[[deliverable]]
name = "escalations"
kind = "table"
key = ["item"]
required = false
about = "what a person decides"
columns = [
    { name = "item", about = "the invoice" },
    { name = "reason", type = "choice", choices = ["no_order"] },
]

[[deliverable]]
name = "note"
kind = "mail"
about = "a note to the manager"

[[check]]
name = "rows"
table = "invoices"
marks = 50
weights = { supplier = 1, due = 1, category = 1, amount = 2 }
tolerance = { amount = 0.05, due = 2 }

[[check]]
name = "totals"
table = "totals"
lines = "invoices"
group = "category"
marks = 20
tolerance = 0.05

[[check]]
name = "escalations"
marks = 10

[[check]]
name = "mentions"
text = "note"
marks = 20
"""

FILES = {
    "task.toml": TASK,
    "brief.md": "Please register the invoices in invoices.txt, and write me a note.\n",
    "rules.md": "# Rules\n\n- An invoice without an order number is escalated with the reason no_order.\n",
    "cases/1-march/files/invoices.txt": "Invoice A-17 of Redwood Paper, 120.50 pounds for paper, due in a week\n",
    "cases/1-march/expected/invoices.csv": (
        "invoice,supplier,due,category,amount,remark\n"
        "A-17,Redwood Paper,2026-03-14,office,120.50,\n"
        "A-18,Coast Rail,2026-03-20,travel,80.00,no order number\n"
    ),
    "cases/1-march/expected/totals.csv": "category,amount\noffice,120.50\ntravel,80.00\n",
    "cases/1-march/expected/escalations.csv": "item,reason\nA-18,no_order\n",
    "cases/1-march/expected/note.csv": (
        "fact,says,spellings\nthe sum,must,200.50 | two hundred pounds fifty\nlast year's sum,never,199.00\n"
    ),
    "cases/2-april/files/invoices.txt": "Invoice B-21 of Redwood Paper, 60.00 pounds for pens, due on 4 May\n",
    "cases/2-april/expected/invoices.csv": (
        "invoice,supplier,due,category,amount,remark\nB-21,Redwood Paper,2026-05-04,office,60.00,\n"
    ),
    "cases/2-april/expected/totals.csv": "category,amount\noffice,60.00\n",
    "cases/2-april/expected/escalations.csv": "item,reason\n",
    "cases/2-april/expected/note.csv": "fact,says,spellings\nthe sum,must,60.00\n",
}
MARCH = "cases/1-march/expected"


def job(folder: Path, **changed: str | bytes | None) -> Path:
    """Write the job; a file that is given by its name holds something else, or is left out (None)."""
    return written(folder, {**FILES, **changed})


def written(folder: Path, files: dict[str, str] | dict[str, str | bytes | None]) -> Path:
    for name, content in files.items():
        if content is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def work_of(folder: Path) -> OwnWork:
    work = read_task(folder).own
    assert work is not None
    return work
