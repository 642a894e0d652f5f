"""The chart of accounts: nominal codes as small British companies number them. Made up, for no real company."""

import re
from dataclasses import dataclass
from typing import Literal

AccountKind = Literal["asset", "liability", "equity", "income", "cost of sales", "overhead"]


@dataclass(frozen=True, slots=True)
class NominalAccount:
    """One account of the nominal ledger."""

    code: str
    """Four digits."""
    name: str
    kind: AccountKind


_ACCOUNTS: tuple[tuple[AccountKind, dict[str, str]], ...] = (
    ("asset", {"0030": "Office equipment", "0040": "Furniture", "0050": "Vehicles"}),
    ("asset", {"0031": "Depreciation: office equipment", "0041": "Depreciation: furniture"}),
    ("asset", {"1100": "Debtors control", "1103": "Prepayments"}),
    ("asset", {"1001": "Stock", "1200": "Current account", "1230": "Petty cash"}),
    ("liability", {"2100": "Creditors control", "2109": "Accruals", "2110": "Deferred income"}),
    ("liability", {"2200": "VAT on sales", "2201": "VAT on purchases"}),
    ("liability", {"2210": "PAYE and National Insurance", "2230": "Pension"}),
    ("liability", {"9998": "Suspense"}),
    ("equity", {"3000": "Share capital", "3200": "Retained earnings"}),
    ("income", {"4000": "Sales: products", "4001": "Sales: services", "4900": "Other income"}),
    ("cost of sales", {"5000": "Goods for resale", "5003": "Packaging", "5100": "Carriage"}),
    ("overhead", {"7000": "Wages and salaries", "7006": "Employer's National Insurance", "7100": "Rent"}),
    ("overhead", {"7103": "Rates", "7200": "Electricity and gas", "7400": "Travel", "7402": "Hotels"}),
    ("overhead", {"7403": "Business entertaining", "7406": "Subsistence", "7500": "Printing and stationery"}),
    ("overhead", {"7502": "Telephone and internet", "7504": "Software and subscriptions"}),
    ("overhead", {"7505": "Small equipment", "7506": "Books and newspapers"}),
    ("overhead", {"7600": "Legal fees", "7601": "Accountancy", "7603": "Consultancy", "7701": "Repairs"}),
    ("overhead", {"7801": "Cleaning", "7900": "Bank charges", "8000": "Depreciation", "8100": "Bad debts"}),
    ("overhead", {"8200": "Insurance", "8201": "Training", "8204": "Advertising"}),
)
CHART = tuple(NominalAccount(code, name, kind) for kind, accounts in _ACCOUNTS for code, name in accounts.items())
"""Every account; the codes rise within a kind."""

ACCOUNT_OF_TRADE = {
    **dict.fromkeys(("rail", "cabs"), "7400"),
    **dict.fromkeys(("restaurant", "cafe"), "7406"),
    **dict.fromkeys(("subscription", "licences"), "7504"),
    **dict.fromkeys(("stationery", "store"), "7500"),
    **dict.fromkeys(("computers", "furniture"), "7505"),
    "hotel": "7402",
    "cleaning": "7801",
    "solicitors": "7600",
    "training": "8201",
    "insurance": "8200",
}
"""The account of what the world's suppliers sell, by their trade; equipment that is no asset is small equipment."""

_NUMBER = re.compile(r"\d{1,6}")


def account_code(cell: str) -> str:
    """Return an account's code as the chart writes it: a spreadsheet drops noughts in front, people add the name."""
    found = _NUMBER.search(cell)
    return found[0].zfill(4) if found else cell
