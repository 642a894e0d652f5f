"""A second method: whoever reads only the files, by the rules alone, arrives at the truth."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest

from tasks_bank.case import Case
from tasks_bank.task import Task
from tasks_bank.world.month import MONTHS, Month

Sheets = Mapping[str, list[dict[str, Any]]]
Lines = dict[str, Decimal]
CASES = [("small", seed) for seed in range(5)] + [("default", seed) for seed in range(20, 22)] + [("large", 31)]
MORE = [("small", seed) for seed in range(100, 207)] + [("default", seed) for seed in range(300, 360)]
MORE += [("large", seed) for seed in range(400, 406)]
DEPRECIATED = {"equipment": "0031", "furniture": "0041"}


class Reader:
    """Somebody with the files and the rules."""

    def __init__(self, sheets: Sheets, rules: str) -> None:
        self.sheets = sheets
        month, year = re.findall(r"By schedule, for (\w+) (\d+)", rules)[0]
        self.month = Month(int(year), MONTHS.index(month) + 1)
        self.limit = Decimal(re.findall(r"come to £([\d,]+) or more", rules)[0].replace(",", ""))
        self.postings: dict[str, Lines] = defaultdict(dict)
        self.about: dict[str, tuple[str, str]] = {}
        for row in sheets["nominal.csv"]:
            self.postings[row["posting"]][row["account"]] = row["debit"] - row["credit"]
            self.about[row["posting"]] = row["date"], row["text"]
        self.journals: dict[str, tuple[str, Lines]] = {}
        self.anomalies: set[tuple[str, str]] = set()
        self.escalated: set[tuple[str, str]] = set()

    def close(self) -> None:
        self._schedules()
        self._cut_off()
        self._twice()
        self._bank()
        self._suspense()

    def controls(self) -> dict[str, tuple[Decimal, Decimal]]:
        """Return ledger and expected balance."""
        ledger = {row["account"]: row["debit"] - row["credit"] for row in self.sheets["this month"]}
        last_day = self.month.working_days[-1].isoformat()
        listed = {line["amount"] for line in self.sheets["statement"] if line["date"] == last_day}
        in_transit = [
            lines["1200"]
            for ref, lines in self.postings.items()
            if ref.startswith("PAY-") and self.about[ref][0] == last_day and lines["1200"] not in listed
        ]
        expected = {
            "1100": sum(row["open"] for row in self.sheets["sales-ledger.csv"]),
            "1200": self.sheets["closing"][0]["amount"] + sum(in_transit),
            "2100": -sum(row["open"] for row in self.sheets["purchase-ledger.csv"]),
            "9998": Decimal(0),
        }
        return {account: (ledger.get(account, Decimal(0)), amount) for account, amount in expected.items()}

    def profit(self) -> Decimal:
        sums = [row["credit"] - row["debit"] for row in self.sheets["this month"] if "4000" <= row["account"] < "9000"]
        for _, lines in self.journals.values():
            sums += [-amount for account, amount in lines.items() if "4000" <= account < "9000"]
        return sum(sums, Decimal(0))

    def _schedules(self) -> None:
        for row in self.sheets["accruals"]:
            if not row["invoice_in_books"] and self._runs(row["from_month"], row["to_month"]):
                self.journals[row["item"]] = "accrual", {row["account"]: row["a_month"], "2109": -row["a_month"]}
        for row in self.sheets["last month accruals"]:
            lines = {"2109": row["accrued"], row["account"]: -row["accrued"]}
            self.journals[row["item"]] = "accrual_reversal", lines
        for row in self.sheets["prepayments"]:
            if self._runs(row["from_month"], row["to_month"]):
                each = row["paid"] / int(row["months"])
                self.journals[row["item"]] = "prepayment", {row["account"]: each, "1103": -each}
        for row in self.sheets["assets"]:
            year, month = map(int, row["first_month"].split("-"))
            last = Month(year, month).after(int(row["life_months"]) - 1)
            if Month(year, month) <= self.month <= last:
                each = row["cost"] / int(row["life_months"])
                self.journals[row["item"]] = "depreciation", {"8000": each, DEPRECIATED[row["class"]]: -each}

    def _runs(self, first: str, last: str) -> bool:
        return first <= f"{self.month.year}-{self.month.number:02}" <= last

    def _cut_off(self) -> None:
        end = self.month.last.isoformat()
        for row in self.sheets["deliveries.csv"]:
            if row["delivered"] > end:
                lines = self.postings[row["document"]]
                account = next(account for account in lines if account >= "4000")
                other = "2110" if account == "4000" else "1103"
                self._correct(row["document"], "cut_off", {account: -lines[account], other: lines[account]})
        for row in self.sheets["invoices-after-month-end.csv"]:
            if row["delivered"] <= end:
                self._correct(row["document"], "cut_off", {row["account"]: row["net"], "2109": -row["net"]})

    def _twice(self) -> None:
        seen = set()
        for ref, lines in self.postings.items():
            what = self.about[ref][1], *sorted(lines.items())
            if what in seen:
                self._correct(ref, "duplicate_journal", {account: -amount for account, amount in lines.items()})
            seen.add(what)

    def _bank(self) -> None:
        """Tick off statement and postings by amount; what is left with the other sign was posted on the wrong sides."""
        posted = Counter(lines["1200"] for lines in self.postings.values() if "1200" in lines)
        left = []
        for line in self.sheets["statement"]:
            if posted[line["amount"]]:
                posted[line["amount"]] -= 1
            else:
                left.append(line)
        for line in left:
            name, amount = line["name"], line["amount"]
            if posted[-amount]:
                wrong = next(ref for ref, lines in self.postings.items() if lines.get("1200") == -amount)
                turned = {account: -2 * was for account, was in self.postings[wrong].items()}
                self._correct(wrong, "sign_error", turned)
            elif "DIRECT DEBIT" in name:
                self.anomalies.add((line["line"], "not_in_books"))
                self.escalated.add((line["line"], "unexplained"))
            else:
                other = "4900" if "INTEREST" in name else "7900"
                self._correct(line["line"], "not_in_books", {"1200": amount, other: -amount})
        for row in self.sheets["sales-ledger.csv"]:
            lines = self.postings.get(row["document"], {})
            if row["open"] < 0 < lines.get("1100", Decimal(0)):
                self._correct(row["document"], "sign_error", {account: -2 * was for account, was in lines.items()})

    def _suspense(self) -> None:
        for ref, lines in self.postings.items():
            if "9998" not in lines:
                continue
            names = [row["name"] for row in self.sheets["statement"] if row["amount"] == lines["1200"]]
            owed = {(row["name"].split()[0].upper(), row["open"]) for row in self.sheets["sales-ledger.csv"]}
            if any((name.split()[0], lines["1200"]) in owed for name in names):
                self._correct(ref, "suspense", {"9998": lines["1200"], "1100": -lines["1200"]})
            else:
                self.anomalies.add((ref, "suspense"))
                self.escalated.add((ref, "unexplained"))

    def _correct(self, ref: str, kind: str, lines: Lines) -> None:
        self.anomalies.add((ref, kind))
        self.journals[ref] = kind, lines
        if sum(amount for amount in lines.values() if amount > 0) >= self.limit:
            self.escalated.add((ref, "over_limit"))


@pytest.mark.parametrize(("dials", "seed"), [*CASES, *(pytest.param(*case, marks=pytest.mark.slow) for case in MORE)])
def test_whoever_reads_only_the_files_arrives_at_the_truth(
    task: Task, sheets_of: Callable[[Case], Sheets], dials: str, seed: int
) -> None:
    case = task.deal(seed, task.dials(dials))
    reader = Reader(sheets_of(case), case.brief.rules)

    reader.close()

    true = case.truth.tables
    assert {
        (ref, account, amount, reason)
        for ref, (reason, lines) in reader.journals.items()
        for account, amount in lines.items()
    } == {
        (row["ref"], row["account"], Decimal(row["debit"]) - Decimal(row["credit"]), row["reason"])
        for row in true["journals"]
    }
    assert reader.controls() == {
        row["account"]: (Decimal(row["ledger_balance"]), Decimal(row["expected_balance"]))
        for row in true["control_accounts"]
    }
    assert reader.anomalies == {(row["item"], row["kind"]) for row in true["anomalies"]}
    assert reader.escalated == {(each.item, each.reason) for each in case.truth.escalations}
    assert f"{abs(reader.profit()):,.2f}" in case.truth.texts["summary"]
