"""The month's pile as real files (PDF, CSV, XLSX) and as systems. Both come from the same rows."""

from collections.abc import Sequence

from tasks_bank.case import System
from tasks_bank.deliverable import Column, Row
from tasks_bank.file import File
from tasks_bank.tasks.bookkeeping.chart import BELONGS
from tasks_bank.tasks.bookkeeping.pile import Pile
from tasks_bank.tasks.bookkeeping.wording import words_of
from tasks_bank.world.accounts import CHART
from tasks_bank.writing.csv_file import csv_file
from tasks_bank.writing.pdf import print_page
from tasks_bank.writing.workbook import Sheet, workbook

_CHART = (Column("number"), Column("name"), Column("kind"), Column("belongs", about="what belongs here"))
_POST_BOOK = (
    Column("noted_on", "date"),
    Column("paper"),
    Column("from_or_to"),
    Column("noted_net", "amount"),
    Column("noted_vat", "amount"),
)
_RATES = (Column("currency"), Column("units_for_a_pound", "amount"))


def systems_of(pile: Pile) -> dict[str, System]:
    """Return the company's systems as they stand; none takes writes."""
    tables: tuple[tuple[str, Sequence[Column], tuple[Row, ...], str], ...] = (
        ("chart_of_accounts", _CHART, _chart(), "the accounts and what belongs into each"),
        ("post_book", _POST_BOOK, _noted(pile), "papers as the front desk noted them when they came in"),
        (
            "rates",
            _RATES,
            tuple({"currency": name, "units_for_a_pound": str(rate)} for name, rate in pile.rates.items()),
            "the month's rates of exchange",
        ),
    )
    return {name: System(name, tuple(columns), rows, about=about) for name, columns, rows, about in tables}


def files_of(pile: Pile, systems: dict[str, System], rules: str) -> list[File]:
    """Return the files of the case, in the order in which a person would open them."""
    chart = systems["chart_of_accounts"]
    return [
        File("vat-rules.md", rules.encode()),
        File("chart-of-accounts.xlsx", workbook({"chart": Sheet(chart.columns, chart.rows)})),
        File("post-book.csv", _csv(systems["post_book"])),
        File("rates.csv", _csv(systems["rates"])),
        *(
            File(
                f"{'sales' if paper.side == 'sale' else 'purchases'}/{paper.ref}.pdf",
                print_page(paper.supplier.name, words_of(paper)),
            )
            for paper in pile.papers
        ),
    ]


def _chart() -> tuple[Row, ...]:
    return tuple(
        {"number": account.code, "name": account.name, "kind": account.kind, "belongs": BELONGS[account.code]}
        for account in CHART
        if account.code in BELONGS
    )


def _noted(pile: Pile) -> tuple[Row, ...]:
    return tuple(
        {
            "noted_on": noted.received.isoformat(),
            "paper": noted.paper.ref,
            "from_or_to": noted.paper.party,
            "noted_net": str(noted.net),
            "noted_vat": str(noted.vat),
        }
        for noted in pile.post_book
    )


def _csv(system: System) -> bytes:
    return csv_file([column.name for column in system.columns], system.rows)
