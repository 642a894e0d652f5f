"""A second method: whoever reads only the files, by the rules alone, arrives at the truth."""

import re
from collections.abc import Callable, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from tasks_bank.case import Case
from tasks_bank.task import Task
from tasks_bank.world.month import MONTHS

Papers = dict[str, dict[str, Any]]
CASES = [("small", seed) for seed in range(6)] + [("default", seed) for seed in range(20, 23)] + [("large", 31)]
MORE = [("small", seed) for seed in range(100, 206)] + [("default", seed) for seed in range(300, 340)]
PENNY = Decimal("0.01")
ACCOUNTS = {
    "7403": r" with .+ of ",
    "4900": r"Rent of the meeting room",
    "4001": r"Setting up",
    "5003": r"Cartons",
    "5100": r"Deliveries",
    "7100": r"Office rent",
    "7103": r"Business rates|street sign",
    "7200": r"Electricity",
    "7701": r"Repair of",
    "7801": r"leaning",
    "7400": r"Taxi|ticket",
    "7402": r"Single room",
    "7406": r"Dinner|Lunch",
    "7506": r"newspaper|[Pp]rinted handbook",
    "7500": r"Copier paper|Toner|Letterheads|ink and envelopes|Desk pads",
    "7502": r"Telephone",
    "7504": r"oftware|scanner|database|Video calls|Design tool|Hosting",
    "7600": r"lease|contract|Staff handbook",
    "7601": r"Payroll",
    "7603": r"Market study",
    "8200": r"insurance",
    "8201": r"course",
    "8204": r"Posters|advertisements",
}
EQUIPMENT = {"0030": r"Laptop|Monitors|Laser printer", "0040": r"chairs|table|desk"}
NO_VAT = {"Z": r"ticket|newspaper|rinted handbook", "E": r"insurance|[Rr]ent", "OS": r"rates|street sign"}
REASONS = {"wrong_sum", "not_ours", "no_vat_number"}


class Reader:
    """Somebody with the files and the rules."""

    def __init__(self, papers: Papers, rates: Mapping[str, Decimal], case: Case) -> None:
        self.papers, self.rates = papers, rates
        self.rules = case.brief.rules
        self.own = re.findall(r"^# Bookkeeping and VAT rules of (.+)$", self.rules, re.MULTILINE)[0]
        self.month = re.findall(r"dated in (\w+) (\d+)", self.rules)[0]
        self.limit = Decimal(re.findall(r"£(\d+) net or more", self.rules)[0])
        self.replaced = {ref for paper in papers.values() for ref in re.findall(r"replaces (\S+)\.", paper["text"])}

    def entries(self) -> dict[tuple[str, str], tuple[str, Decimal, Decimal, str]]:
        found = {}
        for ref, paper in self.papers.items():
            if self.doubt(ref) not in {"", "no_vat_number"} or not self._belongs(ref):
                continue
            sign = -1 if paper["kind"] == "CREDIT NOTE" else 1
            for number, item in enumerate(paper["items"], start=1):
                net, vat, code = self._amounts(paper, item)
                found[ref, str(number)] = (self._account(paper, item, net), sign * net, sign * vat, code)
        return found

    def doubt(self, ref: str) -> str:
        paper = self.papers[ref]
        if paper["side"] == "purchases" and paper["to"] != self.own:
            return "not_ours"
        if not self._adds_up(paper):
            return "wrong_sum"
        charged = paper["vat"] or paper["vat_within"]
        return "no_vat_number" if charged and not paper["has_vat_number"] else ""

    def boxes(self) -> dict[str, Decimal]:
        sums = dict.fromkeys(("1", "4", "6", "7"), Decimal(0))
        for (ref, _), (_, net, vat, code) in self.entries().items():
            if code == "OS":
                continue
            is_sale = ref.startswith("SI-")
            sums["1"] += vat if is_sale or code == "RC" else 0
            sums["4"] += vat if not is_sale and code in {"S20", "RC"} else 0
            sums["6"] += net if is_sale or code == "RC" else 0
            sums["7"] += 0 if is_sale else net
        whole = {box: sums[box].quantize(Decimal(1), ROUND_DOWN) for box in ("6", "7")}
        return {"1": sums["1"], "3": sums["1"], "4": sums["4"], "5": sums["1"] - sums["4"], **whole}

    def _belongs(self, ref: str) -> bool:
        paper = self.papers[ref]
        in_month = (MONTHS[paper["date"].month - 1], str(paper["date"].year)) == self.month
        return in_month and paper["kind"] != "PRO FORMA" and ref not in self.replaced

    def _adds_up(self, paper: Mapping[str, Any]) -> bool:
        if paper["kind"] == "RECEIPT":
            return bool(sum(item["price"] for item in paper["items"]) == paper["total"])
        nets = sum(item["price"] for item in paper["items"])
        vats = sum((item["vat"] or Decimal(0) for item in paper["items"]), Decimal(0))
        fair = all(abs(item["price"] / 5 - item["vat"]) <= PENNY / 2 for item in paper["items"] if item["vat"])
        return bool(fair and nets == paper["net"] and vats == paper["vat"] and nets + vats == paper["total"])

    def _amounts(self, paper: Mapping[str, Any], item: Mapping[str, Any]) -> tuple[Decimal, Decimal, str]:
        if paper["currency"] != "GBP":
            net = (item["price"] / self.rates[paper["currency"]]).quantize(PENNY, ROUND_HALF_UP)
            return net, (net / 5).quantize(PENNY, ROUND_HALF_UP), "RC"
        if paper["vat_within"]:
            vat = (item["price"] / 6).quantize(PENNY, ROUND_HALF_UP)
            return item["price"] - vat, vat, "NR" if re.search(ACCOUNTS["7403"], paper["text"]) else "S20"
        if item["vat"]:
            return item["price"], item["vat"], "S20" if paper["has_vat_number"] else "NR"
        code = next(code for code, pattern in NO_VAT.items() if re.search(pattern, item["about"]))
        return item["price"], Decimal(0), code

    def _account(self, paper: Mapping[str, Any], item: Mapping[str, Any], net: Decimal) -> str:
        where = item["about"]
        if paper["side"] == "sales":
            return next((account for account in ("4001", "4900") if re.search(ACCOUNTS[account], where)), "4000")
        for account, pattern in EQUIPMENT.items():
            if re.search(pattern, where):
                return account if net >= self.limit else "7505"
        if re.search(ACCOUNTS["7406"], where):
            where = paper["text"]
        return next(account for account, pattern in ACCOUNTS.items() if re.search(pattern, where))


@pytest.mark.parametrize(("dials", "seed"), [*CASES, *(pytest.param(*case, marks=pytest.mark.slow) for case in MORE)])
def test_whoever_reads_only_the_files_arrives_at_the_truth(
    task: Task,
    papers_of: Callable[[Case], Papers],
    rates_of: Callable[[Case], Mapping[str, Decimal]],
    dials: str,
    seed: int,
) -> None:
    case = task.deal(seed, task.dials(dials))
    reader = Reader(papers_of(case), rates_of(case), case)

    true = case.truth.tables
    assert reader.entries() == {
        (row["document"], row["line"]): (row["account"], Decimal(row["net"]), Decimal(row["vat"]), row["vat_code"])
        for row in true["entries"]
    }
    assert reader.boxes() == {row["box"]: Decimal(row["amount"]) for row in true["vat_boxes"]}
    doubts = {(ref, reader.doubt(ref)) for ref in reader.papers}
    assert {(ref, doubt) for ref, doubt in doubts if doubt in REASONS} == {
        (each.item, each.reason) for each in case.truth.escalations
    }
