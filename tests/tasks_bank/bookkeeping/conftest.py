"""Reads the files of a case as a person would: with other libraries than those that wrote them."""

import csv
import io
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pypdf
import pytest

from tasks_bank.case import Case
from tasks_bank.catalog import find_task
from tasks_bank.file import File
from tasks_bank.reading.values import amount, day
from tasks_bank.task import Task

_HEAD = re.compile(r"(INVOICE|RECEIPT|CREDIT NOTE|PRO FORMA) (\S+)")
_NUMBERED = re.compile(r"(\d)\. (.+)")
_NET = re.compile(r"Net (\S+), (?:VAT 20% (\S+)|.+)")


@pytest.fixture(scope="session")
def task() -> Task:
    return find_task("bookkeeping")


@pytest.fixture(scope="session")
def papers_of() -> Callable[[Case], dict[str, dict[str, Any]]]:
    """Return what stands on each PDF, by reference."""
    return lambda case: dict(_paper(file) for file in case.brief.files if file.suffix == ".pdf")


@pytest.fixture(scope="session")
def rates_of() -> Callable[[Case], dict[str, Decimal]]:
    """Return the units of each currency for a pound."""
    return _rates


def _rates(case: Case) -> dict[str, Decimal]:
    file = next(file for file in case.brief.files if file.name == "rates.csv")
    rows = csv.DictReader(io.StringIO(file.data.decode()))
    return {row["currency"]: Decimal(row["units_for_a_pound"]) for row in rows}


def _paper(file: File) -> tuple[str, dict[str, Any]]:
    lines = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file.data)).pages).splitlines()
    head = next(found for line in lines if (found := _HEAD.fullmatch(line)))
    stated = dict(line.split(": ", 1) for line in lines if ": " in line)
    items = []
    for number, line in enumerate(lines):
        if (numbered := _NUMBERED.fullmatch(line)) is None:
            continue
        price = lines[number + 1]
        net = _NET.fullmatch(price)
        items.append(
            {
                "about": numbered[2],
                "price": amount(net[1] if net else price),
                "vat": amount(net[2]) if net and net[2] else None,
            }
        )
    total = next(value for name, value in reversed(stated.items()) if name.lower().startswith(_TOTALS))
    paper = {
        "kind": head[1],
        "side": file.name.split("/", maxsplit=1)[0],
        "has_vat_number": any(line.startswith("VAT number") for line in lines),
        "date": day(stated["Date"]),
        "to": stated["To"],
        "items": items,
        "net": amount(stated["Net"]) if "Net" in stated else None,
        "vat": amount(stated["VAT"]) if "VAT" in stated else None,
        "vat_within": head[1] == "RECEIPT" and any("VAT 20%" in line or "VAT at 20%" in line for line in lines),
        "total": amount(total),
        "currency": {"£": "GBP", "€": "EUR", "$": "USD"}[total[0]],
        "text": "\n".join(lines),
    }
    return head[2], paper


_TOTALS = ("total", "amount payable", "invoice total", "balance")
