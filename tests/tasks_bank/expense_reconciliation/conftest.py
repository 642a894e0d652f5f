"""Reads the files of a case as a person would: with other libraries than those that wrote them."""

import csv
import io
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pypdf
import pytest

from tasks_bank.case import Case
from tasks_bank.catalog import find_task
from tasks_bank.file import File
from tasks_bank.reading.values import amount, day
from tasks_bank.task import Task

Sheet = list[dict[str, Any]]
_HEAD = re.compile(r"(INVOICE|RECEIPT|CREDIT NOTE) (\S+)")
_UNITS = re.compile(r"(.+), (\d+) (night|guest)s?, (\S+) a (?:night|head)(?: with VAT)?")


@pytest.fixture(scope="session")
def task() -> Task:
    return find_task("expense_reconciliation")


@pytest.fixture(scope="session")
def sheets_of() -> Callable[[Case], dict[str, Sheet]]:
    """Return the rows of bank.csv, card.csv and of both sheets of the ledger; amounts as decimals."""
    return _sheets


@pytest.fixture(scope="session")
def papers_of() -> Callable[[Case], dict[str, dict[str, Any]]]:
    """Return what stands on each PDF, by reference."""
    return lambda case: dict(_paper(file) for file in case.brief.files if file.suffix == ".pdf")


@pytest.fixture(scope="session")
def text_of() -> Callable[[File], str]:
    return _text


def _sheets(case: Case) -> dict[str, Sheet]:
    files = {file.name: file for file in case.brief.files}
    sheets: dict[str, Sheet] = {}
    for name in ("bank", "card"):
        rows = csv.DictReader(io.StringIO(files[f"{name}.csv"].data.decode()))
        sheets[name] = [{**row, "date": day(row["date"]), "amount": Decimal(row["amount"])} for row in rows]
    book = openpyxl.load_workbook(io.BytesIO(files["ledger.xlsx"].data))
    for sheet in book.worksheets:
        head, *body = sheet.iter_rows(values_only=True)
        sheets[sheet.title] = [dict(zip(map(str, head), row, strict=True)) for row in body]
    for row in (*sheets["ledger"], *sheets["carry-overs"]):
        row["date"] = row["date"].date()
        row |= {name: Decimal(str(row[name])).quantize(Decimal("0.01")) for name in ("gross", "vat") if name in row}
    return sheets


def _text(file: File) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file.data)).pages)


def _paper(file: File) -> tuple[str, dict[str, Any]]:
    lines = _text(file).splitlines()
    head = next(found for line in lines if (found := _HEAD.fullmatch(line)))
    net = next(place for place, line in enumerate(lines) if line.startswith("Net: "))
    vat, total = (line.rsplit(": ", 1)[1] for line in lines[net + 1 : net + 3])
    units = _UNITS.fullmatch(lines[net - 1])
    paper = {
        "kind": head[1],
        "supplier": lines[0],
        "ware": units[1] if units else lines[net - 1],
        "date": day(next(line.removeprefix("Date: ") for line in lines if line.startswith("Date: "))),
        "gross": amount(total),
        "vat": amount(vat),
        "currency": {"£": "GBP", "€": "EUR", "$": "USD"}[total[0]],
        "units": int(units[2]) if units else 1,
        "per": units[3] if units else "",
    }
    return head[2], paper
