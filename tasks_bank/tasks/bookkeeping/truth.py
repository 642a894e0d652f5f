"""The hidden truth of a dealt month, as the rows of a perfect answer."""

from collections.abc import Iterator
from decimal import Decimal

from tasks_bank.answer import Escalation
from tasks_bank.case import Truth
from tasks_bank.deliverable import Row
from tasks_bank.tasks.bookkeeping.pile import Finding, Line, Paper, Pile
from tasks_bank.tasks.bookkeeping.vat import Coded, treatments, vat_boxes
from tasks_bank.world.money import to_pence, vat_on

_WHY = {
    "no_vat_number": "charges VAT without a VAT number",
    "wrong_sum": "its sums do not add up",
    "not_ours": "is addressed to another company",
}


def tell_truth(pile: Pile, canary: str) -> Truth:
    """Say what a perfect answer holds, and which facts the marker needs."""
    entries = [entry for paper in pile.papers if paper.is_entered for entry in _entries(pile, paper)]
    sides = {paper.ref: paper.side for paper in pile.papers}
    boxes = vat_boxes(
        Coded(sides[entry["document"]], entry["vat_code"], Decimal(entry["net"]), Decimal(entry["vat"]))
        for entry in entries
    )
    escalations = tuple(
        Escalation(finding.paper.ref, finding.code, _WHY[finding.code])
        for finding in sorted(pile.escalations, key=lambda finding: finding.paper.ref)
    )
    return Truth(
        tables={
            "entries": tuple(entries),
            "vat_boxes": tuple({"box": box, "amount": str(amount)} for box, amount in boxes.items()),
            "escalations": tuple({"item": e.item, "reason": e.reason, "why": e.why} for e in escalations),
        },
        escalations=escalations,
        facts={
            "sides": tuple({"document": ref, "side": side} for ref, side in sides.items()),
            "planted": tuple({"kind": finding.code, "item": finding.paper.ref} for finding in _in_order(pile.planted)),
            "seems": tuple(row for paper in pile.papers for row in _seems(pile, paper)),
        },
        canary=canary,
    )


def _entries(pile: Pile, paper: Paper) -> Iterator[Row]:
    for number, line in enumerate(paper.lines, start=1):
        net = to_pence(pile.in_pounds(line.net, paper.supplier.currency))
        vat = vat_on(net, treatments()["RC"].rate) if line.code == "RC" else line.vat
        yield _row(paper, number, (line.account, line.code), net, vat)


def _seems(pile: Pile, paper: Paper) -> Iterator[Row]:
    """Return the entries of somebody in a hurry, who takes paper and post book at their word and enters them all."""
    noted = next(noted for noted in pile.post_book if noted.paper is paper)
    rest: list[Line] = paper.lines[1:]
    for number, line in enumerate(paper.lines, start=1):
        net, vat = line.net, line.vat
        if number == 1:
            net = noted.net - sum((line.net for line in rest), Decimal(0))
            vat = noted.vat - sum((line.vat for line in rest), Decimal(0))
        yield _row(paper, number, line.seems, net, vat)


def _row(paper: Paper, number: int, coding: tuple[str, str], net: Decimal, vat: Decimal) -> Row:
    account, code = coding
    return {
        "document": paper.ref,
        "line": str(number),
        "account": account,
        "net": str(paper.sign * net),
        "vat": str(paper.sign * vat),
        "vat_code": code,
    }


def _in_order(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.paper.ref, finding.code))
