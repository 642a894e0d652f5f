"""Reads the files of a case as a person would: with other means than those that wrote them."""

import csv
import email
import email.policy
import io
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from tasks_bank.case import Case
from tasks_bank.catalog import find_task
from tasks_bank.task import Task

Sheet = list[dict[str, Any]]
_AMOUNTS = {"debit", "credit", "open", "a_month", "accrued", "paid", "cost", "net", "amount"}
_TRANSACTION = re.compile(
    r"<STMTTRN>.*?<DTPOSTED>(\d{8}).*?<TRNAMT>([-\d.]+).*?<FITID>(\w+).*?<NAME>(.*?)</NAME>.*?</STMTTRN>", re.DOTALL
)


@pytest.fixture(scope="session")
def task() -> Task:
    return find_task("month_end_accounts")


@pytest.fixture(scope="session")
def sheets_of() -> Callable[[Case], dict[str, Sheet]]:
    """Return the rows of every file and sheet, amounts as decimals; the statement with its balance as ``closing``."""
    return _sheets


def _sheets(case: Case) -> dict[str, Sheet]:
    sheets: dict[str, Sheet] = {}
    for file in case.brief.files:
        if file.suffix == ".csv":
            sheets[file.name] = list(csv.DictReader(io.StringIO(file.data.decode())))
        elif file.suffix == ".xlsx":
            for sheet in openpyxl.load_workbook(io.BytesIO(file.data)).worksheets:
                head, *body = sheet.iter_rows(values_only=True)
                sheets[sheet.title] = [dict(zip(map(str, head), row, strict=True)) for row in body]
        elif file.suffix == ".ofx":
            text = file.data.decode()
            sheets["statement"] = [
                {"line": ref, "date": f"{day[:4]}-{day[4:6]}-{day[6:]}", "amount": Decimal(amount), "name": name}
                for day, amount, ref, name in _TRANSACTION.findall(text)
            ]
            sheets["closing"] = [{"amount": Decimal(re.findall(r"<BALAMT>([-\d.]+)", text)[0])}]
        elif file.suffix == ".eml":
            mail = email.message_from_bytes(file.data, policy=email.policy.default).get_body()
            assert mail is not None
            noted = re.findall(r"^- (\S+): ([\d,.]+)$", mail.get_content(), re.MULTILINE)
            sheets["handover"] = [{"item": ref, "amount": amount.replace(",", "")} for ref, amount in noted]
    for rows in sheets.values():
        for row in rows:
            for name in _AMOUNTS & set(row):
                row[name] = Decimal(str(row[name] or 0)).quantize(Decimal("0.01"))
    return sheets
